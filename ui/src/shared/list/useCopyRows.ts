import { App } from "antd";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { ListQuery, Page, Selection } from "../../ipc/bindings";
import { asFailure } from "../../ipc/call";
import type { CellRange } from "../LedgerTable";
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
  /** A row that was read already. */
  rowAt: (index: number) => Row | undefined;
}

/** The chosen rows, one row, or a block of cells. */
type Copied<Row> = { selection: Selection; count: number } | { row: Row } | { range: CellRange };

/** Gives the function that copies rows or cells for a spreadsheet. */
export function useCopyRows<Row extends { id: number }>(options: Options<Row>) {
  const { columns, query, read, rowAt } = options;
  const { t } = useTranslation();
  const { message: toast } = App.useApp();
  const message = useMessage();
  const choice = useChoiceLabel();
  return useCallback(
    async (what: Copied<Row>, withHeader: boolean) => {
      try {
        if (sizeOf(what) > MOST) {
          void toast.warning(t("common.list.copy_too_many", { count: MOST }));
          return;
        }
        const rows = await rowsOf(what, query, read, rowAt);
        const shown =
          "range" in what
            ? columns.slice(what.range.firstColumn, what.range.lastColumn + 1)
            : columns;
        const table = tableOf(rows, shown, { choice, yes: t("common.yes") }, withHeader);
        if (putOnClipboard(table)) {
          const cells = rows.length * shown.length;
          const said =
            "range" in what
              ? t("common.list.copied_cells", { count: cells })
              : t("common.list.copied", { count: rows.length });
          void toast.success(said);
        } else {
          void toast.error(t("common.list.copy_failed"));
        }
      } catch (reason) {
        void toast.error(message(asFailure(reason)));
      }
    },
    [columns, query, read, rowAt, t, toast, message, choice],
  );
}

function sizeOf<Row>(what: Copied<Row>): number {
  if ("range" in what) {
    return what.range.lastRow - what.range.firstRow + 1;
  }
  return "count" in what ? what.count : 1;
}

/** Takes the rows that were read already; others are read. */
async function rowsOf<Row extends { id: number }>(
  what: Copied<Row>,
  query: ListQuery,
  read: (query: ListQuery) => Promise<Page<Row>>,
  rowAt: (index: number) => Row | undefined,
): Promise<Row[]> {
  if ("row" in what) {
    return [what.row];
  }
  if ("selection" in what) {
    return rowsChosen(what.selection, query, read);
  }
  const { firstRow, lastRow } = what.range;
  const count = lastRow - firstRow + 1;
  const known = Array.from({ length: count }, (_, at) => rowAt(firstRow + at));
  return known.every((row) => row !== undefined)
    ? known
    : rowsBetween({ ...query, offset: firstRow, limit: 0 }, count, read);
}

async function rowsBetween<Row>(
  query: ListQuery,
  count: number,
  read: (query: ListQuery) => Promise<Page<Row>>,
): Promise<Row[]> {
  const rows: Row[] = [];
  while (rows.length < count) {
    const limit = Math.min(AT_ONCE, count - rows.length);
    const page = await read({ ...query, offset: query.offset + rows.length, limit });
    if (page.rows.length === 0) {
      break;
    }
    rows.push(...page.rows);
  }
  return rows;
}

/** Reads the chosen rows in the order of the list. */
async function rowsChosen<Row extends { id: number }>(
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
