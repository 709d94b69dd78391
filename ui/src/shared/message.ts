import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Code } from "../ipc/bindings";
import { messagesEn, messagesZh } from "../ipc/messages";
import { type FieldOwner, useChoiceLabel, useFieldLabel } from "./labels";

/** What a message can be made of: a failure, a problem of a form, an issue of a file. */
export interface Described {
  code: Code;
  params: { [key in string]: string };
  field?: string | null;
  incident?: string;
}

/**
 * Puts values into the `{name}` places of a text; a place without a value is left out, and so is a
 * part in `[…]` in which a value is missing or empty.
 */
export function fill(text: string, values: { [key in string]: string | undefined }): string {
  const put = (part: string) => part.replace(PLACE, (_, name: string) => values[name] ?? "");
  return text.replace(/\[([^\]]*)\]|\{(\w+)\}/g, (_, part: string | undefined, name: string) => {
    if (part === undefined) {
      return values[name] ?? "";
    }
    const named = [...part.matchAll(PLACE)].map(([, inner]) => inner ?? "");
    return named.every((inner) => (values[inner] ?? "") !== "") ? put(part) : "";
  });
}

const PLACE = /\{(\w+)\}/g;

/** The values that are words of closed lists, which each language has its own for. */
const CHOICES = ["kind", "from", "to", "role"] as const;

/** Gives the function that says in the user's language what is wrong. */
export function useMessage(noun?: FieldOwner): (described: Described) => string {
  const { t, i18n } = useTranslation();
  const label = useFieldLabel();
  const messages = i18n.language === "en" ? messagesEn : messagesZh;
  const choice = useChoiceLabel();
  return useCallback(
    (described: Described) => {
      const { code, params, incident } = described;
      const field = described.field ?? params.field;
      const text = messages[code] ?? code;
      const worded = (values: { [key in string]: string }) => {
        const words: { [key in string]: string } = {};
        for (const name of CHOICES) {
          const value = values[name];
          if (value !== undefined) {
            words[name] = choice(value);
          }
        }
        const named = values.noun === undefined ? null : `common.noun.${values.noun}`;
        if (named !== null && i18n.exists(named)) {
          words.noun = t(named as "common.noun.contract");
        }
        return words;
      };
      return fill(text, {
        incident: incident ?? "",
        ...params,
        ...worded(params),
        other_field: params.other_field === undefined ? "" : label(params.other_field, noun),
        field: field == null ? "" : label(field, noun),
      });
    },
    [messages, label, noun, choice, t, i18n],
  );
}
