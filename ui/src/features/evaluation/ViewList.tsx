import { type InputRef, Splitter } from "antd";
import { type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Sort } from "../../ipc/bindings";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { type Column, LedgerTable } from "../../shared/LedgerTable";
import { useRemembered } from "../../shared/navigation";
import { SearchBox } from "../../shared/SearchBox";
import { useShortcut } from "../../shared/shortcuts";
import { usePublishStatus } from "../../shared/statusBar";
import { type RowsPage, usePagedRows } from "../../shared/usePagedRows";
import { ViewTabs } from "./ViewTabs";

/** What a view may be asked for. */
export interface ViewQuery {
  search: string;
  sort: readonly Sort[];
  offset: number;
  limit: number;
}

interface Props<Row> {
  title: string;
  /** What the rows depend on beside search and order; the noun first. */
  queryKey: readonly unknown[];
  /** Memoised: a new array draws every row again. */
  columns: readonly Column<Row>[];
  read: (query: ViewQuery) => Promise<RowsPage<Row>>;
  rowTestId: (row: Row) => string;
  searchable?: boolean;
  /** What stands in the bar beside the title. */
  tools?: ReactNode;
  /** What it means that there is nothing. */
  empty: ReactNode;
  onOpen?: (row: Row) => void;
  /** The details of the open row, with its id. */
  panel?: (id: number, close: () => void) => ReactNode;
}

const NOT_SORTED: readonly Sort[] = [];

/** A view of the evaluations: a table of answers, not of records. */
export function ViewList<Row extends { id: number }>(props: Props<Row>) {
  const { queryKey, read, columns, panel, onOpen } = props;
  const { t } = useTranslation();
  const [search, setSearch] = useRemembered("search", "");
  const [sort, setSort] = useRemembered<readonly Sort[]>("sort", NOT_SORTED);
  const [open, setOpen] = useRemembered<number | null>("open", null);
  const [active, setActive] = useState(-1);
  const box = useRef<InputRef>(null);
  const rows = usePagedRows<Row>({
    queryKey: [...queryKey, search, sort],
    read: (offset, limit) => read({ search, sort, offset, limit }),
  });
  useShortcut("ctrl+f", () => box.current?.focus({ cursor: "all" }), {
    enabled: props.searchable === true,
  });
  useShortcut("escape", () => setOpen(null), { enabled: open !== null, whileTyping: false });
  const filtered = search.trim() !== "";
  usePublishStatus(
    useMemo(
      // Where there is nothing, the page says what that means.
      () => (rows.count === 0 ? null : { count: rows.count, filtered, sums: [] }),
      [rows.count, filtered],
    ),
  );
  const onRow = useCallback(
    (row: Row) => (onOpen === undefined ? setOpen(row.id) : onOpen(row)),
    [onOpen, setOpen],
  );
  const toggleSort = (field: string) => {
    const [old] = sort;
    const again = old?.field === field;
    setSort(again && old.descending ? [] : [{ field, descending: again }]);
  };
  const table = (
    <div className="list-area">
      {rows.failure !== null && (
        <ErrorNotice failure={rows.failure} noun="evaluation" onRetry={rows.retry} />
      )}
      <div className="list-table-box" aria-busy={rows.fetching}>
        <LedgerTable
          label={props.title}
          columns={columns}
          count={rows.count}
          rowAt={rows.rowAt}
          onRange={rows.onRange}
          rowTestId={props.rowTestId}
          rowClass={(row) => (row.id === open ? "opened" : "")}
          active={active}
          onActive={setActive}
          onOpen={onRow}
          sort={sort}
          onSort={toggleSort}
          resetKey={JSON.stringify([search, sort, queryKey])}
          empty={rows.pending ? t("common.list.loading") : props.empty}
        />
      </div>
    </div>
  );
  return (
    <section className="list-page" aria-label={props.title}>
      <div className="list-bar">
        <h1>{t("evaluation.title")}</h1>
        {props.searchable === true && (
          <SearchBox
            ref={box}
            label={t("common.list.search")}
            placeholder={t("common.list.search_placeholder")}
            value={search}
            onSearch={setSearch}
            testId="list-search"
            width={330}
          />
        )}
        {props.tools}
      </div>
      <ViewTabs />
      <Splitter className="list-split">
        <Splitter.Panel min={320}>{table}</Splitter.Panel>
        {panel !== undefined && open !== null && (
          <Splitter.Panel defaultSize={520} min={380} max="70%">
            {panel(open, () => setOpen(null))}
          </Splitter.Panel>
        )}
      </Splitter>
    </section>
  );
}
