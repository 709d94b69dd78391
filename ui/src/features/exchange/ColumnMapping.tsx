import { Button, InputNumber, Select } from "antd";
import { memo, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ColumnChoice, ColumnMatch, ImportField, Unit } from "../../ipc/bindings";
import { columnName } from "./plan";

interface Props {
  columns: readonly ColumnMatch[];
  fields: readonly ImportField[];
  /** The first filled cells of a column. */
  samples: (column: number) => readonly string[];
  /** The column that is looked at in the sheet. */
  active: number | null;
  onActive: (column: number) => void;
  /** Says what a column is; nothing leaves it to the file again. */
  onChoose: (column: number, choice: ColumnChoice | null) => void;
  disabled: boolean;
}

/** Every column of the sheet with what it is taken for and how surely, each to be corrected. */
export function ColumnMapping(props: Props) {
  const { columns, fields } = props;
  const taken = useMemo(
    () => new Set(columns.flatMap(({ field }) => (field === null ? [] : [field]))),
    [columns],
  );
  return (
    <ul className="mapping" data-testid="import-mapping">
      {columns.map((match) => (
        <ColumnRow
          key={match.column}
          match={match}
          fields={fields}
          taken={taken}
          samples={props.samples(match.column)}
          active={match.column === props.active}
          onActive={props.onActive}
          onChoose={props.onChoose}
          disabled={props.disabled}
        />
      ))}
    </ul>
  );
}

interface RowProps extends Omit<Props, "columns" | "samples" | "active"> {
  match: ColumnMatch;
  taken: ReadonlySet<string>;
  samples: readonly string[];
  active: boolean;
}

const NOTHING = "";

const ColumnRow = memo((props: RowProps) => {
  const { match, fields, samples, active, disabled, onChoose, onActive } = props;
  const { t } = useTranslation();
  const { column, field: name } = match;
  const field = fields.find((one) => one.field === name);
  const choose = (part: Partial<{ field: string; ordinal: number | null; unit: Unit | null }>) => {
    const next = { field: name ?? "", ordinal: match.ordinal, unit: match.unit, ...part };
    onChoose(column, { take: "field", ...next });
  };
  return (
    <li
      className={`${active ? "active" : ""}${name === null ? " unused" : ""}`}
      data-testid={`mapping-${column}`}
      onFocus={() => onActive(column)}
      onPointerDown={() => onActive(column)}
    >
      <span className="mapping-letter" aria-hidden="true">
        {columnName(column)}
      </span>
      <span className="mapping-label" title={match.label}>
        {match.label === "" ? <i className="quiet">{t("exchange.map.no_label")}</i> : match.label}
        <span className="quiet mapping-samples" title={samples.join("\n")}>
          {samples.slice(0, 2).join(" · ")}
        </span>
      </span>
      <span className="mapping-choice">
        <Select<string>
          size="small"
          aria-label={t("exchange.map.field_of", { label: match.label || columnName(column) })}
          showSearch={{ optionFilterProp: "label" }}
          value={name ?? NOTHING}
          disabled={disabled}
          status={name === null && match.basis === null ? "warning" : ""}
          popupMatchSelectWidth={260}
          data-testid={`map-${column}`}
          onChange={(next) =>
            next === NOTHING
              ? onChoose(column, { take: "nothing" })
              : choose({ field: next, ordinal: null, unit: null })
          }
          options={optionsOf(fields, props.taken, name, t("exchange.map.nothing"))}
        />
        {field?.repeats === true && (
          <InputNumber<number>
            size="small"
            aria-label={t("exchange.map.ordinal")}
            placeholder={t("exchange.map.ordinal")}
            min={1}
            max={2100}
            precision={0}
            controls={false}
            value={match.ordinal}
            disabled={disabled}
            data-testid={`map-ordinal-${column}`}
            onChange={(ordinal) => choose({ ordinal })}
          />
        )}
        {field?.has_unit === true && (
          <Select<Unit>
            size="small"
            aria-label={t("exchange.map.unit")}
            value={match.unit}
            disabled={disabled}
            data-testid={`map-unit-${column}`}
            onChange={(unit) => choose({ unit })}
            options={UNITS.map((unit) => ({ value: unit, label: t(`exchange.unit.${unit}`) }))}
          />
        )}
      </span>
      <span className="mapping-basis">
        <BasisMark match={match} />
        {match.basis === "chosen" && (
          <Button
            type="link"
            size="small"
            disabled={disabled}
            title={t("exchange.map.back")}
            aria-label={t("exchange.map.back")}
            onClick={() => onChoose(column, null)}
          >
            ↺
          </Button>
        )}
      </span>
    </li>
  );
});

const UNITS: readonly Unit[] = ["one", "ten_thousand", "hundred_million"];

function optionsOf(
  fields: readonly ImportField[],
  taken: ReadonlySet<string>,
  own: string | null,
  nothing: string,
) {
  const known = fields.map(({ field, label, required, repeats }) => ({
    value: field,
    label: `${label.replace("{n}", "N")}${required ? " *" : ""}`,
    disabled: !repeats && field !== own && taken.has(field),
  }));
  return [{ value: NOTHING, label: nothing, disabled: false }, ...known];
}

/** How surely a column was recognised, as colour and word. */
function BasisMark({ match }: { match: ColumnMatch }) {
  const { t } = useTranslation();
  const { basis, field } = match;
  if (basis === null) {
    return (
      <span className="state warning" title={t("exchange.basis_hint.unknown")}>
        {t("exchange.basis.unknown")}
      </span>
    );
  }
  const tone = field === null ? "neutral" : SURE.includes(basis) ? "success" : "warning";
  return (
    <span className={`state ${tone}`} title={t(`exchange.basis_hint.${basis}`)}>
      {t(`exchange.basis.${basis}`)}
    </span>
  );
}

/** What needs no second look. */
const SURE = ["chosen", "remembered", "label", "alias"];
