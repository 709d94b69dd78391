import { useTranslation } from "react-i18next";
import type { Noun } from "../../ipc/bindings";
import type { FormTarget } from "./useFormRecord";

/** Titles a form: a new record, a copy of `name`, or `name` itself to be edited. */
export function useFormTitle(noun: Noun, target: FormTarget, name: string | undefined): string {
  const { t } = useTranslation();
  const what = t(`common.noun.${noun}`);
  if (name === undefined) {
    return t("common.form.new_title", { noun: what });
  }
  const key = target.id === null ? "common.form.copy_title" : "common.form.edit_title";
  return t(key, { noun: what, name });
}
