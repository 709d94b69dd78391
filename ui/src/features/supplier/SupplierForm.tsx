import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Saved, Supplier } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { today } from "../../shared/dates";
import { type Draft, type DraftValue, draftOf } from "../../shared/form/draft";
import { RecordForm, type SaveRequest } from "../../shared/form/RecordForm";
import { ALL_SUPPLIER_FIELDS, SUPPLIER_FIELDS } from "./fields";
import { SimilarSuppliers } from "./SimilarSuppliers";
import "./supplier.css";

interface Props {
  /** The supplier to edit; none makes a new one. */
  id: number | null;
  onSaved: (saved: Saved) => void;
  onClose: () => void;
}

const NEW = { ...draftOf(ALL_SUPPLIER_FIELDS, {}), status: "合格" };

/** The form of a new supplier, or of one that is there. */
export function SupplierForm({ id, onSaved, onClose }: Props) {
  const { t } = useTranslation();
  const detail = useQuery({
    queryKey: ["supplier", "form", id],
    queryFn: () => call("supplier_detail", { id: id ?? 0 }),
    enabled: id !== null,
    gcTime: 0,
    staleTime: 0,
  });
  const groups = useMemo(
    () => [
      { title: t("supplier.group_basic"), fields: SUPPLIER_FIELDS.basic },
      { title: t("supplier.group_contact"), fields: SUPPLIER_FIELDS.contact },
      { title: t("supplier.group_status"), fields: SUPPLIER_FIELDS.status },
    ],
    [t],
  );
  if (id !== null && detail.data === undefined) {
    return null;
  }
  const noun = t("common.noun.supplier");
  const stored = detail.data?.supplier;
  return (
    <RecordForm
      noun="supplier"
      title={
        stored === undefined
          ? t("common.form.new_title", { noun })
          : t("common.form.edit_title", { noun, name: stored.record.name })
      }
      groups={groups}
      initial={stored === undefined ? NEW : draftOf(ALL_SUPPLIER_FIELDS, stored.record)}
      revision={stored?.revision ?? null}
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

function save(id: number | null, { record, revision }: SaveRequest): Promise<Saved> {
  const supplier = record as Supplier;
  return id === null || revision === null
    ? call("create_supplier", { supplier })
    : call("update_supplier", { id, revision, supplier });
}

async function readCurrent(id: number) {
  const { supplier } = await call("supplier_detail", { id });
  return {
    draft: draftOf(ALL_SUPPLIER_FIELDS, supplier.record),
    revision: supplier.revision,
    updatedBy: supplier.updated_by,
    updatedAt: supplier.updated_at,
  };
}
