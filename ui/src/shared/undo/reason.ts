/** Where operations put the reason that a person gave. */
const REASONS = ["overpay_reason", "moved_back_reason", "reason"] as const;

/** Reads from the facts of an operation why it was done, where a person said so. */
export function reasonOf(detail: string | null): string | null {
  if (detail === null) {
    return null;
  }
  try {
    const facts: unknown = JSON.parse(detail);
    if (typeof facts !== "object" || facts === null) {
      return null;
    }
    const told = facts as { [fact in string]: unknown };
    const reason = REASONS.map((name) => told[name]).find((text) => typeof text === "string");
    return typeof reason === "string" && reason.trim() !== "" ? reason : null;
  } catch {
    return null;
  }
}
