import type { DragDropEvent } from "@tauri-apps/api/webview";
import { useEffect } from "react";
import type { EventMap } from "../src/ipc/events";

type Take = (payload: never) => void;

/** Who hears of which event in a test. */
export const hears = new Map<keyof EventMap, Set<Take>>();

/** Stands in for `useEvent`. */
export function useHearing<K extends keyof EventMap>(
  name: K,
  take: (payload: EventMap[K]) => void,
): void {
  useEffect(() => {
    const takers = hears.get(name) ?? new Set();
    hears.set(name, takers.add(take as Take));
    return () => {
      takers.delete(take as Take);
    };
  });
}

/** Tells an event, as the program would. */
export function tells<K extends keyof EventMap>(name: K, payload: EventMap[K]): void {
  for (const take of hears.get(name) ?? []) {
    take(payload as never);
  }
}

/** Who hears of files over the window in a test. */
export const drags = new Set<(event: DragDropEvent) => void>();

/** Stands in for `useFileDrag`. */
export function useDragging(take: (event: DragDropEvent) => void): void {
  useEffect(() => {
    drags.add(take);
    return () => {
      drags.delete(take);
    };
  });
}
