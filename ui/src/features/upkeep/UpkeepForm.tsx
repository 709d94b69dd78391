import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Saved, Stored, UpkeepKind } from "../../ipc/bindings";
import { type Draft, draftOf } from "../../shared/form/draft";
import { RecordForm } from "../../shared/form/RecordForm";
import { useFormRecord } from "../../shared/form/useFormRecord";
import { useFormTitle } from "../../shared/form/useFormTitle";
import { fieldsOf, GROUPS } from "./fields";
import { ACCESS } from "./kinds";

interface Props {
  kind: UpkeepKind;
  /** The record to edit; none for a new one. */
  id: number | null;
  /** What a new record starts with. */
  start: Draft;
  onSaved: (saved: Saved) => void;
  onClose: () => void;
}

/** The form of a fault, a change or a drill: a new one, or one that is there. */
export function UpkeepForm(props: Props) {
  const { kind, id, onClose } = props;
  const { ready, detail } = useFormRecord(kind, { id }, ACCESS[kind].get, onClose);
  return ready ? <Loaded {...props} stored={detail} /> : null;
}

function Loaded({
  kind,
  id,
  start,
  stored,
  onSaved,
  onClose,
}: Props & { stored?: Stored<object> | undefined }) {
  const { t } = useTranslation();
  const fields = fieldsOf(kind);
  const [initial] = useState<Draft>(() =>
    stored === undefined ? { ...draftOf(fields, {}), ...start } : draftOf(fields, stored.record),
  );
  const name = stored && String(initial.title ?? initial.scope);
  const title = useFormTitle(kind, { id }, name);
  return (
    <RecordForm
      noun={kind}
      title={title}
      groups={GROUPS[kind].map((group) => ({
        title: t(`upkeep.group.${group.name}`),
        fields: group.fields,
      }))}
      initial={initial}
      revision={stored?.revision ?? null}
      save={({ record, revision }) =>
        id === null || revision === null
          ? ACCESS[kind].create(record)
          : ACCESS[kind].update(id, revision, record)
      }
      {...(id === null ? {} : { readCurrent: () => readCurrent(kind, id) })}
      notes={{
        links: () => <div className="form-note quiet">{t("upkeep.hint.links")}</div>,
      }}
      onSaved={onSaved}
      onClose={onClose}
    />
  );
}

async function readCurrent(kind: UpkeepKind, id: number) {
  const { record, revision, updated_by, updated_at } = await ACCESS[kind].get(id);
  const draft = draftOf(fieldsOf(kind), record);
  return { draft, revision, updatedBy: updated_by, updatedAt: updated_at };
}
