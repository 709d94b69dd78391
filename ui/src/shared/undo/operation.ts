import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { JournalEntry } from "../../ipc/bindings";

/**
 * Gives the function that says in words what a journal operation was.
 *
 * A name that no text knows, as a newer program may have written it, is read word by word:
 * `archive_contract` becomes "archive 合同", never nothing.
 */
export function useOperationName(): (operation: string) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (operation: string) => {
      const known = `journal.operation.${operation}`;
      if (i18n.exists(known)) {
        return t(known as "journal.operation.undo");
      }
      return operation
        .split("_")
        .map(word)
        .join(i18n.language === "en" ? " " : "");

      function word(part: string): string {
        const places = [
          `journal.verb.${part}`,
          `common.noun.${part}`,
          `common.noun.${singular(part)}`,
        ];
        const place = places.find((name) => i18n.exists(name));
        return place === undefined ? part : t(place as "journal.verb.create");
      }
    },
    [t, i18n],
  );
}

function singular(word: string): string {
  return word.replace(/s$/, "");
}

/** Gives the function that names an entry of the journal: what was done, and to what. */
export function useEntryName(): (entry: Pick<JournalEntry, "operation" | "subject">) => string {
  const operation = useOperationName();
  return useCallback(
    (entry) => `${operation(entry.operation)} ${entry.subject}`.trim(),
    [operation],
  );
}
