import { PlusOutlined } from "@ant-design/icons";
import { Button, type InputRef, Segmented, Splitter } from "antd";
import { type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListQuery, Noun, Page, RecordVersion } from "../../ipc/bindings";
import { DeletionPreview } from "../deletion/DeletionPreview";
import { ErrorNotice } from "../ErrorNotice";
import { type Column, LedgerTable } from "../LedgerTable";
import { useNavigation, useRemembered } from "../navigation";
import { type Unit, usePreferences } from "../preferences";
import { RecordActionsProvider } from "../recordActions";
import { SearchBox } from "../SearchBox";
import { useShortcut } from "../shortcuts";
import { usePublishStatus } from "../statusBar";
import { usePagedRows } from "../usePagedRows";
import { Money } from "../values";
import { ColumnFunnel } from "./ColumnFunnel";
import { filtersOf, type ListColumn, withFilters } from "./columns";
import { ExportButton } from "./ExportButton";
import { type ListState, useListState } from "./useListState";
import "./list.css";

interface Props<Row> {
  noun: Noun;
  title: string;
  /** Memoised: a new array draws every row again. */
  columns: readonly ListColumn<Row>[];
  read: (query: ListQuery) => Promise<Page<Row>>;
  rowTestId: (row: Row) => string;
  /** The totals that the status bar says, by the key of their column. */
  sums: readonly string[];
  /** What to do where the ledger has no such record at all. */
  empty: ReactNode;
  /** The details of the open record. */
  panel: (id: number, close: () => void) => ReactNode;
  /** What stands between the bar and the table, such as cards that filter. */
  above?: (list: ListState) => ReactNode;
  onNew?: () => void;
  onEdit?: (id: number) => void;
  /** Starts a new record as a copy of one. */
  onCopy?: (id: number) => void;
}

const PANEL_WIDTH = 480;

