import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Modal, Tag } from "antd";
import { type ReactNode, useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure, JournalEntry, UndoFate, UndoReport } from "../ipc/bindings";
import { asFailure, call } from "../ipc/call";
import { ErrorNotice } from "./ErrorNotice";
import { useOperationLabel } from "./labels";
import { useMessage } from "./message";
import { refreshAll } from "./queries";
import { useCover } from "./shortcuts";

/** Gives the function that names an entry of the journal: what was done, and to what. */
export function useEntryName(): (entry: JournalEntry) => string {
  const operation = useOperationLabel();
  return useCallback(
    (entry: JournalEntry) => `${operation(entry.operation)} ${entry.subject}`.trim(),
    [operation],
  );
}

interface UndoDialogHandle {
  /** Rehearses the undo of an entry and asks whether to do it. */
  ask: (entry: JournalEntry) => void;
  /** Put this somewhere on the page. */
  dialog: ReactNode;
}

/** The undo of one entry of the journal: rehearsed, shown, confirmed, done. */
export function useUndoDialog(onUndone?: (report: UndoReport) => void): UndoDialogHandle {
  const { notification } = App.useApp();
  const message = useMessage();
  const [asked, setAsked] = useState<{ entry: JournalEntry; report: UndoReport } | null>(null);

  const ask = useCallback(
    (entry: JournalEntry) => {
      call("rehearse_undo", { seq: entry.seq })
        .then((report) => setAsked({ entry, report }))
        .catch((reason) =>
          notification.error({ title: message(asFailure(reason)), role: "alert" }),
        );
    },
    [notification, message],
  );

  const dialog =
    asked === null ? null : (
      <UndoDialog
        {...asked}
        onClose={() => setAsked(null)}
        onUndone={(report) => {
          setAsked(null);
          onUndone?.(report);
        }}
      />
    );
  return { ask, dialog };
}

interface DialogProps {
  entry: JournalEntry;
  report: UndoReport;
  onClose: () => void;
  onUndone: (report: UndoReport) => void;
}

/** Says in numbers what an undo will do, before it is done. */
function UndoDialog({ entry, report, onClose, onUndone }: DialogProps) {
  const { t } = useTranslation();
  const { message: toast } = App.useApp();
  const client = useQueryClient();
  const name = useEntryName();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  useCover(true);

  const undo = async () => {
    setBusy(true);
    try {
      const done = await call("undo", { seq: entry.seq });
      await refreshAll(client);
      void toast.success(t("common.frame.undone", { what: name(entry) }));
      onUndone(done);
    } catch (reason) {
      setFailure(asFailure(reason));
      setBusy(false);
    }
  };

  return (
    <Modal
      open
      width={620}
      title={t("common.undo.title")}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("common.action.cancel")}</Button>
          <Button
            type="primary"
            danger
            loading={busy}
            disabled={report.reversed === 0}
            onClick={() => void undo()}
            data-testid="undo-confirm"
          >
            {t("common.undo.confirm")}
          </Button>
        </>
      }
    >
      <div data-testid="undo-dialog">
        {failure !== null && <ErrorNotice failure={failure} />}
        <p>{t("common.undo.explain", { what: name(entry) })}</p>
        <UndoNumbers report={report} />
        <UndoneRecords report={report} />
        <p className="quiet">{t("common.undo.can_redo")}</p>
      </div>
    </Modal>
  );
}

/** How many records an undo reverses and keeps. */
export function UndoNumbers({ report }: { report: UndoReport }) {
  const { t } = useTranslation();
  return (
    <ul className="undo-numbers">
      <li data-testid="undo-reversed">
        {report.reversed === 0
          ? t("common.undo.nothing")
          : t("common.undo.reversed", { count: report.reversed })}
      </li>
      {report.kept_changed > 0 && (
        <li className="warning" data-testid="undo-kept-changed">
          {t("common.undo.kept_changed", { count: report.kept_changed })}
        </li>
      )}
      {report.kept_referred > 0 && (
        <li className="warning" data-testid="undo-kept-referred">
          {t("common.undo.kept_referred", { count: report.kept_referred })}
        </li>
      )}
    </ul>
  );
}

const COLOURS: Record<UndoFate, string> = {
  reversed: "default",
  kept_changed: "warning",
  kept_referred: "warning",
};

const SHOWN = 200;

/** Names the records of an undo with what becomes of each, the kept ones first. */
export function UndoneRecords({ report }: { report: UndoReport }) {
  const { t } = useTranslation();
  const kept = report.records.filter(({ fate }) => fate !== "reversed");
  const reversed = report.records.filter(({ fate }) => fate === "reversed");
  const all = report.reversed + report.kept_changed + report.kept_referred;
  const shown = [...kept, ...reversed].slice(0, SHOWN);
  return (
    <ul className="undo-records">
      {shown.map((record) => (
        <li key={`${record.noun}-${record.id}`}>
          <Tag color={COLOURS[record.fate]}>{t(`common.fate.${record.fate}`)}</Tag>
          <span className="quiet">{t(`common.noun.${record.noun}`)}</span> {record.key}
        </li>
      ))}
      {all > shown.length && <li className="quiet">{t("common.undo.more", { count: all })}</li>}
    </ul>
  );
}
