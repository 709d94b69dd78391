import { useQuery } from "@tanstack/react-query";
import { App } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type {
  ChangeAction,
  FieldChange,
  HistoryEntry,
  JournalEntry,
  Noun,
} from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { useMayUndo } from "../access";
import { ErrorNotice } from "../ErrorNotice";
import { useChangedFieldLabel, useChangedValue } from "../undo/changedField";
import { useEntryName } from "../undo/operation";
import { reasonOf } from "../undo/reason";
import { UndoPreview } from "../undo/UndoPreview";
import { DateText } from "../values";
import { Section } from "./RecordPanel";

/** Changes shown at first: a record that lives for years has hundreds. */
const FIRST = 20;

/** 修改历史 of a record: who changed what and when, with the undo of each entry. */
export function RecordHistory({ noun, id }: { noun: Noun; id: number }) {
  const { t } = useTranslation();
  const { message: toast } = App.useApp();
  const name = useEntryName();
  const [undoing, setUndoing] = useState<JournalEntry | null>(null);
  // The panel goes on to the next record, which begins with few again.
  const [allOf, setAllOf] = useState<number | null>(null);
  const history = useQuery({
    queryKey: ["journal", "history", noun, id],
    queryFn: () => call("record_history", { noun, id }),
  });
  // Taking back an undo is redo: it is named by what it brings back.
  const done = (entry: JournalEntry) =>
    entry.undoes === null
      ? t("common.frame.undone", { what: name(entry) })
      : t("common.frame.redone", { what: entry.subject });
  const changes = history.data ?? [];
  const shown = allOf === id ? changes : changes.slice(0, FIRST);
  return (
    <Section title={t("common.panel.history")}>
      {history.error !== null && <ErrorNotice failure={history.error} />}
      {history.data?.length === 0 && <p className="quiet">{t("common.panel.history_empty")}</p>}
      <ul className="history" data-testid="record-history">
        {shown.map((one) => (
          <HistoryItem
            key={one.entry.seq}
            noun={noun}
            one={one}
            onUndo={() => setUndoing(one.entry)}
          />
        ))}
      </ul>
      {shown.length < changes.length && (
        <button
          type="button"
          className="link"
          onClick={() => setAllOf(id)}
          data-testid="history-more"
        >
          {t("common.panel.history_more", { count: changes.length - shown.length })}
        </button>
      )}
      {undoing !== null && (
        <UndoPreview
          seq={undoing.seq}
          open
          what={name(undoing)}
          onClose={() => setUndoing(null)}
          onDone={() => void toast.success(done(undoing))}
        />
      )}
    </Section>
  );
}

/** Operations about the one record: what happened to it says all. */
const OWN = /^(create|update|delete)_/;

interface ItemProps {
  noun: Noun;
  one: HistoryEntry;
  onUndo: () => void;
}

function HistoryItem({ noun, one, onUndo }: ItemProps) {
  const { t } = useTranslation();
  const name = useEntryName();
  const mayUndo = useMayUndo();
  const { entry, change } = one;
  const reason = reasonOf(entry.detail);
  const actions: Record<ChangeAction, string> = {
    created: t("common.panel.created"),
    updated: t("common.panel.updated"),
    deleted: t("common.panel.deleted"),
  };
  return (
    <li data-testid={`history-${entry.seq}`}>
      <div className="history-head">
        <DateText value={entry.at} />
        <span>{entry.actor}</span>
        <span className="quiet" title={name(entry)}>
          {OWN.test(entry.operation) ? actions[change.action] : name(entry)}
        </span>
        {entry.undone_by !== null ? (
          <span className="quiet">{t("common.panel.undone_already")}</span>
        ) : (
          mayUndo(entry.actor) && (
            <button
              type="button"
              className="link"
              onClick={onUndo}
              data-testid={`undo-${entry.seq}`}
            >
              {t("common.panel.undo_from_here")}
            </button>
          )
        )}
      </div>
      {reason !== null && <div className="quiet">{t("common.panel.reason", { reason })}</div>}
      {change.action === "updated" && <Changes noun={noun} fields={change.fields} />}
    </li>
  );
}

/** Fields that say nothing to people. */
const SILENT = new Set(["id", "revision", "created_at", "created_by", "updated_at", "updated_by"]);

/** The changed fields of a record, old → new. */
function Changes({ noun, fields }: { noun: Noun; fields: readonly FieldChange[] }) {
  const label = useChangedFieldLabel();
  const value = useChangedValue();
  return fields
    .filter(({ field }) => !SILENT.has(field))
    .map(({ field, old, new: next }) => (
      <div key={field} className="change">
        <span className="quiet">{label(field, noun)}</span> <del>{value(field, old)}</del> →{" "}
        {value(field, next)}
      </div>
    ));
}
