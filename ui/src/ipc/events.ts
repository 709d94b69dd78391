import { isTauri } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { useEffect, useRef } from "react";
import type { Progress } from "./bindings";

/** What the program tells without being asked, and what it says with it. */
export interface EventMap {
  /** Something about the backups is no longer as it was. */
  "backups-changed": null;
  /** How far the backup before the end is; nothing when it has just begun. */
  "backup-closing": Progress | null;
  /** The open ledger was found damaged. */
  "ledger-damaged": null;
  /** The open ledger was found changed by something else than the program. */
  "ledger-tampered": null;
}

/** Hears of an event for as long as the component is shown. */
export function useEvent<K extends keyof EventMap>(
  name: K,
  take: (payload: EventMap[K]) => void,
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
    const listening = listen<EventMap[K]>(name, ({ payload }) => {
      if (!gone) {
        newest.current(payload);
      }
    });
    return () => {
      gone = true;
      void listening.then((stop) => stop());
    };
  }, [name]);
}
