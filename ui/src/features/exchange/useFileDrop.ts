import { isTauri } from "@tauri-apps/api/core";
import { getCurrentWebview } from "@tauri-apps/api/webview";
import { useEffect, useRef, useState } from "react";

/**
 * Takes files that are dropped anywhere on the window; tells whether one hovers over it.
 *
 * The window gives paths, not contents: the file itself never passes through the screen.
 */
export function useFileDrop(take: (paths: string[]) => void): boolean {
  const [over, setOver] = useState(false);
  const newest = useRef(take);
  useEffect(() => {
    newest.current = take;
  });
  useEffect(() => {
    if (!isTauri()) {
      return;
    }
    let gone = false;
    const listening = getCurrentWebview().onDragDropEvent(({ payload }) => {
      if (gone) {
        return;
      }
      setOver(payload.type === "enter" || payload.type === "over");
      if (payload.type === "drop" && payload.paths.length > 0) {
        newest.current(payload.paths);
      }
    });
    return () => {
      gone = true;
      void listening.then((stop) => stop());
    };
  }, []);
  return over;
}
