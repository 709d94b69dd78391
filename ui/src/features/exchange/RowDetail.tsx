import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { ColumnMatch, ImportField, Issue, Noun, RehearsalRow } from "../../ipc/bindings";
import { useMessage } from "../../shared/message";
import { CellEditor } from "./CellEditor";
import { withCell, withRow, withValue } from "./plan";
import { importSession, useImportSession } from "./session";

interface Props {
  row: RehearsalRow | undefined;
  kind: Noun;
  columns: readonly ColumnMatch[];
  fields: readonly ImportField[];
  /** The place of the cell that is being written anew, among the columns. */
  editing: number | null;
  onLeave: () => void;
}

/** Everything about the chosen row: each issue with the way to mend it, each change with both values. */
export function RowDetail({ row, kind, columns, fields, editing, onLeave }: Props) {
  const { t } = useTranslation();
  const { plan } = useImportSession();
  if (row === undefined) {
    return (
      <section className="row-detail" data-testid="import-row-detail">
        <span className="quiet">{t("exchange.row.choose")}</span>
      </section>
    );
  }
  const leftOut = plan.left_out.includes(row.row);
  const wrong = placesOf(row, columns);
  const extra = editing !== null && !wrong.includes(editing) ? editing : null;
  const editor = (at: number) => (
    <Editor key={at} row={row} at={at} {...{ columns, fields, editing, onLeave }} />
  );
  const general = row.issues.filter((issue) => placeOf(issue, columns) < 0);
  return (
    <section className="row-detail" aria-live="polite" data-testid="import-row-detail">
      <h4>
        {t("exchange.row.title", { row: row.row })}{" "}
        <span className={`row-action outcome-${row.action}`}>
          {t(`exchange.action.${row.action}`)}
        </span>{" "}
        {row.key}
        <span className="gap" />
        {(row.action !== "skipped" || leftOut) && (
          <Button
            size="small"
            type="link"
            onClick={() => void importSession.settle(withRow(plan, row.row, !leftOut))}
            data-testid="import-leave-out"
          >
            {leftOut ? t("exchange.row.take_in") : t("exchange.row.leave_out")}
          </Button>
        )}
      </h4>
      <ul>
        {wrong.map((at) => (
          <li key={at} className="row-mend">
            <strong className="mend-label">{columns[at]?.label}</strong>
            {editor(at)}
            <Issues row={row} kind={kind} column={columns[at]?.column ?? -1} />
          </li>
        ))}
        {extra !== null && (
          <li className="row-mend">
            <strong className="mend-label">{columns[extra]?.label}</strong>
            {editor(extra)}
          </li>
        )}
        {general.map((issue, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the issues of a row never change.
          <IssueLine key={at} issue={issue} kind={kind} quiet={row.action === "skipped"} />
        ))}
        {row.changes.map((change) => (
          <li key={change.at}>
            <strong>{change.column}</strong> <del>{change.old ?? "—"}</del> →{" "}
            <ins>{change.new ?? "—"}</ins>
          </li>
        ))}
        {row.issues.length === 0 && row.changes.length === 0 && (
          <li className="quiet">
            {row.action === "insert" ? t("exchange.row.insert") : t("exchange.row.nothing")}
          </li>
        )}
      </ul>
    </section>
  );
}

interface EditorProps extends Pick<Props, "columns" | "fields" | "editing" | "onLeave"> {
  row: RehearsalRow;
  at: number;
}

function Editor({ row, at, columns, fields, editing, onLeave }: EditorProps) {
  const { plan } = useImportSession();
  const column = columns[at];
  if (column === undefined) {
    return null;
  }
  const text = row.cells[at] ?? "";
  const field = fields.find((one) => one.field === column.field);
  return (
    <CellEditor
      label={column.label}
      text={text}
      words={field?.words ?? []}
      focused={editing === at}
      onWrite={(next, everywhere) => {
        onLeave();
        void importSession.settle(
          everywhere
            ? withValue(plan, column.column, text, next)
            : withCell(plan, row.row, column.column, next),
        );
      }}
      onLeave={onLeave}
      testId={`edit-${at}`}
    />
  );
}

/** What is wrong with one cell, in a line beside its field. */
function Issues({ row, kind, column }: { row: RehearsalRow; kind: Noun; column: number }) {
  const say = useMessage(kind);
  const own = row.issues.filter((issue) => issue.at === column);
  const grave = own.some(({ severity }) => severity === "error");
  return <span className={grave ? "error" : "warning"}>{own.map(say).join(" ")}</span>;
}

function IssueLine({ issue, kind, quiet }: { issue: Issue; kind: Noun; quiet: boolean }) {
  const { t } = useTranslation();
  const say = useMessage(kind);
  return (
    <li className={quiet ? "quiet" : issue.severity}>
      {issue.column !== null && <strong>{issue.column}</strong>}{" "}
      {issue.severity === "warning" && !quiet && <span>[{t("exchange.row.warning")}] </span>}
      {say(issue)}
    </li>
  );
}

/** The places of the cells that have something to be mended, each once, in their order. */
export function placesOf(row: RehearsalRow, columns: readonly ColumnMatch[]): number[] {
  const places = row.issues
    .filter(() => row.action !== "skipped")
    .map((issue) => placeOf(issue, columns))
    .filter((at) => at >= 0);
  return [...new Set(places)].sort((a, b) => a - b);
}

function placeOf(issue: Issue, columns: readonly ColumnMatch[]): number {
  return issue.at === null ? -1 : columns.findIndex(({ column }) => column === issue.at);
}
