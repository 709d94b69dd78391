import { isTauri } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { type DragDropEvent, getCurrentWebview } from "@tauri-apps/api/webview";
import { useCallback, useEffect, useRef } from "react";
import type { Progress } from "./bindings";

/** What the program tells without being asked, and what it says with it. */
export interface EventMap {
  /** The window is to close; the program waits for `answer_closing`. */
  "closing-asked": null;
  /** Something about the backups is no longer as it was. */
  "backups-changed": null;
  /** How far the backup before the end is; nothing when it has just begun. */
  "backup-closing": Progress | null;
  /** The open ledger was found damaged. */
  "ledger-damaged": null;
  /** The open ledger was found changed by something else than the program. */
  "ledger-tampered": null;
  /** Files wait that were dropped on the icon or opened by their type. */
  "files-handed": null;
}

/** Hears of an event for as long as the component is shown. */
export function useEvent<K extends keyof EventMap>(
  name: K,
  take: (payload: EventMap[K]) => void,
): void {
  const begin = useCallback(
    (hear: (payload: EventMap[K]) => void) =>
      listen<EventMap[K]>(name, ({ payload }) => hear(payload)),
    [name],
  );
  useListening(begin, take);
}

/** Hears of what is done with files over the window for as long as the component is shown. */
export function useFileDrag(take: (payload: DragDropEvent) => void): void {
  useListening(beginFileDrag, take);
}

const beginFileDrag = (hear: (payload: DragDropEvent) => void) =>
  getCurrentWebview().onDragDropEvent(({ payload }) => hear(payload));

/** Listens in the window alone; in a browser or a test nobody tells anything. */
function useListening<T>(
  begin: (hear: (payload: T) => void) => Promise<() => void>,
  take: (payload: T) => void,
): void {
  const newest = useRef(take);
  useEffect(() => {
    newest.current = take;
  });
  useEffect(() => {
    if (!isTauri()) {
      return;
    }
    let gone = false;
    const listening = begin((payload) => {
      if (!gone) {
        newest.current(payload);
      }
    });
    return () => {
      gone = true;
      void listening.then((stop) => stop());
    };
  }, [begin]);
}
