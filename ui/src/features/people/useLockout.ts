import { useEffect, useState } from "react";
import type { Failure } from "../../ipc/bindings";

/** Tells how many seconds a person is still locked out by a failure; 0 where they are not. */
export function useLockout(failure: Failure | null): number {
  const until = failure?.code === "access.locked_out" ? failure.params.until : undefined;
  const [now, setNow] = useState(Date.now);
  const left = until === undefined ? 0 : Math.max(0, Math.ceil((Date.parse(until) - now) / 1000));
  const waits = left > 0;
  useEffect(() => {
    setNow(Date.now());
    if (until === undefined || !waits) {
      return;
    }
    const clock = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(clock);
  }, [until, waits]);
  return left;
}

/** Writes seconds as a clock does: 0:29, 1:04:00. */
export function countdown(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}
