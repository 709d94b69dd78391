import { PlusOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { today } from "../../shared/dates";

/** Years as the ledger takes them. */
const FIRST = 2000;
const LAST = 2100;

/** Adds a yearly score: the next year that is missing, or any other. */
export function AddYear({
  years,
  onAdd,
}: {
  years: readonly number[];
  onAdd: (year: number) => void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const text = typed.normalize("NFKC").trim();
  const suggested = nextYear(years);
  const year = text === "" ? suggested : /^\d{4}$/.test(text) ? Number(text) : Number.NaN;
  const inRange = year >= FIRST && year <= LAST;
  const known = years.includes(year);
  const add = () => {
    if (inRange && !known) {
      onAdd(year);
      setTyped("");
    }
  };
  return (
    <>
      <span data-enter-commits="">
        <Input
          size="small"
          style={{ width: 90 }}
          inputMode="numeric"
          aria-label={t("evaluation.year")}
          aria-invalid={!inRange || known}
          status={inRange && !known ? "" : "error"}
          placeholder={String(suggested)}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onPressEnter={add}
          data-testid="year"
        />
      </span>
      <Button
        size="small"
        icon={<PlusOutlined />}
        disabled={!inRange || known}
        onClick={add}
        data-testid="add-year"
      >
        {t("evaluation.add_year")}
      </Button>
      {!inRange && (
        <span className="error" role="alert">
          {t("evaluation.year_range", { first: FIRST, last: LAST })}
        </span>
      )}
      {known && (
        <span className="error" role="alert">
          {t("evaluation.year_known", { year })}
        </span>
      )}
    </>
  );
}

/** The year after the last one, but never a year to come; then the one before the first. */
function nextYear(years: readonly number[]): number {
  const now = Number(today().slice(0, 4));
  const last = Math.max(...years, Number.NEGATIVE_INFINITY);
  if (last === Number.NEGATIVE_INFINITY) {
    return now;
  }
  return last < now ? last + 1 : Math.min(...years) - 1;
}

/** Adds an irregular score: 第N次, with the next free number. */
export function AddIrregular({
  numbers,
  onAdd,
}: {
  numbers: readonly number[];
  onAdd: (number: number) => void;
}) {
  const { t } = useTranslation();
  const next = Math.max(0, ...numbers) + 1;
  return (
    <Button
      size="small"
      icon={<PlusOutlined />}
      onClick={() => onAdd(next)}
      data-testid="add-irregular"
    >
      {t("evaluation.add_irregular", { number: next })}
    </Button>
  );
}
