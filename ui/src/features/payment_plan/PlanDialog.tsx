import { useQuery } from "@tanstack/react-query";
import { Alert, App, Button } from "antd";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ContractDetail, Failure, PaymentPlan, Problem, Saved } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import type { Picked } from "../../shared/form/draft";
import { FormDialog } from "../../shared/form/FormDialog";
import { RecordPicker } from "../../shared/form/RecordPicker";
import { useFieldLabel } from "../../shared/labels";
import { useMessage } from "../../shared/message";
import { useSave } from "../../shared/queries";
import { useRested } from "../../shared/useRested";
import { CopyPlan } from "./CopyPlan";
import { PlanTable } from "./PlanTable";
import {
  copiedRow,
  countChanges,
  goneRows,
  newRow,
  type RowDraft,
  readable,
  readRows,
  rowsOf,
  withRows,
  withValue,
} from "./rows";
import "./plan.css";

interface Props {
  contract: Picked | null;
  /** Chooses the contract, where the form was opened without one. */
  onContract: ((contract: Picked | null) => void) | undefined;
  /** The contract with its plan, once it is read. */
  detail: ContractDetail | undefined;
  failure: unknown;
  /** The row to begin with. */
  start: number | undefined;
  /** The row that a new one starts as a copy of. */
  copyOf: number | undefined;
  onReload: () => void;
  onSaved: (saved: Saved) => void;
  onClose: () => void;
}

const REST = 200;

/** The rows of a plan in a dialog: Enter goes on, Ctrl+Enter adds a row, Ctrl+S saves. */
export function PlanDialog(props: Props) {
  const { contract, detail } = props;
  const { t } = useTranslation();
  const { message: toast } = App.useApp();
  const label = useFieldLabel();
  const [before] = useState(() => rowsOf(detail?.plan.rows ?? []));
  const [rows, setRows] = useState(() => startingRows(before, props.copyOf));
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const body = useRef<HTMLFormElement>(null);
  const preview = usePreview(detail === undefined ? null : (contract?.id ?? null), rows);
  const saving = useSave((contractId: number) =>
    call("save_payment_plan", {
      contractId,
      rows: readRows(contractId, rows).entries,
      gone: goneRows(before, rows),
    }),
  );

  const save = () => {
    if (saving.isPending || contract === null || detail === undefined) {
      return;
    }
    const read = readRows(contract.id, rows);
    setFailure(null);
    setProblems(read.problems);
    if (read.problems.length > 0) {
      return;
    }
    saving.mutate(contract.id, {
      onSuccess: (saved) => {
        void toast.success(t("common.form.saved"));
        props.onSaved(saved);
      },
      onError: (refused) => {
        const placed = placedAt(refused.problems, rows);
        setProblems(placed);
        setFailure(placed.length === 0 ? refused : null);
      },
    });
  };
  const add = () => setRows((old) => [...old, newRow()]);
  const copy = (more: readonly PaymentPlan[]) => {
    const { rows: together, ...told } = withRows(rows, more);
    setRows(together.length === 0 ? [newRow()] : together);
    setProblems([]);
    return told;
  };
  useFocus(body, rows, before, props.start, problems);

  return (
    <FormDialog
      title={t("payment_plan.form_title", { code: detail?.row.code ?? "" })}
      label={t("payment_plan.title")}
      width={960}
      className="plan-form"
      keys={t("payment_plan.keys")}
      saving={saving.isPending}
      waiting={detail === undefined}
      countChanges={() => countChanges(before, rows)}
      onSave={save}
      onClose={props.onClose}
      onControlEnter={add}
      form={body}
      testId="plan-form"
    >
      {props.failure != null && (
        <ErrorNotice failure={props.failure} noun="payment_plan" onRetry={props.onReload} />
      )}
      {failure !== null && <Refused failure={failure} onReload={props.onReload} />}
      {props.onContract !== undefined && (
        <RecordPicker
          noun="contract"
          label={label("contract_id", "payment_plan")}
          value={contract}
          onChange={props.onContract}
          testId="field-contract_id"
        />
      )}
      {detail !== undefined && (
        <>
          {detail.row.amount === null && (
            <p className="quiet">{t("payment_plan.no_contract_amount")}</p>
          )}
          <PlanTable
            rows={rows}
            preview={preview}
            problems={problems}
            onValue={(key, field, value) => {
              setRows((old) =>
                old.map((row) => (row.key === key ? withValue(row, field, value) : row)),
              );
              setProblems([]);
            }}
            onCopy={(key) =>
              setRows((old) =>
                old.flatMap((row) => (row.key === key ? [row, copiedRow(row)] : [row])),
              )
            }
            onRemove={(key) => setRows((old) => old.filter((row) => row.key !== key))}
          />
          <div className="plan-acts">
            <Button size="small" onClick={add} data-testid="add-row">
              {t("payment_plan.add")}
            </Button>
            <CopyPlan contractId={detail.row.id} onCopied={copy} />
          </div>
          <Warnings warnings={preview?.warnings ?? []} />
        </>
      )}
    </FormDialog>
  );
}

