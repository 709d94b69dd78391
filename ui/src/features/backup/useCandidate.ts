import { useEffect, useState } from "react";
import type { Failure, Progress, RestorePreview, RestoreTarget } from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";

interface Wanted {
  target: RestoreTarget;
  /** What opens an encrypted backup; it is kept nowhere else. */
  passphrase: string | null;
}

interface Found {
  preview: RestorePreview | null;
  failure: Failure | null;
  progress: Progress | null;
}

export interface Candidate extends Found {
  target: RestoreTarget;
  /** Whether it is being made ready. */
  preparing: boolean;
  /** Tries again with another target, or with a passphrase. */
  prepare: (target: RestoreTarget, passphrase?: string) => void;
}

const NOTHING: Found = { preview: null, failure: null, progress: null };

/** Makes ready what would be restored for as long as the screen that asks is shown. */
export function useCandidate(asked: RestoreTarget): Candidate {
  const [wanted, setWanted] = useState<Wanted>({ target: asked, passphrase: null });
  const [found, setFound] = useState<Found>(NOTHING);
  useEffect(() => {
    let left = false;
    let pending = true;
    let held: number | null = null;
    const tell = (next: Partial<Found>) => {
      if (!left) {
        setFound({ ...NOTHING, ...next });
      }
    };
    tell({});
    call("prepare_restore", wanted, (progress) => tell({ progress }))
      .then(
        (preview) => {
          if (left) {
            letGo(preview.id);
          } else {
            held = preview.id;
            tell({ preview });
          }
        },
        (reason) => tell({ failure: asFailure(reason) }),
      )
      .finally(() => {
        pending = false;
      });
    return () => {
      left = true;
      if (held !== null) {
        letGo(held);
      } else if (pending && takesTime(wanted.target)) {
        call("cancel_work", {}).catch(() => undefined);
      }
    };
  }, [wanted]);
  return {
    ...found,
    target: wanted.target,
    preparing: found.preview === null && found.failure === null,
    prepare: (target, passphrase) => setWanted({ target, passphrase: passphrase ?? null }),
  };
}

/** Whether it is made first: from operations done again, or row by row. */
export function takesTime(
  target: RestoreTarget,
): target is Extract<RestoreTarget, { kind: "moment" | "newest" | "recovered" }> {
  return target.kind === "moment" || target.kind === "newest" || target.kind === "recovered";
}

/** Lets go what lies ready; where that fails, the next one takes its place. */
function letGo(id: number): void {
  call("let_go", { id }).catch(() => undefined);
}
