import { App } from "antd";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { fileName } from "../features/exchange/rows";
import { importSession } from "../features/exchange/session";
import { call } from "../ipc/call";
import { useEvent } from "../ipc/events";
import { useAccess, useMay, useMayOpen } from "../shared/access";
import { useNavigation } from "../shared/navigation";
import { isCovered } from "../shared/shortcuts";
import { useFileDrop } from "./useFileDrop";

/** What ledgers and backups are called; everything else is for the import, whose refusal explains. */
const BACKUP = /\.(sqlite3|lantai|db|age)$/i;
/** How often a file that arrived looks whether the form over the page has gone, in milliseconds. */
const LOOK_AGAIN = 500;

/**
 * Takes files however they come: dropped on the window, dropped on the program's icon, opened by
 * their type. A workbook goes to the import, a backup to the restore, which both ask before they do
 * anything. Under an open form or the lock a file waits, so that nothing half-filled is lost.
 *
 * Tells whether a file hovers over the window.
 */
export function useArrivingFiles(): boolean {
  const [waiting, setWaiting] = useState<string[]>([]);
  const take = useTaking();
  const arrive = useCallback((paths: string[]) => {
    if (paths.length > 0) {
      setWaiting(paths);
    }
  }, []);
  useHandedFiles(arrive);
  const over = useFileDrop(arrive);

  useEffect(() => {
    if (waiting.length === 0) {
      return;
    }
    const look = () => {
      if (!isCovered()) {
        setWaiting([]);
        take(waiting);
      }
    };
    look();
    const timer = setInterval(look, LOOK_AGAIN);
    return () => clearInterval(timer);
  }, [waiting, take]);
  return over;
}

/**
 * Asks for the files that were handed to the program: at the start, when it says so, and again once
 * somebody is at work after the lock, under which it gives none out.
 */
function useHandedFiles(arrive: (paths: string[]) => void): void {
  const ask = useCallback(() => {
    call("take_handed_files", {}).then(arrive, () => {});
  }, [arrive]);
  const access = useAccess();
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when who is at work changes
  useEffect(ask, [ask, access]);
  useEvent("files-handed", ask);
}

/** Gives the function that leads the first of some files to its page. */
function useTaking(): (paths: string[]) => void {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const { go, place } = useNavigation();
  const may = useMay();
  const mayOpen = useMayOpen();
  const take = ([path, ...others]: string[]) => {
    if (path === undefined) {
      return;
    }
    const isBackup = BACKUP.test(path);
    if (isBackup ? !may("restore") : !mayOpen("import")) {
      notification.warning({ title: t("people.not_for_you") });
    } else if (isBackup) {
      go({ page: "backups", file: path });
    } else if (importSession.working) {
      notification.warning({ title: t("exchange.source.busy") });
    } else {
      if (others.length > 0) {
        notification.info({ title: t("exchange.source.one_only", { name: fileName(path) }) });
      }
      if (place.page !== "import") {
        go({ page: "import" });
      }
      void importSession.choose(path);
    }
  };
  const newest = useRef(take);
  useEffect(() => {
    newest.current = take;
  });
  return useCallback((paths) => newest.current(paths), []);
}
