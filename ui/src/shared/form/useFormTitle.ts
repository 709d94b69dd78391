import { useTranslation } from "react-i18next";
import type { FieldOwner } from "../labels";
import type { FormTarget } from "./useFormRecord";

/** Titles a form: a new record, a copy of `name`, or `name` itself to be edited. */
export function useFormTitle(
  noun: FieldOwner,
  target: FormTarget,
  name: string | undefined,
): string {
  const { t } = useTranslation();
  const what = t(`common.noun.${noun}`);
  if (name === undefined) {
    return t("common.form.new_title", { noun: what });
  }
  const key = target.id === null ? "common.form.copy_title" : "common.form.edit_title";
  return t(key, { noun: what, name });
}
