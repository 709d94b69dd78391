import { useTranslation } from "react-i18next";
import type { ColumnMatch, Noun } from "../../ipc/bindings";
import { useFieldLabel } from "../../shared/labels";

/** Every column of a file and what it was taken for: nothing is guessed silently. */
export function ColumnMatches({ columns, kind }: { columns: readonly ColumnMatch[]; kind: Noun }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  return (
    <ul className="column-matches" data-testid="import-columns-list">
      {columns.map((column, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one label.
        <li key={at} className={column.field === null ? "warning" : undefined}>
          <span>{column.label}</span>
          <span aria-hidden="true">→</span>
          <span>
            {column.field === null
              ? t("exchange.rehearsed.column_unused")
              : `${label(column.field, kind)}${column.ordinal === null ? "" : ` ${column.ordinal}`}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
