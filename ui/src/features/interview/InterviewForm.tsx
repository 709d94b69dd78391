import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Interview, InterviewDetail, Saved } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { today } from "../../shared/dates";
import { type Draft, type DraftValue, draftOf, isPicked } from "../../shared/form/draft";
import { RecordForm, type SaveRequest } from "../../shared/form/RecordForm";
import { foundLabel } from "../../shared/form/RecordPicker";
import { type FormTarget, useFormRecord } from "../../shared/form/useFormRecord";
import { useFormTitle } from "../../shared/form/useFormTitle";
import { ALL_INTERVIEW_FIELDS, INTERVIEW_FIELDS } from "./fields";

interface Props {
  target: FormTarget;
  onSaved: (saved: Saved) => void;
  onClose: () => void;
}

const read = (id: number) => call("interview_detail", { id });

/** The form of a new interview, of a copy, or of one that is there. */
export function InterviewForm({ target, onSaved, onClose }: Props) {
  const { ready, detail } = useFormRecord("interview", target, read, onClose);
  return ready ? (
    <Loaded target={target} detail={detail} onSaved={onSaved} onClose={onClose} />
  ) : null;
}

interface LoadedProps extends Props {
  detail: InterviewDetail | undefined;
}

function Loaded({ target, detail, onSaved, onClose }: LoadedProps) {
  const { t } = useTranslation();
  const { id } = target;
  const [start] = useState(() => startOf(target, detail));
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
  const name = detail && `${detail.row.supplier} ${detail.row.held_on}`;
  const title = useFormTitle("interview", target, name);
  return (
    <RecordForm
      noun="interview"
      title={title}
      groups={[
        { title: t("interview.group_talk"), fields: INTERVIEW_FIELDS.talk },
        { title: t("interview.group_rectification"), fields: INTERVIEW_FIELDS.rectification },
      ]}
      initial={start}
      revision={id === null ? null : (detail?.interview.revision ?? null)}
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

/** What a form starts with; a copy is another talk: its day and its outcome are its own. */
function startOf(target: FormTarget, detail: InterviewDetail | undefined): Draft {
  const own = { held_on: today(), status: "仅记录", due_on: "", result: "" };
  if (detail === undefined) {
    return { ...draftOf(ALL_INTERVIEW_FIELDS, {}), kind: "履约沟通", ...own };
  }
  const draft = draftFrom(detail);
  return target.id === null ? { ...draft, ...own } : draft;
}

function save(id: number | null, { record, revision, reason }: SaveRequest): Promise<Saved> {
  const interview = record as Interview;
  return id === null || revision === null
    ? call("create_interview", { interview })
    : call("update_interview", { id, revision, interview, reason });
}

async function readCurrent(id: number) {
  const detail = await read(id);
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
