import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ColumnMatch, ImportSummary, RehearsalRow } from "../../ipc/bindings";
import { type Column, LedgerTable } from "../../shared/LedgerTable";
import { useMessage } from "../../shared/message";
import type { PagedRows } from "../../shared/usePagedRows";
import { changeText, columnWidth, isNumeric, issueOf } from "./rows";

interface Props {
  summary: ImportSummary;
  rows: PagedRows<RehearsalRow>;
  active: number;
  onActive: (index: number) => void;
  /** Enter on a row: it is to be mended. */
  onOpen: () => void;
  /** A new value moves the sheet to its top. */
  resetKey: string;
}

/** How many of the first rows say how wide the columns are. */
const SAMPLES = 30;

/** The sheet as the file has it, with what becomes of every row and cell. */
export function SheetTable({ summary, rows, active, onActive, onOpen, resetKey }: Props) {
  const { t } = useTranslation();
  const { rowAt, pending } = rows;
  const say = useMessage(summary.kind);

  const samples = useMemo(
    () =>
      pending ? [] : Array.from({ length: SAMPLES }, (_, index) => rowAt(index)).filter(known),
    [pending, rowAt],
  );

  const columns = useMemo<Column<RehearsalRow>[]>(
    () => [
      {
        key: "row",
        title: t("exchange.rehearsed.row"),
        width: 64,
        align: "right",
        frozen: true,
        render: (row) => <span className="number quiet">{row.row}</span>,
      },
      {
        key: "action",
        title: t("exchange.rehearsed.result"),
        width: 72,
        frozen: true,
        render: (row) => (
          <span className={`row-action outcome-${row.action}`}>
            {t(`exchange.action.${row.action}`)}
          </span>
        ),
      },
      {
        key: "problem",
        title: t("exchange.rehearsed.problem"),
        // Where the rows that are shown have nothing to say, their cells take the room.
        width: pending || samples.some(({ issues }) => issues.length > 0) ? 340 : 64,
        frozen: true,
        render: (row) => <Problems row={row} say={say} />,
      },
      ...summary.columns.map((column, at) => ({
        key: `${at}`,
        title: column.label,
        width: columnWidth(
          column.field === null
            ? `${column.label}(${t("exchange.rehearsed.not_used")})`
            : column.label,
          samples.map((row) => cellText(row, column, at)),
        ),
        align: isNumeric(column) ? ("right" as const) : ("left" as const),
        render: (row: RehearsalRow) => <Cell row={row} column={column} at={at} say={say} />,
      })),
    ],
    [summary, samples, pending, t, say],
  );

  return (
    <LedgerTable<RehearsalRow>
      label={t("exchange.rehearsed.rows")}
      testId="import-rows"
      columns={columns}
      count={rows.count}
      rowAt={rowAt}
      onRange={rows.onRange}
      rowTestId={(row) => `import-row-${row.row}`}
      rowClass={(row) => `outcome-${row.action}`}
      active={active}
      onActive={onActive}
      onOpen={(_, __, event) => {
        // A click only looks at the row.
        if ("key" in event) {
          onOpen();
        }
      }}
      headerExtra={(column) => {
        const match = summary.columns[Number(column.key)];
        return match !== undefined && match.field === null ? (
          <span className="quiet unused-mark">({t("exchange.rehearsed.not_used")})</span>
        ) : null;
      }}
      resetKey={resetKey}
      empty={pending ? t("common.list.loading") : t("exchange.rehearsed.no_rows")}
    />
  );
}

type Say = ReturnType<typeof useMessage>;

/** The first thing to know about a row; the detail below the sheet has all. */
function Problems({ row, say }: { row: RehearsalRow; say: Say }) {
  const { t } = useTranslation();
  const errors = row.issues.filter((issue) => issue.severity === "error");
  const shown = errors.length > 0 ? errors : row.issues;
  const [first] = shown;
  if (first === undefined) {
    return null;
  }
  const ordered = [...shown, ...row.issues.filter((issue) => !shown.includes(issue))];
  const texts = ordered.map(
    (issue) => (issue.column === null ? "" : `${issue.column}：`) + say(issue),
  );
  const tone = row.action === "skipped" ? "quiet" : first.severity;
  return (
    <span className={`problems ${tone}`} data-testid={`issue-${row.row}`} title={texts.join("\n")}>
      {shown.length > 1 && (
        <strong>{t("exchange.rehearsed.more_problems", { count: shown.length })} </strong>
      )}
      {texts.join(" ")}
    </span>
  );
}

interface CellProps {
  row: RehearsalRow;
  column: ColumnMatch;
  at: number;
  say: Say;
}

function Cell({ row, column, at, say }: CellProps) {
  const text = row.cells[at] ?? "";
  const written = row.amended.includes(at);
  const issue = issueOf(row, column);
  if (issue !== undefined) {
    return (
      <span
        className={`cell-issue ${issue.severity}${written ? " written" : ""}`}
        title={say(issue)}
      >
        {text === "" ? "—" : text}
      </span>
    );
  }
  const change = column.field === null ? undefined : changeOf(row, column);
  if (change !== undefined) {
    const shown = changeText(change);
    return (
      <span
        className={`cell-change${written ? " cell-written" : ""}`}
        title={`${change.old ?? "—"} → ${change.new ?? "—"}`}
      >
        {shown.old !== null && (
          <>
            <del>{shown.old}</del> →{" "}
          </>
        )}
        <ins>{shown.new}</ins>
      </span>
    );
  }
  return (
    <span
      className={column.field === null ? "quiet" : written ? "cell-written" : undefined}
      title={text}
    >
      {text}
    </span>
  );
}

function changeOf(row: RehearsalRow, column: ColumnMatch) {
  return row.changes.find((change) => change.at === column.column);
}

function cellText(row: RehearsalRow, column: ColumnMatch, at: number): string {
  const change = changeOf(row, column);
  if (change === undefined) {
    return row.cells[at] ?? "";
  }
  const shown = changeText(change);
  return shown.old === null ? shown.new : `${shown.old} → ${shown.new}`;
}

function known<T>(value: T | undefined): value is T {
  return value !== undefined;
}
