import type { Weights } from "../ipc/bindings";
import { formatDecimal } from "./decimal";

/** What the comprehensive score is made of. */
export interface ScoreParts {
  last: string | null;
  process: string | null;
  weights: Pick<Weights, "last_percent" | "process_percent">;
}

/** Writes the sum behind a computed score: "60% × 90.00 ＋ 40% × 82.50". */
export function sumText({ last, process, weights }: ScoreParts): string | null {
  const shown = (score: string) => formatDecimal(score, 2);
  if (last !== null && process !== null) {
    return `${weights.last_percent}% × ${shown(last)} ＋ ${weights.process_percent}% × ${shown(process)}`;
  }
  const only = last ?? process;
  return only === null ? null : shown(only);
}
