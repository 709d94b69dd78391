import { formatDecimal } from "../../shared/decimal";

/** Writes scores by year or number in one line: "2023: 92.50  2024: 90.00". */
export function scoresText(scores: { [ordinal in number]: string }): string | null {
  const parts = Object.entries(scores).map(
    ([ordinal, score]) => `${ordinal}: ${formatDecimal(score, 2)}`,
  );
  return parts.length === 0 ? null : parts.join("  ");
}
