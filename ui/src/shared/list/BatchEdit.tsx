import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Modal, Select, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BatchReport, Failure, JsonValue, Noun, Selection } from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";
import { ErrorNotice } from "../ErrorNotice";
import { type DraftValue, type FieldSpec, readDraft } from "../form/draft";
import { FormField } from "../form/FormField";
import { useFieldLabel } from "../labels";
import { useMessage } from "../message";
import { refresh } from "../queries";
import { useCover } from "../shortcuts";
import { useRested } from "../useRested";
import "../form/form.css";
import "../undo/UndoPreview.css";

interface Props {
  noun: Noun;
  selection: Selection;
  count: number;
  /** The fields of the noun's form; those that the program gives to many are offered. */
  fields: readonly FieldSpec[];
  onClose: () => void;
}

/** How long the user rests before a value is tried. */
const REST = 300;

/**
 * Gives one field of the chosen records one value.
 *
 * The preview is the edit itself, rolled back, and comes with every value.
 */
export function BatchEdit({ noun, selection, count, fields, onClose }: Props) {
  const { t } = useTranslation();
  const { message: toast } = App.useApp();
  const label = useFieldLabel();
  const message = useMessage(noun);
  const client = useQueryClient();
  useCover(true);
  const [name, setName] = useState<string | null>(null);
  const [value, setValue] = useState<DraftValue>("");
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const allowed = useQuery({
    queryKey: ["batch_fields", noun],
    queryFn: () => call("batch_fields", { noun }),
  });
  const offered = fields.filter((field) => allowed.data?.includes(field.name));
  const chosen = offered.find((field) => field.name === name);
  const spec = chosen === undefined ? undefined : { ...chosen, span: 3 as const };
  const read = spec === undefined ? null : readDraft([spec], { [spec.name]: value });
  const given = (read?.record[name ?? ""] ?? null) as JsonValue;
  const rested = useRested(JSON.stringify(given), REST);
  const ready = spec !== undefined && read?.problems.length === 0;
  const preview = useQuery<BatchReport, Failure>({
    queryKey: ["batch_preview", noun, selection, name, rested],
    queryFn: () =>
      call("rehearse_batch_edit", {
        noun,
        selection,
        field: name ?? "",
        value: JSON.parse(rested) as JsonValue,
      }),
    enabled: ready,
    staleTime: 0,
    gcTime: 0,
  });
  const settled = ready && !preview.isFetching && rested === JSON.stringify(given);
  const report = settled ? preview.data : undefined;
  const edited = report?.edited ?? 0;

  const edit = async () => {
    setWorking(true);
    setFailure(null);
    try {
      const done = await call("batch_edit", { noun, selection, field: name ?? "", value: given });
      void toast.success(t("common.batch.done", { count: done.edited }));
      onClose();
      await refresh(client, done.changed);
    } catch (reason) {
      setFailure(asFailure(reason));
    } finally {
      setWorking(false);
    }
  };
  return (
    <Modal
      open
      title={t("common.batch.title", { count, noun: t(`common.noun.${noun}`) })}
      width={560}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={[
        <Button key="cancel" onClick={onClose} disabled={working} data-testid="batch-cancel">
          {t("common.action.cancel")}
        </Button>,
        <Button
          key="edit"
          type="primary"
          loading={working}
          disabled={edited === 0}
          onClick={() => void edit()}
          data-testid="batch-confirm"
        >
          {t("common.batch.confirm", { count: edited })}
        </Button>,
      ]}
    >
      <div className="undo-preview" data-testid="batch-edit">
        <Select
          aria-label={t("common.batch.field")}
          placeholder={t("common.batch.field")}
          showSearch={{ optionFilterProp: "label" }}
          value={name}
          loading={allowed.isPending}
          onChange={(next: string) => {
            setName(next);
            setValue(offered.find((one) => one.name === next)?.kind === "record" ? null : "");
          }}
          options={offered.map((one) => ({ value: one.name, label: label(one.name, noun) }))}
          data-testid="batch-field"
        />
        {spec !== undefined && (
          <FormField
            noun={noun}
            field={spec}
            value={value}
            onChange={setValue}
            errors={(read?.problems ?? []).map((problem) => message(problem))}
          />
        )}
        {ready && !settled && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
        {settled && preview.error !== null && <ErrorNotice failure={preview.error} noun={noun} />}
        {report !== undefined && <Fates report={report} noun={noun} empty={given === null} />}
        {failure !== null && <ErrorNotice failure={failure} noun={noun} />}
      </div>
    </Modal>
  );
}

function Fates({ report, noun, empty }: { report: BatchReport; noun: Noun; empty: boolean }) {
  const { t } = useTranslation();
  const message = useMessage(noun);
  return (
    <>
      {empty && <p className="warning">{t("common.batch.clears")}</p>}
      <p data-testid="batch-counts">
        {t("common.batch.edited", { count: report.edited })}
        {report.unchanged > 0 && ` · ${t("common.batch.unchanged", { count: report.unchanged })}`}
      </p>
      {report.refused > 0 && (
        <section className="undo-fate kept_referred" data-testid="batch-refused">
          <h4>{t("common.batch.refused", { count: report.refused })}</h4>
          <ul>
            {report.refusals.map((one) => (
              <li key={one.id}>
                <b>{one.key}</b> <span className="quiet">{one.name}</span>
                {one.problems.map((problem) => (
                  <div key={`${problem.code}-${problem.field}`}>{message(problem)}</div>
                ))}
              </li>
            ))}
            {report.refused > report.refusals.length && (
              <li className="quiet">{t("common.deletion.more", { count: report.refused })}</li>
            )}
          </ul>
        </section>
      )}
      {report.edited > 0 && <p className="quiet">{t("common.batch.undoable")}</p>}
    </>
  );
}
