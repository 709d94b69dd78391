import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Noun, Topic } from "../ipc/bindings";
import { i18n, type Language } from "./i18n";

const NOUNS: Noun[] = [
  "contract",
  "payment_plan",
  "payment",
  "supplier",
  "project",
  "evaluation",
  "procurement",
  "settlement",
  "interview",
];

/** What fields belong to: a noun, or what stands beside the records. */
export type FieldOwner = Topic;

/** Gives the function that names a field as people know it; an unknown field keeps its name. */
export function useFieldLabel(): (field: string, noun?: FieldOwner) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (field: string, noun?: FieldOwner) => {
      const places = noun === undefined ? ["any", ...NOUNS] : [noun, "any", ...NOUNS];
      const place = places.find((name) => i18n.exists(`fields.${name}.${field}`));
      return place === undefined ? field : t(`fields.${place}.${field}` as "fields.any.code");
    },
    [t, i18n],
  );
}

/** Gives the function that shows a choice such as 主合同 in the user's language. */
export function useChoiceLabel(): (choice: string) => string {
  const { i18n: shown } = useTranslation();
  const language = shown.language === "en" ? "en" : "zh";
  return useCallback((choice: string) => choiceLabel(choice, language), [language]);
}

/** Shows a choice such as 主合同 in a language; a word that is no choice stays as it is. */
export function choiceLabel(choice: string, language: Language): string {
  const key = `common.choice.${choice}`;
  return i18n.exists(key) ? i18n.getFixedT(language)(key as "common.choice.在执行") : choice;
}
