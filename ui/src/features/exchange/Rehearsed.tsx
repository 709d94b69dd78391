import { useQueryClient } from "@tanstack/react-query";
import { type MouseEvent, useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Rehearsal, RehearsalRow, RowAction } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { ALL_NOUNS, refresh } from "../../shared/queries";
import { useShortcut } from "../../shared/shortcuts";
import { usePagedRows } from "../../shared/usePagedRows";
import { ActionFilter } from "./ActionFilter";
import { CommitBar } from "./CommitBar";
import { Columns, Findings } from "./Findings";
import { placesOf, RowDetail } from "./RowDetail";
import { firstShown } from "./rows";
import { SheetTable } from "./SheetTable";
import { importSession, useImportSession } from "./session";
import { useImportFields } from "./useImportFields";

/** What the import would do: the counts, the sheet with every row's outcome, and the decision. */
export function Rehearsed({ rehearsal }: { rehearsal: Rehearsal }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { stage, round } = useImportSession();
  const { id, summary } = rehearsal;
  const fields = useImportFields(summary.kind);
  const [shown, setShown] = useState<RowAction | null>(() => firstShown(summary.counts));
  // Of rows that need a person the first is explained at once.
  const [active, setActive] = useState(shown === null ? -1 : 0);
  const [editing, setEditing] = useState<number | null>(null);
  const section = useRef<HTMLElement>(null);
  const rows = usePagedRows<RehearsalRow>({
    queryKey: ["rehearsal_rows", id, round, shown ?? "all"],
    read: (offset, limit) =>
      call("rehearsal_rows", {
        query: { id, actions: shown === null ? [] : [shown], offset, limit },
      }),
  });
  // What was mended has left the list of what is wrong.
  const at = Math.min(active, rows.count - 1);
  const row = at < 0 ? undefined : rows.rowAt(at);

  const toSheet = useCallback(() => {
    setEditing(null);
    section.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  }, []);
  const ready = stage === "rehearsed";
  const settled = useRef(round);
  useEffect(() => {
    // A new rehearsal: the keys go on where they were, in the sheet.
    if (ready && settled.current !== round) {
      settled.current = round;
      toSheet();
    }
  }, [ready, round, toSheet]);
  useEffect(() => {
    if (shown !== null && summary.counts[shown] === 0) {
      setShown(firstShown(summary.counts));
      setActive(0);
    }
  }, [shown, summary.counts]);

  // The cell that is wrong may stand far to the right.
  const wrong = row === undefined ? undefined : placesOf(row, summary.columns)[0];
  useEffect(() => {
    if (wrong !== undefined) {
      reveal(section.current, wrong);
    }
  }, [wrong]);

  const show = (action: RowAction | null) => {
    setShown(action);
    setEditing(null);
    setActive(action === "error" || action === "conflict" ? 0 : -1);
  };
  const edit = () => {
    if (row !== undefined && row.action !== "skipped") {
      const first = summary.columns.findIndex(({ field }) => field !== null);
      setEditing(placesOf(row, summary.columns)[0] ?? first);
    }
  };
  useShortcut("f2", edit, { enabled: ready });
  const editCell = (event: MouseEvent<HTMLElement>) => {
    const cell = (event.target as Element).closest<HTMLElement>("[data-field]");
    const place = Number(cell?.dataset.field ?? Number.NaN);
    if (summary.columns[place]?.field != null && row?.action !== "skipped") {
      setEditing(place);
    }
  };
  const commit = async (onlyValid: boolean) => {
    if (await importSession.commit(onlyValid)) {
      await refresh(client, ALL_NOUNS);
    }
  };

  return (
    <section
      ref={section}
      className="rehearsed"
      data-testid="import-rehearsed"
      inert={!ready}
      aria-busy={!ready}
    >
      <div className="rehearsed-head">
        <h3>
          {t("exchange.rehearsed.title", {
            file: summary.file,
            sheet: summary.sheet,
            kind: t(`common.noun.${summary.kind}`),
          })}
        </h3>
        <span className="quiet">
          {summary.header_row > 0
            ? t("exchange.rehearsed.header_at", { row: summary.header_row })
            : t("exchange.rehearsed.header_none")}
        </span>
        <Columns columns={summary.columns} kind={summary.kind} />
        <ActionFilter counts={summary.counts} shown={shown} onShow={show} />
      </div>
      <Findings summary={summary} fields={fields} />
      {rows.failure !== null && <ErrorNotice failure={rows.failure} onRetry={rows.retry} />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: F2 does the same for the keyboard. */}
      <div className="sheet" onDoubleClick={editCell}>
        <SheetTable
          summary={summary}
          rows={rows}
          active={at}
          onActive={(next) => {
            setActive(next);
            setEditing(null);
          }}
          onOpen={edit}
          resetKey={`${id}-${shown ?? "all"}`}
        />
      </div>
      <RowDetail
        key={row?.row ?? 0}
        row={row}
        kind={summary.kind}
        columns={summary.columns}
        fields={fields}
        editing={editing}
        onLeave={toSheet}
      />
      <CommitBar id={id} counts={summary.counts} onCommit={(onlyValid) => void commit(onlyValid)} />
    </section>
  );
}

/** Scrolls the sheet sideways until a column of it can be read beside the frozen ones. */
function reveal(section: HTMLElement | null, place: number): void {
  const grid = section?.querySelector<HTMLElement>('[role="grid"]');
  const cell = grid?.querySelector<HTMLElement>(`.ledger-row.active [data-field="${place}"]`);
  const frozen = grid?.querySelector<HTMLElement>(".ledger-row.active .last-frozen");
  if (grid == null || cell == null || frozen == null) {
    return;
  }
  const edge = frozen.offsetWidth + Number.parseFloat(frozen.style.left || "0");
  const [left, right] = [cell.offsetLeft, cell.offsetLeft + cell.offsetWidth];
  if (left < grid.scrollLeft + edge || right > grid.scrollLeft + grid.clientWidth) {
    grid.scrollLeft = Math.max(0, left - edge - MARGIN);
  }
}

/** Pixels of the columns before that stay to be seen. */
const MARGIN = 120;
