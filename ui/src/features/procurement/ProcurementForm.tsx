import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Procurement, ProcurementDetail, Saved } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { copyOf, type Draft, draftOf, type Picked } from "../../shared/form/draft";
import { RecordForm, type SaveRequest } from "../../shared/form/RecordForm";
import { type FormTarget, useFormRecord } from "../../shared/form/useFormRecord";
import { useFormTitle } from "../../shared/form/useFormTitle";
import { ALL_PROCUREMENT_FIELDS, PROCUREMENT_FIELDS, PROCUREMENT_GROUPS } from "./fields";

interface Props {
  target: FormTarget;
  onSaved: (saved: Saved) => void;
  onClose: () => void;
}

const NEW = draftOf(ALL_PROCUREMENT_FIELDS, {});

/** The form of a new procurement, of a copy, or of one that is there. */
export function ProcurementForm({ target, onSaved, onClose }: Props) {
  const { t } = useTranslation();
  const { ready, detail } = useFormRecord("procurement", target, read, onClose);
  const title = useFormTitle("procurement", target, detail?.procurement.record.code);
  const groups = useMemo(
    () =>
      PROCUREMENT_GROUPS.map((name) => ({
        title: t(`procurement.group.${name}`),
        fields: PROCUREMENT_FIELDS[name],
      })),
    [t],
  );
  if (!ready) {
    return null;
  }
  const { id } = target;
  const known = detail === undefined ? NEW : draftFrom(detail);
  return (
    <RecordForm
      noun="procurement"
      title={title}
      groups={groups}
      initial={id === null ? copyOf(ALL_PROCUREMENT_FIELDS, known) : known}
      revision={id === null ? null : (detail?.procurement.revision ?? null)}
      save={(request) => save(id, request)}
      {...(id === null ? {} : { readCurrent: () => readCurrent(id) })}
      check={check}
      onSaved={onSaved}
      onClose={onClose}
    />
  );
}

const read = (id: number) => call("procurement_detail", { id });

const check = (record: object) => call("check_procurement", { procurement: record as Procurement });

function save(id: number | null, { record, revision }: SaveRequest): Promise<Saved> {
  const procurement = record as Procurement;
  return id === null || revision === null
    ? call("create_procurement", { procurement })
    : call("update_procurement", { id, revision, procurement });
}

async function readCurrent(id: number) {
  const detail = await read(id);
  const { revision, updated_by: updatedBy, updated_at: updatedAt } = detail.procurement;
  return { draft: draftFrom(detail), revision, updatedBy, updatedAt };
}

function draftFrom({ procurement, row, project_name }: ProcurementDetail): Draft {
  const { record } = procurement;
  const picked = (id: number | null, label: string | null): Picked | null =>
    id === null ? null : { id, label: label ?? String(id) };
  const project = [row.project_code, project_name].filter((part) => part !== null).join(" ");
  return draftOf(ALL_PROCUREMENT_FIELDS, record, {
    project_id: picked(record.project_id, project === "" ? null : project),
    winning_supplier_id: picked(record.winning_supplier_id, row.winning_supplier),
  });
}
