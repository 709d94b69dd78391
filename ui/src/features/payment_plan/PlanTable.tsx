import { CopyOutlined, DeleteOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useTranslation } from "react-i18next";
import type { PlanPreview, Problem } from "../../ipc/bindings";
import { formatDecimal, formatPercent } from "../../shared/decimal";
import { DateInput } from "../../shared/form/DateInput";
import { useFieldLabel } from "../../shared/labels";
import { useMessage } from "../../shared/message";
import { Money, Percent } from "../../shared/values";
import type { RowDraft } from "./rows";

interface Props {
  rows: readonly RowDraft[];
  preview: PlanPreview | undefined;
  problems: readonly Problem[];
  onValue: (key: number, field: string, value: string) => void;
  onCopy: (key: number) => void;
  onRemove: (key: number) => void;
}

const FIELDS = ["term", "due_on", "amount", "percent", "remarks"] as const;

/** The rows of a plan as they are entered, and what they come to. */
export function PlanTable({ rows, preview, problems, ...acts }: Props) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  return (
    <table className="mini-table plan-table" data-testid="plan-rows">
      <thead>
        <tr>
          {FIELDS.map((field) => (
            <th key={field}>{label(field, "payment_plan")}</th>
          ))}
          <td />
        </tr>
      </thead>
      <tbody>
        {rows.map((row, place) => (
          <PlanRow
            key={row.key}
            row={row}
            place={place}
            amounts={preview?.rows[place]}
            problems={problems.filter(({ field }) => field?.startsWith(`${place}.`))}
            {...acts}
          />
        ))}
      </tbody>
      <tfoot>
        <tr data-testid="plan-sum">
          <th colSpan={2}>{t("payment_plan.sum")}</th>
          <td>
            <Money yuan={preview?.sum.payable} />
          </td>
          <td>
            <Percent ratio={preview?.sum.share} decimals={2} />
          </td>
          <td colSpan={2} className="quiet">
            {t("payment_plan.contract_amount")} <Money yuan={preview?.sum.contract_amount} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

interface RowProps extends Pick<Props, "onValue" | "onCopy" | "onRemove"> {
  row: RowDraft;
  place: number;
  amounts: PlanPreview["rows"][number] | undefined;
  problems: readonly Problem[];
}

function PlanRow({ row, place, amounts, problems, onValue, onCopy, onRemove }: RowProps) {
  const { t } = useTranslation();
  const number = place + 1;
  return (
    <tr data-testid={`plan-row-${place}`}>
      {FIELDS.map((field) => (
        <td key={field} className={`plan-${field}`}>
          <PlanCell
            field={field}
            place={place}
            value={textOf(row.draft[field])}
            follows={following(field, amounts)}
            problems={problems.filter((problem) => problem.field === `${place}.${field}`)}
            onChange={(value) => onValue(row.key, field, value)}
          />
        </td>
      ))}
      <td className="nowrap">
        <Button
          size="small"
          type="text"
          tabIndex={-1}
          icon={<CopyOutlined />}
          aria-label={t("payment_plan.copy_row", { row: number })}
          title={t("payment_plan.copy_row", { row: number })}
          data-testid={`copy-row-${place}`}
          onClick={() => onCopy(row.key)}
        />
        <Button
          size="small"
          type="text"
          tabIndex={-1}
          icon={<DeleteOutlined />}
          aria-label={t("payment_plan.remove_row", { row: number })}
          title={t("payment_plan.remove_row", { row: number })}
          data-testid={`remove-row-${place}`}
          onClick={() => onRemove(row.key)}
        />
      </td>
    </tr>
  );
}

interface CellProps {
  field: (typeof FIELDS)[number];
  place: number;
  value: string;
  /** What the field comes to where the other one of amount and percentage is typed. */
  follows: string;
  problems: readonly Problem[];
  onChange: (value: string) => void;
}

function PlanCell({ field, place, value, follows, problems, onChange }: CellProps) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const message = useMessage("payment_plan");
  const name = t("payment_plan.field_of_row", {
    row: place + 1,
    field: label(field, "payment_plan"),
  });
  const invalid = problems.length > 0;
  const errorId = `plan-${place}-${field}-error`;
  const testId = `plan-${place}-${field}`;
  const described = invalid ? errorId : undefined;
  return (
    <span data-field={`${place}.${field}`}>
      {field === "due_on" ? (
        <DateInput
          value={value}
          onChange={onChange}
          label={name}
          invalid={invalid}
          describedBy={described}
          testId={testId}
        />
      ) : (
        <Input
          value={value}
          aria-label={name}
          aria-invalid={invalid}
          aria-describedby={described}
          status={invalid ? "error" : ""}
          autoComplete="off"
          placeholder={follows}
          data-testid={testId}
          {...(field === "percent" ? { suffix: "%" } : {})}
          {...(field === "amount" || field === "percent" ? { inputMode: "decimal" } : {})}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {invalid && (
        <span id={errorId} className="form-error" role="alert">
          {problems.map((problem) => message({ ...problem, field: field as string })).join(" ")}
        </span>
      )}
    </span>
  );
}

/** What an empty amount or percentage comes to, shown in its place. */
function following(field: string, amounts: RowProps["amounts"]): string {
  if (field === "amount") {
    return amounts?.payable == null ? "" : formatDecimal(amounts.payable, 2);
  }
  if (field === "percent") {
    return amounts?.share == null ? "" : formatPercent(amounts.share, 2).replace("%", "");
  }
  return "";
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
