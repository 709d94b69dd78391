import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure, JournalEntry } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { type Column, LedgerTable } from "../../shared/LedgerTable";
import { useRemembered } from "../../shared/navigation";
import { useOperationColumns } from "../../shared/undo/operationColumns";
import { usePagedRows } from "../../shared/usePagedRows";
import { ChainCheck } from "./ChainCheck";
import { EntryDetail } from "./EntryDetail";
import {
  isFiltering,
  JournalFilter,
  type JournalFilterState,
  NO_FILTER,
  queryOf,
} from "./JournalFilter";
import "../../shared/desk.css";
import "./journal.css";

const ROW_HEIGHT = 28;

/** The journal, newest first; beside it what the chosen operation changed. */
export function JournalBrowser() {
  const { t } = useTranslation();
  const [open, setOpen] = useRemembered<number | undefined>("open", undefined);
  const [filter, setFilter] = useRemembered<JournalFilterState>("journal", NO_FILTER);
  const [place, setPlace] = useState(-1);
  const query = queryOf(filter);
  const filtering = isFiltering(filter);
  const rows = usePagedRows<JournalEntry>({
    queryKey: ["journal", "entries", query],
    read: (offset, limit) => call("list_journal", { query: { ...query, offset, limit } }),
  });
  const columns = useJournalColumns();
  // Entries are numbered from 1 without gaps and never removed: in the whole journal a number is a
  // place. Among some of them only the row that was clicked is known.
  const active = open === undefined ? -1 : filtering ? place : rows.count - open;
  const chosen = useEntry(open, rows.rowAt(active));

  return (
    <div className="desk" data-testid="journal-page">
      <header className="desk-head">
        <h2>{t("journal.title")}</h2>
        <span className="quiet">
          {t(filtering ? "journal.count_found" : "journal.count", { count: rows.count })}
        </span>
        <ChainCheck />
      </header>
      <JournalFilter
        filter={filter}
        onChange={(next) => {
          setFilter(next);
          setPlace(-1);
        }}
      />
      {rows.failure !== null && <ErrorNotice failure={rows.failure} onRetry={rows.retry} />}
      <div className="desk-columns journal-columns">
        <div className="desk-list">
          {!rows.pending && (
            <LedgerTable<JournalEntry>
              label={t("journal.title")}
              testId="journal-list"
              columns={columns}
              count={rows.count}
              rowAt={rows.rowAt}
              onRange={rows.onRange}
              rowTestId={(row) => `journal-${row.seq}`}
              rowClass={(row) => (row.undone_by === null ? "" : "undone")}
              active={active}
              onActive={(index) => {
                setPlace(index);
                setOpen(rows.rowAt(index)?.seq ?? (filtering ? undefined : rows.count - index));
              }}
              startScroll={active > 8 ? (active - 4) * ROW_HEIGHT : undefined}
              empty={t(filtering ? "journal.nothing_fits" : "journal.empty")}
            />
          )}
        </div>
        <aside className="desk-detail journal-detail" aria-live="polite">
          {chosen === undefined ? (
            <p className="quiet">{t("journal.choose")}</p>
          ) : (
            <EntryDetail key={chosen.seq} entry={chosen} />
          )}
        </aside>
      </div>
    </div>
  );
}

/** Gives the chosen entry: from the list where it is on screen, else read by its number. */
function useEntry(
  seq: number | undefined,
  listed: JournalEntry | undefined,
): JournalEntry | undefined {
  const inList = listed !== undefined && listed.seq === seq;
  const alone = useQuery<JournalEntry, Failure>({
    queryKey: ["journal", "entry", seq],
    queryFn: () => call("journal_entry", { seq: seq ?? 0 }),
    enabled: seq !== undefined && !inList,
  });
  return inList ? listed : alone.data;
}

/** What every list of operations tells of one, and whether it was undone. */
function useJournalColumns(): Column<JournalEntry>[] {
  const { t } = useTranslation();
  const columns = useOperationColumns<JournalEntry>();
  return useMemo(
    () => [
      ...columns,
      {
        key: "state",
        title: t("journal.state"),
        width: 84,
        render: (entry) =>
          entry.undone_by === null ? null : (
            <span
              className="state neutral"
              title={t("journal.undone_by", { seq: entry.undone_by })}
            >
              {t("journal.undone")}
            </span>
          ),
      },
    ],
    [t, columns],
  );
}