/** A contract without a plan begins with an empty row. */
function startingRows(before: readonly RowDraft[], copyOf: number | undefined): RowDraft[] {
  const copied = before.find(({ known }) => known?.id === copyOf && copyOf !== undefined);
  if (copied !== undefined) {
    return [...before, copiedRow(copied)];
  }
  return before.length === 0 ? [newRow()] : [...before];
}

function usePreview(contractId: number | null, rows: readonly RowDraft[]) {
  const plans = contractId === null ? [] : readable(contractId, rows);
  const asked = useRested(JSON.stringify(plans), REST);
  const { data } = useQuery({
    queryKey: ["payment_plan", "preview", contractId, asked],
    queryFn: () =>
      call("preview_payment_plan", { contractId: contractId ?? 0, rows: JSON.parse(asked) }),
    enabled: contractId !== null && asked !== "[]",
    placeholderData: (last) => last,
  });
  return contractId === null ? undefined : data;
}

/** The ledger counts the rows that were sent: blank ones were not. */
function placedAt(problems: readonly Problem[], rows: readonly RowDraft[]): Problem[] {
  const sent = rows.flatMap((row, place) =>
    readRows(0, [row]).entries.length === 0 ? [] : [place],
  );
  return problems.flatMap((problem) => {
    const [place, field] = problem.field?.split(".") ?? [];
    const at = sent[Number(place)];
    return at === undefined || field === undefined ? [] : [{ ...problem, field: `${at}.${field}` }];
  });
}

/** Puts the cursor into the row to begin with, into a new row, and to the first problem. */
function useFocus(
  body: React.RefObject<HTMLFormElement | null>,
  rows: readonly RowDraft[],
  before: readonly RowDraft[],
  start: number | undefined,
  problems: readonly Problem[],
) {
  const focus = useCallback(
    (field: string) =>
      body.current?.querySelector<HTMLElement>(`[data-field="${field}"] input`)?.focus(),
    [body],
  );
  const last = useRef(0);
  const first = Math.max(
    0,
    before.findIndex(({ known }) => known?.id === start && start !== undefined),
  );
  useEffect(() => {
    if (rows.length > last.current) {
      focus(last.current === 0 ? `${first}.term` : `${rows.length - 1}.term`);
    }
    last.current = rows.length;
  }, [rows.length, first, focus]);
  useEffect(() => {
    const field = problems[0]?.field;
    if (field != null) {
      focus(field);
    }
  }, [problems, focus]);
}

function Warnings({ warnings }: { warnings: readonly Problem[] }) {
  const message = useMessage("payment_plan");
  return warnings.map((warning) => (
    <Alert
      key={warning.code}
      type="warning"
      showIcon
      data-testid="plan-warning"
      title={message(warning)}
    />
  ));
}

/** Why the plan was not saved; one that was changed meanwhile can be read again. */
function Refused({ failure, onReload }: { failure: Failure; onReload: () => void }) {
  const { t } = useTranslation();
  const changed = failure.code === "record.stale" || failure.code === "record.not_found";
  if (!changed) {
    return <ErrorNotice failure={failure} noun="payment_plan" />;
  }
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      data-testid="plan-stale"
      title={t("payment_plan.stale")}
      action={
        <Button size="small" onClick={onReload} data-testid="plan-reload">
          {t("payment_plan.reload")}
        </Button>
      }
    />
  );
}
