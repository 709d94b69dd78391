import { EditOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, type InputRef, Segmented, Splitter } from "antd";
import { type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListQuery, Noun, Page, Selection } from "../../ipc/bindings";
import { useMayDo } from "../access";
import { DeletionPreview } from "../deletion/DeletionPreview";
import { ErrorNotice } from "../ErrorNotice";
import type { FieldSpec } from "../form/draft";
import { type Column, LedgerTable } from "../LedgerTable";
import { useNavigation, useRemembered } from "../navigation";
import { type ColumnLayout, type Unit, usePreferences } from "../preferences";
import { RecordActionsProvider } from "../recordActions";
import { SearchBox } from "../SearchBox";
import { useShortcut } from "../shortcuts";
import { usePublishStatus } from "../statusBar";
import { usePagedRows } from "../usePagedRows";
import { Money } from "../values";
import { BatchEdit } from "./BatchEdit";
import { ColumnChooser } from "./ColumnChooser";
import { ColumnFunnel } from "./ColumnFunnel";
import { cellsOf } from "./cellRange";
import { filtersOf, type ListColumn, withFilters } from "./columns";
import { ExportButton } from "./ExportButton";
import { AS_MADE, arrange, moved, ordered, widened } from "./layout";
import { ScopeTag } from "./ScopeTag";
import { SelectionBar } from "./SelectionBar";
import { scopeFilters } from "./scope";
import { useCellRange } from "./useCellRange";
import { useCopyRows } from "./useCopyRows";
import { type ListState, useListState } from "./useListState";
import { useSelection } from "./useSelection";
import { ViewsMenu } from "./ViewsMenu";
import "./list.css";

export interface RecordListProps<Row> {
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
  /** The fields of the form: what of them can be given to many is offered. */
  batchFields?: readonly FieldSpec[];
  /** What else can be done with the chosen records, such as merging two of them. */
  chosenActions?: (chosen: Selection | null) => ReactNode;
  onNew?: () => void;
  onEdit?: (id: number) => void;
  /** Starts a new record as a copy of one. */
  onCopy?: (id: number) => void;
}

const PANEL_WIDTH = 480;

