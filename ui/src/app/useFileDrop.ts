import { useState } from "react";
import { useFileDrag } from "../ipc/events";

/**
 * Takes files that are dropped anywhere on the window; tells whether one hovers over it.
 *
 * The window gives paths, not contents: the file itself never passes through the screen.
 */
export function useFileDrop(take: (paths: string[]) => void): boolean {
  const [over, setOver] = useState(false);
  useFileDrag((event) => {
    setOver(event.type === "enter" || event.type === "over");
    if (event.type === "drop" && event.paths.length > 0) {
      take(event.paths);
    }
  });
  return over;
}
