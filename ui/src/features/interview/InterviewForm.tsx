import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Interview, InterviewDetail, Saved } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { today } from "../../shared/dates";
import {
  type Draft,
  type DraftValue,
  draftOf,
  isPicked,
  type Picked,
} from "../../shared/form/draft";
import { RecordForm, type SaveRequest } from "../../shared/form/RecordForm";
import { foundLabel } from "../../shared/form/RecordPicker";
import { ALL_INTERVIEW_FIELDS, INTERVIEW_FIELDS } from "./fields";

interface Props {
  /** The interview to edit; none makes a new one. */
  id: number | null;
  /** The supplier that a new interview starts with. */
  supplier?: Picked | undefined;
  onSaved: (saved: Saved) => void;
  onClose: () => void;
}

/** The form of a new interview, or of one that is there. */
export function InterviewForm({ id, supplier, onSaved, onClose }: Props) {
  const detail = useQuery({
    queryKey: ["interview", "form", id],
    queryFn: () => call("interview_detail", { id: id ?? 0 }),
    enabled: id !== null,
    gcTime: 0,
    staleTime: 0,
  });
  if (id !== null && detail.data === undefined) {
    return null;
  }
  return (
    <Loaded
      id={id}
      detail={detail.data}
      initial={detail.data === undefined ? blank(supplier) : draftFrom(detail.data)}
      onSaved={onSaved}
      onClose={onClose}
    />
  );
}

interface LoadedProps extends Omit<Props, "supplier"> {
  detail: InterviewDetail | undefined;
  initial: Draft;
}

function Loaded({ id, detail, initial, onSaved, onClose }: LoadedProps) {
  const { t } = useTranslation();
  const [start] = useState(initial);
  const [supplierId, setSupplierId] = useState(idOf(start.supplier_id));
  const finds = useMemo(
    () => ({ contract_id: (text: string) => findContracts(text, supplierId) }),
    [supplierId],
  );
  const onPicked = useCallback(
    async (field: string, value: DraftValue, draft: Draft): Promise<Draft> => {
      if (field === "supplier_id") {
        setSupplierId(idOf(value));
      }
      if (field === "contract_id" && isPicked(value) && !isPicked(draft.supplier_id)) {
        const { contract, row } = await call("contract_detail", { id: value.id });
        const { supplier_id: of } = contract.record;
        setSupplierId(of);
        return { supplier_id: { id: of, label: row.supplier } };
      }
      return {};
    },
    [],
  );
  const noun = t("common.noun.interview");
  const name = detail === undefined ? "" : `${detail.row.supplier} ${detail.row.held_on}`;
  return (
    <RecordForm
      noun="interview"
      title={
        detail === undefined
          ? t("common.form.new_title", { noun })
          : t("common.form.edit_title", { noun, name })
      }
      groups={[
        { title: t("interview.group_talk"), fields: INTERVIEW_FIELDS.talk },
        { title: t("interview.group_rectification"), fields: INTERVIEW_FIELDS.rectification },
      ]}
      initial={start}
      revision={detail?.interview.revision ?? null}
      save={(request) => save(id, request)}
      {...(id === null ? {} : { readCurrent: () => readCurrent(id) })}
      finds={finds}
      notes={{
        rectification: (_, draft) =>
          draft.kind === "违约约谈" && (draft.status === "待整改" || draft.status === "整改中") ? (
            <div className="form-note quiet">{t("interview.rectification_hint")}</div>
          ) : null,
      }}
      onPicked={onPicked}
      onSaved={onSaved}
      onClose={onClose}
    />
  );
}

function blank(supplier: Picked | undefined): Draft {
  return {
    ...draftOf(ALL_INTERVIEW_FIELDS, {}),
    supplier_id: supplier ?? null,
    kind: "履约沟通",
    status: "仅记录",
    held_on: today(),
  };
}

function save(id: number | null, { record, revision, reason }: SaveRequest): Promise<Saved> {
  const interview = record as Interview;
  return id === null || revision === null
    ? call("create_interview", { interview })
    : call("update_interview", { id, revision, interview, reason });
}

async function readCurrent(id: number) {
  const detail = await call("interview_detail", { id });
  const { revision, updated_by: updatedBy, updated_at: updatedAt } = detail.interview;
  return { draft: draftFrom(detail), revision, updatedBy, updatedAt };
}

function draftFrom({ interview, row, contract }: InterviewDetail): Draft {
  const { record } = interview;
  return draftOf(ALL_INTERVIEW_FIELDS, record, {
    supplier_id: { id: record.supplier_id, label: row.supplier },
    contract_id: contract === null ? null : { id: contract.id, label: foundLabel(contract) },
  });
}

/** Only contracts of the chosen supplier, once one is chosen. */
async function findContracts(text: string, supplierId: number | null) {
  const of = { field: "supplier_id", comparison: "is" as const, values: [String(supplierId)] };
  const page = await call("list_contracts", {
    query: {
      search: text,
      filters: supplierId === null ? [] : [of],
      sort: [],
      offset: 0,
      limit: 30,
    },
  });
  return page.rows.map(({ id, code, name }) => ({ noun: "contract" as const, id, code, name }));
}

function idOf(value: DraftValue | undefined): number | null {
  return isPicked(value) ? value.id : null;
}