/** A list of records with search, funnels, order, totals, and the open record beside it. */
export function RecordList<Row extends { id: number; revision: number }>(
  props: RecordListProps<Row>,
) {
  const { noun, columns, read, onNew, onEdit, onCopy, sums } = props;
  const { t } = useTranslation();
  const mayDo = useMayDo();
  const mayDelete = mayDo("delete", noun);
  const batchFields = mayDo("batch", noun) ? props.batchFields : undefined;
  const { memory } = useNavigation();
  const state = useListState();
  const [open, setOpen] = useRemembered<number | null>("open", null);
  const [active, setActive] = useState(-1);
  const [editing, setEditing] = useState<Selection | null>(null);
  const [removing, setRemoving] = useState<Selection | null>(null);
  const [panelWidth, setPanelWidth] = useState(PANEL_WIDTH);
  const search = useRef<InputRef>(null);
  const { layouts, views, scope, change } = usePreferences();
  const layout = layouts[noun] ?? null;
  const setLayout = useCallback(
    (next: ColumnLayout | null) => change({ layouts: { ...layouts, [noun]: next ?? AS_MADE } }),
    [layouts, noun, change],
  );
  const shown = useMemo(() => arrange(columns, layout), [columns, layout]);
  const exportable = useMemo(
    () =>
      ordered(columns, layout).map(({ key, title }) => ({
        key,
        title,
        shown: layout?.hidden.includes(key) !== true,
      })),
    [columns, layout],
  );
  const query = useMemo(
    () => ({
      ...state.query,
      filters: [...state.query.filters, ...scopeFilters(noun, scope)],
    }),
    [state.query, noun, scope],
  );

  const rows = usePagedRows<Row>({
    queryKey: [noun, "list", query.search, query.filters, query.sort],
    read: (offset, limit) => read({ ...query, offset, limit }),
  });
  const { rowAt, totals, count } = rows;
  const selection = useSelection<Row>({ noun, query, count, rowAt });
  const listed = JSON.stringify([query.search, query.filters, query.sort]);
  const cells = useCellRange({
    rows: count,
    columns: shown.length,
    about: `${listed} ${shown.map(({ key }) => key).join(" ")}`,
  });
  const copyRows = useCopyRows<Row>({ columns: shown, query, read, rowAt });

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

  const removeOpen = useCallback(() => {
    if (open !== null) {
      setRemoving({ records: [{ id: open, revision: null }] });
    }
  }, [open]);
  const actions = useMemo(
    () => ({ remove: mayDelete ? removeOpen : null }),
    [removeOpen, mayDelete],
  );
  const remove = () => {
    const row = rowAt(active);
    if (selection.selection !== null) {
      setRemoving(selection.selection);
    } else if (open !== null) {
      removeOpen();
    } else if (row !== undefined) {
      setRemoving({ records: [{ id: row.id, revision: row.revision }] });
    }
  };
  const copy = (withHeader: boolean) => {
    const row = rowAt(active);
    if (cells.range !== null) {
      void copyRows({ range: cells.range }, withHeader);
    } else if (selection.selection !== null) {
      const { selection: chosen, count } = selection;
      void copyRows({ selection: chosen, count }, withHeader);
    } else if (row !== undefined) {
      void copyRows({ row }, withHeader);
    }
  };

  useShortcut("delete", remove, { whileTyping: false, enabled: mayDelete });
  useShortcut("ctrl+a", selection.selectAll, { whileTyping: false });
  // Text that the user marked on the page is what they want to copy.
  const marked = () => (window.getSelection()?.toString() ?? "") !== "";
  useShortcut("ctrl+c", () => copy(false), { whileTyping: false, unless: marked });
  useShortcut("ctrl+shift+c", () => copy(true), { whileTyping: false, unless: marked });
  useShortcut("ctrl+n", () => onNew?.(), { enabled: onNew !== undefined });
  useShortcut("f2", withRecord(onEdit), { enabled: onEdit !== undefined });
  useShortcut("ctrl+d", withRecord(onCopy), { enabled: onCopy !== undefined });
  useShortcut("ctrl+f", () => search.current?.focus({ cursor: "all" }));
  const choosing = selection.count > 0 ? selection.clear : close;
  const leave = cells.range === null ? choosing : cells.clear;
  useShortcut("escape", leave, {
    enabled: open !== null || selection.count > 0 || cells.range !== null,
    whileTyping: false,
  });

  const { summary } = selection;
  const narrowed = query.filters.length > state.filters.length;
  const filtered = state.filtered || narrowed;
  usePublishStatus(
    useMemo(() => {
      const known = sums.filter((key) => totals[key] !== undefined);
      const titleOf = (key: string) => columns.find((column) => column.key === key)?.title ?? key;
      return {
        selection:
          summary === null
            ? null
            : {
                count: summary.count,
                sums: summary.sums
                  .filter(({ field }) => sums.includes(field))
                  .map(({ field, sum, mean }) => ({ label: titleOf(field), sum, mean })),
              },
        cells: cellsOf(cells.range, shown, rowAt),
        count,
        filtered,
        sums: known.map((key) => ({
          label: titleOf(key),
          yuan: totals[key] ?? "0",
        })),
      };
    }, [count, totals, sums, columns, filtered, summary, cells.range, shown, rowAt]),
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
  const first = shown[0]?.key;
  const totalOf = useCallback(
    (column: Column<Row>) => {
      if (column.key === first) {
        return t("common.list.total");
      }
      const total = (column as ListColumn<Row>).total === true ? totals[column.key] : undefined;
      // A new element for a new total: WebKitGTK leaves parts of a longer text it redraws in place.
      return total === undefined ? null : <Money key={total} yuan={total} />;
    },
    [first, totals, t],
  );
  const onWidth = useCallback(
    (key: string, width: number | null) => setLayout(widened(layout, key, width)),
    [layout, setLayout],
  );
  const onMove = useCallback(
    (key: string, to: string) => setLayout(moved(columns, layout, key, to)),
    [columns, layout, setLayout],
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
          columns={shown}
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
          ticks={selection}
          cells={cells}
          onWidth={onWidth}
          onMove={onMove}
          headerExtra={headerExtra}
          totals={count > 0 && sums.length > 0 ? totalOf : undefined}
          resetKey={listed}
          startScroll={(memory.get("scroll") as number | undefined) ?? 0}
          onScrollTop={(top) => memory.set("scroll", top)}
          empty={rows.pending ? t("common.list.loading") : emptyOf(filtered, props.empty)}
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
        <Button
          onClick={() => {
            state.clear();
            change({ scope: { year: null, project: null } });
          }}
        >
          {t("common.list.clear_filters")}
        </Button>
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
        <ScopeTag noun={noun} />
        <span className="list-bar-gap" />
        {selection.count > 0 ? (
          <SelectionBar
            count={selection.count}
            onCopy={() => copy(false)}
            onRemove={mayDelete ? remove : null}
            onClear={selection.clear}
          >
            {batchFields !== undefined && (
              <Button
                icon={<EditOutlined />}
                onClick={() => setEditing(selection.selection)}
                data-testid="batch"
              >
                {t("common.batch.button")}
              </Button>
            )}
            {props.chosenActions?.(selection.selection)}
          </SelectionBar>
        ) : (
          <>
            <UnitSwitch />
            <ViewsMenu
              views={views[noun] ?? []}
              current={{
                search: state.search,
                filters: [...state.filters],
                sort: [...state.sort],
                layout,
              }}
              onViews={(next) => change({ views: { ...views, [noun]: next } })}
              onApply={(view) => {
                state.setSearch(view.search);
                state.setFilters(view.filters);
                state.setSort(view.sort);
                setLayout(view.layout);
                setActive(-1);
              }}
            />
            <ColumnChooser columns={columns} layout={layout} onLayout={setLayout} />
            <ExportButton noun={noun} query={query} columns={exportable} />
          </>
        )}
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
      {editing !== null && (
        <BatchEdit
          noun={noun}
          selection={editing}
          count={selection.count}
          fields={batchFields ?? []}
          onClose={() => setEditing(null)}
        />
      )}
      {removing !== null && (
        <DeletionPreview
          noun={noun}
          selection={removing}
          onClose={() => setRemoving(null)}
          onDone={(report) => {
            if (report.deleted > 0) {
              selection.clear();
              setActive(-1);
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
