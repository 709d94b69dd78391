import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { formatDecimal, formatPercent } from "../decimal";
import { type FieldOwner, useChoiceLabel, useFieldLabel } from "../labels";

const AMOUNT = /(^|_)(amount|price)$/;
const PERCENT = /^(retention_percent|growth_limit)$/;

/**
 * Gives the function that names a field of a recorded change.
 *
 * The journal names what a record refers to without `_id`, and a score with its year or number:
 * `parent`, `yearly_score:2021`.
 */
export function useChangedFieldLabel(): (field: string, owner: FieldOwner) => string {
  const label = useFieldLabel();
  const { t, i18n } = useTranslation();
  return useCallback(
    (field: string, owner: FieldOwner) => {
      const [name = field, ordinal] = field.split(":");
      const known = [name, `${name}_id`, `${name}s`].find((place) =>
        i18n.exists(`fields.${owner}.${place}`),
      );
      const text = label(known ?? name, owner);
      if (ordinal === undefined) {
        return text;
      }
      if (name === "grade") {
        return t("journal.grade_from", { grade: ordinal });
      }
      return name === "irregular_score"
        ? t("journal.irregular_score", { number: ordinal })
        : t("journal.yearly_score", { year: ordinal });
    },
    [label, t, i18n],
  );
}

/** Gives the function that shows a value of a recorded change as lists show it. */
export function useChangedValue(): (field: string, value: string | null) => string {
  const choice = useChoiceLabel();
  return useCallback(
    (field: string, value: string | null) => {
      if (value === null || value === "") {
        return "—";
      }
      if (AMOUNT.test(field)) {
        return formatDecimal(value, 2);
      }
      return PERCENT.test(field) ? formatPercent(value, 2) : choice(value);
    },
    [choice],
  );
}
