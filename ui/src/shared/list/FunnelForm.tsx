import { Button, Checkbox, Input, Space } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Comparison, Filter } from "../../ipc/bindings";
import { readDate } from "../dates";
import { readDecimal, shift } from "../decimal";
import { DateInput } from "../form/DateInput";
import { useChoiceLabel } from "../labels";
import { LONGEST_SEARCH } from "../SearchBox";
import { isComposing } from "../shortcuts";
import type { ColumnFilter } from "./columns";

interface Props {
  field: string;
  label: string;
  filter: ColumnFilter;
  filters: readonly Filter[];
  onApply: (filters: Filter[]) => void;
}

interface Draft {
  contains: string;
  choices: string[];
  from: string;
  to: string;
  /** 为空 or 不为空. */
  emptiness: "" | "empty" | "not_empty";
}

/** What a funnel opens: conditions after the type of the column. */
export function FunnelForm({ field, label, filter, filters, onApply }: Props) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(() => draftOf(filters, filter));
  const change = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));
  const next = filtersFrom(draft, field, filter);
  const wrong = next === null;
  const apply = () => next !== null && onApply(next);
  return (
    <form
      className="funnel-form"
      aria-label={label}
      data-testid="funnel-form"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && isComposing(event.nativeEvent)) {
          event.preventDefault();
        }
      }}
    >
      <Conditions filter={filter} draft={draft} change={change} />
      {filter.optional && (
        <div className="funnel-line">
          {(["empty", "not_empty"] as const).map((kind) => (
            <Checkbox
              key={kind}
              checked={draft.emptiness === kind}
              onChange={(event) => change({ emptiness: event.target.checked ? kind : "" })}
            >
              {t(kind === "empty" ? "common.list.is_empty" : "common.list.not_empty")}
            </Checkbox>
          ))}
        </div>
      )}
      <Space className="funnel-buttons">
        <Button size="small" onClick={() => onApply([])} data-testid="filter-reset">
          {t("common.list.reset")}
        </Button>
        <Button
          size="small"
          type="primary"
          htmlType="submit"
          disabled={wrong}
          data-testid="filter-apply"
        >
          {t("common.list.apply")}
        </Button>
      </Space>
    </form>
  );
}

interface ConditionsProps {
  filter: ColumnFilter;
  draft: Draft;
  change: (part: Partial<Draft>) => void;
}

function Conditions({ filter, draft, change }: ConditionsProps): ReactNode {
  const { t } = useTranslation();
  const choiceLabel = useChoiceLabel();
  switch (filter.kind) {
    case "text":
      return (
        <Input
          autoFocus
          aria-label={t("common.list.contains")}
          placeholder={t("common.list.contains")}
          maxLength={LONGEST_SEARCH}
          value={draft.contains}
          data-testid="filter-contains"
          onChange={(event) => change({ contains: event.target.value })}
        />
      );
    case "choice":
      return (
        <Checkbox.Group
          className="funnel-choices"
          value={draft.choices}
          onChange={(choices) => change({ choices })}
          options={(filter.choices ?? []).map((value) => ({ value, label: choiceLabel(value) }))}
        />
      );
    case "date":
      return (
        <>
          <DateInput
            label={t("common.list.from_date")}
            value={draft.from}
            testId="filter-from"
            invalid={draft.from !== "" && readDate(draft.from) === null}
            onChange={(from) => change({ from })}
          />
          <DateInput
            label={t("common.list.to_date")}
            value={draft.to}
            testId="filter-to"
            invalid={draft.to !== "" && readDate(draft.to) === null}
            onChange={(to) => change({ to })}
          />
        </>
      );
    case "amount":
    case "score":
    case "ratio":
      return (
        <>
          <Bound kind="from" unit={filter.kind} value={draft.from} onChange={change} />
          <Bound kind="to" unit={filter.kind} value={draft.to} onChange={change} />
        </>
      );
  }
}

interface BoundProps {
  kind: "from" | "to";
  unit: "amount" | "score" | "ratio";
  value: string;
  onChange: (part: Partial<Draft>) => void;
}

function Bound({ kind, unit, value, onChange }: BoundProps) {
  const { t } = useTranslation();
  const label = t(kind === "from" ? "common.list.from" : "common.list.to");
  const suffix = { amount: t("common.list.yuan"), score: "", ratio: "%" }[unit];
  return (
    <Input
      autoFocus={kind === "from"}
      aria-label={label}
      placeholder={label}
      inputMode="decimal"
      suffix={suffix}
      value={value}
      data-testid={`filter-${kind}`}
      status={value !== "" && readDecimal(value) === null ? "error" : ""}
      onChange={(event) =>
        onChange(kind === "from" ? { from: event.target.value } : { to: event.target.value })
      }
    />
  );
}

function draftOf(filters: readonly Filter[], filter: ColumnFilter): Draft {
  const first = (comparison: Comparison) =>
    filters.find((one) => one.comparison === comparison)?.values[0] ?? "";
  const bound = (comparison: Comparison) =>
    filter.kind === "ratio" && first(comparison) !== ""
      ? shift(first(comparison), 2)
      : first(comparison);
  const has = (comparison: Comparison) => filters.some((one) => one.comparison === comparison);
  return {
    contains: first("contains"),
    choices: filters.find((one) => one.comparison === "is")?.values ?? [],
    from: bound("at_least"),
    to: bound("at_most"),
    emptiness: has("empty") ? "empty" : has("not_empty") ? "not_empty" : "",
  };
}

/** Makes the conditions of what was typed; nothing where something typed cannot be read. */
export function filtersFrom(draft: Draft, field: string, filter: ColumnFilter): Filter[] | null {
  const filters: Filter[] = [];
  const add = (comparison: Comparison, values: string[]) =>
    filters.push({ field, comparison, values });
  if (draft.contains.trim() !== "") {
    add("contains", [draft.contains.trim()]);
  }
  if (draft.choices.length > 0) {
    add("is", draft.choices);
  }
  for (const [typed, comparison] of [
    [draft.from, "at_least"],
    [draft.to, "at_most"],
  ] as const) {
    if (typed.trim() === "") {
      continue;
    }
    const value = readBound(typed, filter);
    if (value === null) {
      return null;
    }
    add(comparison, [value]);
  }
  if (draft.emptiness !== "") {
    add(draft.emptiness, []);
  }
  return filters;
}

function readBound(typed: string, filter: ColumnFilter): string | null {
  if (filter.kind === "date") {
    return readDate(typed);
  }
  const value = readDecimal(typed.replace(/[%％]\s*$/, ""));
  return value === null || filter.kind !== "ratio" ? value : shift(value, -2);
}
