import { RedoOutlined, UndoOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { JournalEntry, UndoReport } from "../ipc/bindings";
import { asFailure, call } from "../ipc/call";
import { useMay, useMayUndo } from "../shared/access";
import { useMessage } from "../shared/message";
import { ALL_NOUNS, refresh } from "../shared/queries";
import { useShortcut } from "../shared/shortcuts";
import { useEntryName } from "../shared/undo/operation";

type Direction = "undo" | "redo";

/** Undo and redo of the newest operation; a toast names what was done. */
export function UndoButtons() {
  const { t } = useTranslation();
  const { message: toast, notification } = App.useApp();
  const message = useMessage();
  const name = useEntryName();
  const client = useQueryClient();
  const [busy, setBusy] = useState<Direction | null>(null);
  const mayUndo = useMay()("undo");
  const mayTakeBack = useMayUndo();
  const state = useQuery({
    queryKey: ["undo_state"],
    queryFn: () => call("undo_state", {}),
    enabled: mayUndo,
  });
  // What somebody else did stays theirs, where the person may not take it back.
  const own = (entry: JournalEntry | null | undefined) =>
    entry != null && mayTakeBack(entry.actor) ? entry : null;
  const undo = own(state.data?.undo);
  const redo = own(state.data?.redo);
  // An undo is named by what it took back: that is what people want again.
  const redone = redo === null ? null : (state.data?.redone ?? redo);

  const tell = (direction: Direction, entry: JournalEntry, report: UndoReport) => {
    const key = direction === "undo" ? "common.frame.undone" : "common.frame.redone";
    const title = t(key, { what: name(entry) });
    const kept = report.kept_changed + report.kept_referred;
    if (kept === 0) {
      void toast.success(title);
    } else {
      const reversed = report.reversed;
      const description = t("common.frame.undone_kept", { reversed, kept });
      notification.warning({ title, description, duration: 0, role: "status" });
    }
  };

  const run = async (direction: Direction, entry: JournalEntry | null) => {
    if (entry === null || busy !== null) {
      return;
    }
    setBusy(direction);
    try {
      const report = await call("undo", { seq: entry.seq });
      tell(direction, direction === "redo" ? (redone ?? entry) : entry, report);
    } catch (reason) {
      notification.error({ title: message(asFailure(reason)), role: "alert" });
    } finally {
      await refresh(client, ALL_NOUNS);
      setBusy(null);
    }
  };

  // In a text field these keys belong to the field.
  useShortcut("ctrl+z", () => void run("undo", undo), { whileTyping: false });
  useShortcut("ctrl+y", () => void run("redo", redo), { whileTyping: false });

  if (!mayUndo) {
    return null;
  }
  const undoTitle =
    undo === null
      ? t("common.frame.nothing_to_undo")
      : t("common.frame.undo_what", { what: name(undo) });
  const redoTitle =
    redone === null
      ? t("common.frame.nothing_to_redo")
      : t("common.frame.redo_what", { what: name(redone) });
  return (
    <>
      <Button
        type="text"
        icon={<UndoOutlined />}
        title={undoTitle}
        aria-label={undoTitle}
        disabled={undo === null}
        loading={busy === "undo"}
        onClick={() => void run("undo", undo)}
        data-testid="undo"
      >
        {t("common.action.undo")}
      </Button>
      <Button
        type="text"
        icon={<RedoOutlined />}
        title={redoTitle}
        aria-label={redoTitle}
        disabled={redo === null}
        loading={busy === "redo"}
        onClick={() => void run("redo", redo)}
        data-testid="redo"
      >
        {t("common.action.redo")}
      </Button>
    </>
  );
}
