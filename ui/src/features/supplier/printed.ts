import { formatDecimal, formatMoney, formatPercent } from "../../shared/decimal";
import { useChoiceLabel } from "../../shared/labels";

/** An amount on paper: always yuan to the fen, whatever the screen shows. */
export function money(yuan: string | null): string {
  return yuan === null ? "—" : formatMoney(yuan, "yuan");
}

export function percent(ratio: string | null): string {
  return ratio === null ? "—" : formatPercent(ratio);
}

export function points(score: string | null): string {
  return score === null ? "—" : formatDecimal(score, 2);
}

/** Gives the function that writes a choice in the language of the paper. */
export const useWord = useChoiceLabel;
