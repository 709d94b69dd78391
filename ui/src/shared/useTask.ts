import { useState } from "react";
import type { Failure } from "../ipc/bindings";
import { asFailure } from "../ipc/call";

/** One deed of a dialog: whether it is under way, and why it came to nothing. */
export function useTask() {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async (task: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setFailure(null);
    try {
      await task();
      return true;
    } catch (reason) {
      setFailure(asFailure(reason));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { failure, setFailure, busy, run };
}
