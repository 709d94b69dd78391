import { App } from "antd";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { ListQuery, Page, Selection } from "../../ipc/bindings";
import { asFailure } from "../../ipc/call";
import { useChoiceLabel } from "../labels";
import { useMessage } from "../message";
import type { ListColumn } from "./columns";
import { putOnClipboard, tableOf } from "./copyRows";

/** More are better exported to a file. */
const MOST = 20_000;
const AT_ONCE = 1_000;

interface Options<Row> {
  columns: readonly ListColumn<Row>[];
  query: ListQuery;
  read: (query: ListQuery) => Promise<Page<Row>>;
}

/** Gives the function that copies the chosen rows, or one row, for a spreadsheet. */
export function useCopyRows<Row extends { id: number }>({ columns, query, read }: Options<Row>) {
  const { t } = useTranslation();
  const { message: toast } = App.useApp();
  const message = useMessage();
  const choice = useChoiceLabel();
  return useCallback(
    async (what: { selection: Selection; count: number } | { row: Row }, withHeader: boolean) => {
      try {
        if ("count" in what && what.count > MOST) {
          void toast.warning(t("common.list.copy_too_many", { count: MOST }));
          return;
        }
        const rows = "row" in what ? [what.row] : await rowsOf(what.selection, query, read);
        const table = tableOf(rows, columns, { choice, yes: t("common.yes") }, withHeader);
        if (putOnClipboard(table)) {
          void toast.success(t("common.list.copied", { count: rows.length }));
        } else {
          void toast.error(t("common.list.copy_failed"));
        }
      } catch (reason) {
        void toast.error(message(asFailure(reason)));
      }
    },
    [columns, query, read, t, toast, message, choice],
  );
}

/** Reads the chosen rows in the order of the list. */
async function rowsOf<Row extends { id: number }>(
  selection: Selection,
  shown: ListQuery,
  read: (query: ListQuery) => Promise<Page<Row>>,
): Promise<Row[]> {
  const query: ListQuery =
    "fitting" in selection
      ? { ...selection.fitting.query, sort: shown.sort }
      : {
          search: "",
          filters: [
            {
              field: "id",
              comparison: "is",
              values: selection.records.map(({ id }) => String(id)),
            },
          ],
          sort: shown.sort,
          offset: 0,
          limit: 0,
        };
  const except = new Set("fitting" in selection ? selection.fitting.except : []);
  const rows: Row[] = [];
  for (let offset = 0; ; offset += AT_ONCE) {
    const page = await read({ ...query, offset, limit: AT_ONCE });
    rows.push(...page.rows.filter(({ id }) => !except.has(id)));
    if (page.rows.length < AT_ONCE) {
      return rows;
    }
  }
}
