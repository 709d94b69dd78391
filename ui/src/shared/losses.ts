import { useEffect, useRef } from "react";

const counters = new Set<() => number>();

/** Counts what would be lost if the window closed now, for as long as the component is shown. */
export function useLosses(count: () => number): void {
  const newest = useRef(count);
  useEffect(() => {
    newest.current = count;
  });
  useEffect(() => {
    const counter = () => newest.current();
    counters.add(counter);
    return () => {
      counters.delete(counter);
    };
  }, []);
}

/** Returns how many changes nobody has saved yet, over the whole window. */
export function countLosses(): number {
  return [...counters].reduce((sum, count) => sum + count(), 0);
}
