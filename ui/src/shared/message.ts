import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Code } from "../ipc/bindings";
import { messagesEn, messagesZh } from "../ipc/messages";
import { type FieldOwner, useFieldLabel } from "./labels";

/** What a message can be made of: a failure, a problem of a form, an issue of a file. */
export interface Described {
  code: Code;
  params: { [key in string]: string };
  field?: string | null;
  incident?: string;
}

/** Puts values into the `{name}` places of a text; a place without a value is left out. */
export function fill(text: string, values: { [key in string]: string | undefined }): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}

/** Gives the function that says in the user's language what is wrong. */
export function useMessage(noun?: FieldOwner): (described: Described) => string {
  const { i18n } = useTranslation();
  const label = useFieldLabel();
  const messages = i18n.language === "en" ? messagesEn : messagesZh;
  return useCallback(
    (described: Described) => {
      const { code, params, incident } = described;
      const field = described.field ?? params.field;
      const text = messages[code] ?? code;
      return fill(text, {
        incident: incident ?? "",
        ...params,
        other_field: params.other_field === undefined ? "" : label(params.other_field, noun),
        field: field == null ? "" : label(field, noun),
      });
    },
    [messages, label, noun],
  );
}