/** A list of records with search, funnels, order, totals, and the open record beside it. */
export function RecordList<Row extends { id: number; revision: number }>(props: Props<Row>) {
  const { noun, columns, read, onNew, onEdit, onCopy, sums } = props;
  const { t } = useTranslation();
  const { memory } = useNavigation();
  const state = useListState();
  const [open, setOpen] = useRemembered<number | null>("open", null);
  const [active, setActive] = useState(-1);
  const [removing, setRemoving] = useState<readonly RecordVersion[] | null>(null);
  const [panelWidth, setPanelWidth] = useState(PANEL_WIDTH);
  const search = useRef<InputRef>(null);
  const { query } = state;

  const rows = usePagedRows<Row>({
    queryKey: [noun, "list", query.search, query.filters, query.sort],
    read: (offset, limit) => read({ ...query, offset, limit }),
  });
  const { rowAt, totals, count } = rows;

  const onActive = useCallback(
    (index: number) => {
      setActive(index);
      const row = rowAt(index);
      if (open !== null && row !== undefined) {
        setOpen(row.id);
      }
    },
    [rowAt, open, setOpen],
  );
  const onOpen = useCallback((row: Row) => setOpen(row.id), [setOpen]);
  const close = useCallback(() => setOpen(null), [setOpen]);
  const withRecord = (act: ((id: number) => void) | undefined) => () => {
    const id = open ?? rowAt(active)?.id;
    if (id !== undefined) {
      act?.(id);
    }
  };

  const remove = useCallback(() => {
    if (open !== null) {
      setRemoving([{ id: open, revision: null }]);
      return;
    }
    const row = rowAt(active);
    if (row !== undefined) {
      setRemoving([{ id: row.id, revision: row.revision }]);
    }
  }, [open, active, rowAt]);
  const actions = useMemo(() => ({ remove }), [remove]);

  useShortcut("delete", remove, { whileTyping: false });
  useShortcut("ctrl+n", () => onNew?.(), { enabled: onNew !== undefined });
  useShortcut("f2", withRecord(onEdit), { enabled: onEdit !== undefined });
  useShortcut("ctrl+d", withRecord(onCopy), { enabled: onCopy !== undefined });
  useShortcut("ctrl+f", () => search.current?.focus({ cursor: "all" }));
  useShortcut("escape", close, { enabled: open !== null, whileTyping: false });

  usePublishStatus(
    useMemo(() => {
      const known = sums.filter((key) => totals[key] !== undefined);
      return {
        count,
        filtered: state.filtered,
        sums: known.map((key) => ({
          label: columns.find((column) => column.key === key)?.title ?? key,
          yuan: totals[key] ?? "0",
        })),
      };
    }, [count, totals, sums, columns, state.filtered]),
  );

  const headerExtra = useCallback(
    (column: Column<Row>) => (
      <ColumnFunnel
        column={column as ListColumn<Row>}
        filters={filtersOf(state.filters, column.key)}
        onFilters={(own) => {
          state.setFilters(withFilters(state.filters, column.key, own));
          setActive(-1);
        }}
      />
    ),
    [state.filters, state.setFilters],
  );
  const first = columns[0]?.key;
  const totalOf = useCallback(
    (column: Column<Row>) => {
      if (column.key === first) {
        return t("common.list.total");
      }
      const total = (column as ListColumn<Row>).total === true ? totals[column.key] : undefined;
      return total === undefined ? null : <Money yuan={total} />;
    },
    [first, totals, t],
  );
  const rowClass = useCallback((row: Row) => (row.id === open ? "opened" : ""), [open]);

  const table = (
    <div className="list-area">
      {rows.failure !== null && (
        <ErrorNotice failure={rows.failure} noun={noun} onRetry={rows.retry} />
      )}
      <div className="list-table-box" aria-busy={rows.fetching}>
        <LedgerTable
          label={props.title}
          columns={columns}
          count={count}
          rowAt={rowAt}
          onRange={rows.onRange}
          rowTestId={props.rowTestId}
          rowClass={rowClass}
          active={active}
          onActive={onActive}
          onOpen={onOpen}
          sort={state.sort}
          onSort={state.toggleSort}
          headerExtra={headerExtra}
          totals={count > 0 && sums.length > 0 ? totalOf : undefined}
          resetKey={JSON.stringify([query.search, query.filters, query.sort])}
          startScroll={(memory.get("scroll") as number | undefined) ?? 0}
          onScrollTop={(top) => memory.set("scroll", top)}
          empty={rows.pending ? t("common.list.loading") : emptyOf(state.filtered, props.empty)}
        />
      </div>
    </div>
  );

  function emptyOf(filtered: boolean, own: ReactNode): ReactNode {
    if (!filtered) {
      return own;
    }
    return (
      <div>
        <p>{t("common.list.nothing_fits")}</p>
        <Button onClick={state.clear}>{t("common.list.clear_filters")}</Button>
      </div>
    );
  }

  return (
    <section className="list-page" aria-label={props.title}>
      <div className="list-bar">
        <h1>{props.title}</h1>
        <SearchBox
          ref={search}
          label={t("common.list.search")}
          placeholder={t("common.list.search_placeholder")}
          value={state.search}
          onSearch={(text) => {
            state.setSearch(text);
            setActive(-1);
          }}
          testId="list-search"
          width={330}
        />
        {state.filtered && (
          <Button type="link" onClick={state.clear} data-testid="clear-filters">
            {t("common.list.clear_filters")}
          </Button>
        )}
        <span className="list-bar-gap" />
        <UnitSwitch />
        <ExportButton noun={noun} query={query} />
        {onNew !== undefined && (
          <Button type="primary" icon={<PlusOutlined />} onClick={onNew} data-testid="new">
            {t("common.list.new", { noun: t(`common.noun.${noun}`) })}
          </Button>
        )}
      </div>
      {props.above?.(state)}
      <Splitter className="list-split" onResize={(sizes) => setPanelWidth(sizes[1] ?? PANEL_WIDTH)}>
        <Splitter.Panel min={320}>{table}</Splitter.Panel>
        {open !== null && (
          <Splitter.Panel size={panelWidth} min={380} max="70%">
            <RecordActionsProvider value={actions}>
              {props.panel(open, close)}
            </RecordActionsProvider>
          </Splitter.Panel>
        )}
      </Splitter>
      {removing !== null && (
        <DeletionPreview
          noun={noun}
          selection={{ records: [...removing] }}
          onClose={() => setRemoving(null)}
          onDone={(report) => {
            if (report.deleted > 0 && removing.some(({ id }) => id === open)) {
              close();
            }
          }}
        />
      )}
    </section>
  );
}

/** Switches amounts between 元 and 万元. */
export function UnitSwitch() {
  const { t } = useTranslation();
  const { unit, change } = usePreferences();
  return (
    <Segmented<Unit>
      aria-label={t("common.list.unit")}
      data-testid="unit"
      value={unit}
      onChange={(next) => change({ unit: next })}
      options={[
        { value: "yuan", label: t("common.list.yuan") },
        { value: "wan", label: t("common.list.wan") },
      ]}
    />
  );
}
