import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ColumnMatch, FileRow, HeaderRows } from "../../ipc/bindings";
import { type Column, LedgerTable } from "../../shared/LedgerTable";
import type { PagedRows } from "../../shared/usePagedRows";
import { columnName } from "./plan";
import { columnWidth } from "./rows";

interface Props {
  rows: PagedRows<FileRow>;
  columns: readonly ColumnMatch[];
  header: HeaderRows | null;
  /** The column that is looked at in the mapping. */
  active: number | null;
  onHeader: (header: HeaderRows) => void;
  /** A new value moves the sheet to its top. */
  resetKey: string;
}

/** How many of the first rows say how many columns there are, and how wide. */
const SAMPLES = 60;
const MOST = 120;

/** The sheet as it stands in the file; a click on a row says that the header is there. */
export function SheetPreview({ rows, columns, header, active, onHeader, resetKey }: Props) {
  const { t } = useTranslation();
  const { rowAt, count } = rows;
  const samples = useMemo(() => {
    const first = Array.from({ length: Math.min(SAMPLES, count) }, (_, at) => rowAt(at));
    return first.filter((row) => row !== undefined);
  }, [rowAt, count]);
  const drawn = useMemo<Column<FileRow>[]>(() => {
    const used = new Map(columns.map((match) => [match.column, match]));
    const width = Math.min(
      MOST,
      Math.max(
        1,
        ...samples.map(({ cells }) => cells.length),
        ...[...used.keys()].map((at) => at + 1),
      ),
    );
    const letters = Array.from({ length: width }, (_, at) => at);
    return [
      {
        key: "row",
        title: t("exchange.rehearsed.row"),
        width: 76,
        align: "right",
        frozen: true,
        render: (row) => <RowNumber row={row.row} header={header} />,
      },
      ...letters.map((at) => ({
        key: `${at}`,
        title: columnName(at),
        width: columnWidth(
          "",
          // A title over the table needs no column of its own width.
          samples.filter(isTabular).map(({ cells }) => cells[at] ?? ""),
        ),
        render: (row: FileRow) => {
          const text = row.cells[at] ?? "";
          const tone = at === active ? " looked-at" : used.get(at)?.field === null ? " unused" : "";
          return (
            <span className={`raw-cell${isTabular(row) ? tone : " raw-title"}`} title={text}>
              {text}
            </span>
          );
        },
      })),
    ];
  }, [t, columns, samples, header, active]);

  const take = (row: FileRow, extend: boolean) => {
    const at = row.row;
    const beside = header !== null && Math.abs(at - header.first) === 1;
    onHeader(
      extend && header !== null && beside
        ? { first: Math.min(at, header.first), last: Math.max(at, header.last) }
        : { first: at, last: at },
    );
  };
  return (
    <LedgerTable<FileRow>
      label={t("exchange.map.sheet")}
      testId="import-raw"
      columns={drawn}
      count={count}
      rowAt={rowAt}
      onRange={rows.onRange}
      rowTestId={(row) => `raw-${row.row}`}
      rowClass={(row) => (isHeader(row.row, header) ? "header-row" : "")}
      ticks={undefined}
      onOpen={(row, _, event) => take(row, event.shiftKey)}
      resetKey={resetKey}
      empty={rows.pending ? t("common.list.loading") : t("exchange.map.empty_sheet")}
    />
  );
}

/** Tells whether a row has several filled cells, which a title has not. */
function isTabular({ cells }: FileRow): boolean {
  return cells.filter((text) => text !== "").length > 1;
}

function isHeader(row: number, header: HeaderRows | null): boolean {
  return header !== null && row >= header.first && row <= header.last;
}

function RowNumber({ row, header }: { row: number; header: HeaderRows | null }) {
  const { t } = useTranslation();
  return isHeader(row, header) ? (
    <b className="header-mark">
      {t("exchange.map.header")} {row}
    </b>
  ) : (
    <span className="number quiet">{row}</span>
  );
}
