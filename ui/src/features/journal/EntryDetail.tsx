import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Counts, JournalEntry, UndoReport } from "../../ipc/bindings";
import { useMayUndo } from "../../shared/access";
import { useOperationName } from "../../shared/undo/operation";
import { reasonOf } from "../../shared/undo/reason";
import { UndoPreview } from "../../shared/undo/UndoPreview";
import { DateText } from "../../shared/values";
import { EntryChanges } from "./EntryChanges";

/** One operation: who, when and what, its undo, and every record it changed. */
export function EntryDetail({ entry }: { entry: JournalEntry }) {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const name = useOperationName();
  const mayUndo = useMayUndo();
  const [undoing, setUndoing] = useState(false);
  const operation = name(entry.operation);
  const counts = countsOf(entry.detail);
  const reason = reasonOf(entry.detail);

  const tell = (report: UndoReport) => {
    const kept = report.kept_changed + report.kept_referred;
    notification.success({
      title:
        kept === 0
          ? t("journal.undo.done", { count: report.reversed })
          : t("journal.undo.done_kept", { reversed: report.reversed, kept }),
    });
  };

  return (
    <article data-testid="journal-entry">
      <h3>
        {operation} <span className="entry-subject">{entry.subject}</span>
      </h3>
      <p className="entry-facts">
        <span className="quiet">{t("journal.seq")}</span> {entry.seq} ·{" "}
        <DateText value={entry.at} /> · {entry.actor}
      </p>
      {counts !== null && <p className="number">{t("journal.detail_counts", { ...counts })}</p>}
      {reason !== null && <p>{t("common.panel.reason", { reason })}</p>}
      {entry.undoes !== null && (
        <p className="quiet">{t("journal.undid", { seq: entry.undoes })}</p>
      )}
      {entry.undone_by === null ? (
        mayUndo(entry.actor) && (
          <Button size="small" danger onClick={() => setUndoing(true)} data-testid="journal-undo">
            {entry.undoes === null ? t("journal.undo_entry") : t("journal.redo_entry")}
          </Button>
        )
      ) : (
        <p className="quiet">{t("journal.undone_by", { seq: entry.undone_by })}</p>
      )}
      <EntryChanges seq={entry.seq} />
      <UndoPreview
        seq={entry.seq}
        open={undoing}
        what={t("journal.what", { seq: entry.seq, operation, subject: entry.subject })}
        onClose={() => setUndoing(false)}
        onDone={tell}
      />
    </article>
  );
}

const COUNTED: readonly (keyof Counts)[] = [
  "insert",
  "update",
  "unchanged",
  "conflict",
  "error",
  "skipped",
];

/** Reads the counts of an import from the facts of its entry, where there are any. */
export function countsOf(detail: string | null): Counts | null {
  if (detail === null) {
    return null;
  }
  try {
    const facts: unknown = JSON.parse(detail);
    const counts =
      typeof facts === "object" && facts !== null && "counts" in facts ? facts.counts : null;
    return isCounts(counts) ? counts : null;
  } catch {
    return null;
  }
}

function isCounts(value: unknown): value is Counts {
  return (
    typeof value === "object" &&
    value !== null &&
    COUNTED.every((name) => typeof (value as Record<string, unknown>)[name] === "number")
  );
}
