import { useTranslation } from "react-i18next";
import { useFieldLabel } from "../../shared/labels";
import { ALL_NOUNS } from "../../shared/queries";

/** Gives the functions that name tables and columns: as people know them, before their own names. */
export function useTableNames() {
  const { t, i18n } = useTranslation();
  const label = useFieldLabel();
  const nounOf = (table: string) => ALL_NOUNS.find((noun) => noun === table);

  const tableName = (table: string) => {
    const noun = nounOf(table);
    if (noun !== undefined) {
      return `${t(`common.noun.${noun}`)} ${table}`;
    }
    const key = `migration.table.${table}` as "migration.table.settings";
    return i18n.exists(key) ? `${t(key)} ${table}` : table;
  };
  const columnName = (table: string, column: string) => {
    const noun = nounOf(table);
    const known = noun === undefined ? column : label(column, noun);
    return known === column ? column : `${known} ${column}`;
  };
  return { tableName, columnName };
}
