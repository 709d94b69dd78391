import { Checkbox, Input, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { capitalAmount } from "../capitalAmount";
import { readDecimal } from "../decimal";
import { type FieldOwner, useChoiceLabel, useFieldLabel } from "../labels";
import { SupplierNote } from "../SupplierNote";
import { DateInput } from "./DateInput";
import { type DraftValue, type FieldSpec, isPicked } from "./draft";
import { MinuteInput } from "./MinuteInput";
import { type Find, RecordPicker } from "./RecordPicker";

interface Props {
  noun: FieldOwner;
  field: FieldSpec;
  value: DraftValue;
  onChange: (value: DraftValue) => void;
  /** What is wrong with the field, in the user's words. */
  errors: string[];
  /** What is unusual about the field, though it may be saved so. */
  warnings?: string[];
  find?: Find | undefined;
  /** What stands under the field: a hint or a warning. */
  note?: ReactNode;
}

/** A field of a form: its name, its control, and beside it what is wrong. */
export function FormField(props: Props) {
  const { noun, field, errors } = props;
  const { t } = useTranslation();
  const known = useFieldLabel()(field.name, noun);
  const label = field.label ?? known;
  const id = `${noun}-${field.name}`;
  const errorId = `${id}-error`;
  return (
    <div className={`form-field span-${field.span ?? 1}`} data-field={field.name}>
      <label htmlFor={id} className={field.kind === "flag" ? "for-flag" : undefined}>
        {label}
        {field.required && (
          <span className="error" aria-hidden="true">
            *
          </span>
        )}
        {field.onRemove !== undefined && (
          <button
            type="button"
            className="link form-remove"
            tabIndex={-1}
            aria-label={t("common.form.remove", { label })}
            title={t("common.form.remove", { label })}
            data-testid={`remove-${field.name}`}
            onClick={field.onRemove}
          >
            ×
          </button>
        )}
      </label>
      <Control {...props} id={id} label={label} errorId={errors.length > 0 ? errorId : undefined} />
      {errors.length > 0 && (
        <div id={errorId} className="form-error" role="alert">
          {errors.join(" ")}
        </div>
      )}
      {props.warnings !== undefined && props.warnings.length > 0 && (
        <div className="form-note warning" role="status" data-testid={`warning-${field.name}`}>
          {props.warnings.join(" ")}
        </div>
      )}
      {props.note}
      {field.noun === "supplier" && isPicked(props.value) && <SupplierNote id={props.value.id} />}
    </div>
  );
}

interface ControlProps extends Props {
  id: string;
  label: string;
  errorId: string | undefined;
}

function Control(props: ControlProps): ReactNode {
  const { field, value, onChange, id, label, errorId } = props;
  const { t } = useTranslation();
  const choiceLabel = useChoiceLabel();
  const invalid = errorId !== undefined;
  const common = {
    id,
    "aria-required": field.required,
    "aria-invalid": invalid,
    "aria-describedby": errorId,
    status: invalid ? ("error" as const) : ("" as const),
    "data-testid": `field-${field.name}`,
  };
  const text = typeof value === "string" ? value : "";
  switch (field.kind) {
    case "record":
      return field.noun === undefined ? null : (
        <RecordPicker
          id={id}
          label={label}
          noun={field.noun}
          value={isPicked(value) ? value : null}
          onChange={onChange}
          find={props.find}
          few={field.few === true}
          invalid={invalid}
          describedBy={errorId}
          testId={`field-${field.name}`}
        />
      );
    case "flag":
      return (
        <Checkbox
          id={id}
          data-testid={`field-${field.name}`}
          checked={value === true}
          onChange={(event) => onChange(event.target.checked)}
        >
          {label}
        </Checkbox>
      );
    case "choice":
      return (
        <Select
          {...common}
          style={{ width: "100%" }}
          aria-label={label}
          allowClear={field.required !== true}
          placeholder={t("common.form.choose")}
          value={text === "" ? null : text}
          onChange={(chosen) => onChange(chosen ?? "")}
          options={(field.choices ?? []).map((choice) => ({
            value: choice,
            label: choiceLabel(choice),
          }))}
        />
      );
    case "names":
      return (
        <Select
          {...common}
          mode="tags"
          open={false}
          suffixIcon={null}
          style={{ width: "100%" }}
          aria-label={label}
          tokenSeparators={["；", ";", "、"]}
          value={Array.isArray(value) ? value : []}
          onChange={(names: string[]) => onChange(names)}
        />
      );
    case "date":
      return (
        <DateInput
          id={id}
          value={text}
          onChange={onChange}
          invalid={invalid}
          describedBy={errorId}
          testId={`field-${field.name}`}
        />
      );
    case "minute":
      return (
        <MinuteInput
          id={id}
          value={text}
          onChange={onChange}
          invalid={invalid}
          describedBy={errorId}
          testId={`field-${field.name}`}
        />
      );
    case "long":
      return (
        <Input.TextArea
          {...common}
          autoSize={{ minRows: 2, maxRows: 6 }}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case "amount":
      return (
        <>
          <Input
            {...common}
            className="form-amount"
            inputMode="decimal"
            autoComplete="off"
            suffix={t("common.list.yuan")}
            value={text}
            onChange={(event) => onChange(event.target.value)}
          />
          <CapitalAmount typed={text} />
        </>
      );
    case "score":
      return (
        <Input
          {...common}
          className="form-amount"
          inputMode="decimal"
          autoComplete="off"
          placeholder="0–100"
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case "percent":
      return (
        <Input
          {...common}
          inputMode="decimal"
          autoComplete="off"
          suffix="%"
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case "count":
    case "text":
      return (
        <Input
          {...common}
          inputMode={field.kind === "count" ? "numeric" : "text"}
          autoComplete="off"
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}

/** 大写金额 under an amount, as soon as it can be read. */
function CapitalAmount({ typed }: { typed: string }) {
  const amount = typed.trim() === "" ? null : readDecimal(typed);
  const capital = amount === null ? null : capitalAmount(amount);
  return capital === null ? null : <div className="capital-amount">{capital}</div>;
}
