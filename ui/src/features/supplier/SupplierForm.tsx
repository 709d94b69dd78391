import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Saved, Supplier } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { today } from "../../shared/dates";
import { copyOf, type Draft, type DraftValue, draftOf } from "../../shared/form/draft";
import { RecordForm, type SaveRequest } from "../../shared/form/RecordForm";
import { type FormTarget, useFormRecord } from "../../shared/form/useFormRecord";
import { useFormTitle } from "../../shared/form/useFormTitle";
import { ALL_SUPPLIER_FIELDS, SUPPLIER_FIELDS } from "./fields";
import { SimilarSuppliers } from "./SimilarSuppliers";
import "./supplier.css";

interface Props {
  target: FormTarget;
  onSaved: (saved: Saved) => void;
  onClose: () => void;
}

const NEW = { ...draftOf(ALL_SUPPLIER_FIELDS, {}), status: "合格" };

/** The form of a new supplier, of a copy, or of one that is there. */
export function SupplierForm({ target, onSaved, onClose }: Props) {
  const { t } = useTranslation();
  const { ready, detail } = useFormRecord("supplier", target, read, onClose);
  const title = useFormTitle("supplier", target, detail?.supplier.record.name);
  const groups = useMemo(
    () => [
      { title: t("supplier.group_basic"), fields: SUPPLIER_FIELDS.basic },
      { title: t("supplier.group_contact"), fields: SUPPLIER_FIELDS.contact },
      { title: t("supplier.group_status"), fields: SUPPLIER_FIELDS.status },
    ],
    [t],
  );
  if (!ready) {
    return null;
  }
  const { id } = target;
  const stored = detail?.supplier;
  const known = stored === undefined ? NEW : draftOf(ALL_SUPPLIER_FIELDS, stored.record);
  return (
    <RecordForm
      noun="supplier"
      title={title}
      groups={groups}
      initial={id === null ? copyOf(ALL_SUPPLIER_FIELDS, known) : known}
      revision={id === null ? null : (stored?.revision ?? null)}
      save={(request) => save(id, request)}
      {...(id === null ? {} : { readCurrent: () => readCurrent(id) })}
      notes={{
        name: (typed) =>
          typeof typed === "string" && typed !== stored?.record.name ? (
            <SimilarSuppliers name={typed} own={id} />
          ) : null,
      }}
      onPicked={dateOfStatus}
      onSaved={onSaved}
      onClose={onClose}
    />
  );
}

/** A status that needs a date starts today. */
async function dateOfStatus(field: string, value: DraftValue, draft: Draft): Promise<Draft> {
  const needsDate = field === "status" && value !== "合格" && value !== draft.status;
  return needsDate ? { status_on: today() } : {};
}

const read = (id: number) => call("supplier_detail", { id });

function save(id: number | null, { record, revision }: SaveRequest): Promise<Saved> {
  const supplier = record as Supplier;
  return id === null || revision === null
    ? call("create_supplier", { supplier })
    : call("update_supplier", { id, revision, supplier });
}

async function readCurrent(id: number) {
  const { supplier } = await read(id);
  return {
    draft: draftOf(ALL_SUPPLIER_FIELDS, supplier.record),
    revision: supplier.revision,
    updatedBy: supplier.updated_by,
    updatedAt: supplier.updated_at,
  };
}
