/**
 * Decimal texts such as "-1234567.80", shown without ever becoming a binary number.
 *
 * Amounts are exact to the fen up to ten trillion; a JavaScript number is not.
 */

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/;

interface Parts {
  negative: boolean;
  whole: string;
  fraction: string;
}

function parts(text: string): Parts | null {
  const match = DECIMAL.exec(text.trim());
  if (match === null) {
    return null;
  }
  const whole = (match[2] ?? "0").replace(/^0+(?=\d)/, "");
  const fraction = match[3] ?? "";
  const zero = /^0*$/.test(whole + fraction);
  return { negative: match[1] === "-" && !zero, whole, fraction };
}

/** Shows a decimal text with thousands separators and exactly `decimals` places, half up. */
export function formatDecimal(text: string, decimals: number): string {
  const read = parts(text);
  return read === null ? text : show(round(read, decimals), decimals, true);
}

/** Moves the decimal point; a positive count makes the number larger. */
export function shift(text: string, places: number): string {
  const read = parts(text);
  if (read === null) {
    return text;
  }
  const digits = read.whole + read.fraction;
  const point = read.whole.length + places;
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, "0") : "0";
  const fraction = point > 0 ? digits.slice(point) : "0".repeat(-point) + digits;
  const sign = read.negative ? "-" : "";
  return `${sign}${whole.replace(/^0+(?=\d)/, "")}${fraction === "" ? "" : `.${fraction}`}`;
}

/** Shows an amount of yuan as 1,234.50, or rounded in 万元 with two places. */
export function formatMoney(yuan: string, unit: "yuan" | "wan"): string {
  return formatDecimal(unit === "yuan" ? yuan : shift(yuan, -4), 2);
}

/** Shows a ratio such as 0.6250 as 62.5%: one place, more only where asked. */
export function formatPercent(ratio: string, decimals = 1): string {
  return `${formatDecimal(shift(ratio, 2), decimals)}%`;
}

/** Compares two decimal texts: negative where the first is smaller. */
export function compareDecimals(left: string, right: string): number {
  const a = scaled(left, 8);
  const b = scaled(right, 8);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Adds amounts of yuan, each exact to the fen. */
export function sumMoney(amounts: readonly string[]): string {
  const fen = amounts.reduce((sum, amount) => sum + scaled(amount, 2), 0n);
  return shift(String(fen), -2);
}

/** How many places 万 and 亿 move the point. */
const MYRIADS: { [unit in string]: number } = { 万: 4, 亿: 8 };

/** Reads a number as people type it: separators, full-width digits, 元, 万 and 亿 are welcome. */
export function readDecimal(typed: string): string | null {
  const written = typed
    .normalize("NFKC")
    .replace(/[\s,，¥￥]/g, "")
    .replace(/元$/, "");
  const unit = MYRIADS[written.slice(-1)];
  const plain = unit === undefined ? written : shift(written.slice(0, -1), unit);
  const read = parts(plain);
  if (read === null) {
    return null;
  }
  const fraction = read.fraction.replace(/0+$/, "");
  return `${read.negative ? "-" : ""}${read.whole}${fraction === "" ? "" : `.${fraction}`}`;
}

/** Counts the decimal places that say something. */
export function decimalPlaces(text: string): number {
  return parts(text)?.fraction.replace(/0+$/, "").length ?? 0;
}

function scaled(text: string, places: number): bigint {
  const read = parts(text);
  if (read === null) {
    return 0n;
  }
  const digits = read.whole + read.fraction.slice(0, places).padEnd(places, "0");
  return read.negative ? -BigInt(digits) : BigInt(digits);
}

function round(read: Parts, decimals: number): Parts {
  if (read.fraction.length <= decimals) {
    return { ...read, fraction: read.fraction.padEnd(decimals, "0") };
  }
  const kept = read.whole + read.fraction.slice(0, decimals);
  const up = (read.fraction[decimals] ?? "0") >= "5";
  const digits = (BigInt(kept) + (up ? 1n : 0n)).toString().padStart(decimals + 1, "0");
  const point = digits.length - decimals;
  const rounded = { whole: digits.slice(0, point), fraction: digits.slice(point) };
  return { ...rounded, negative: read.negative && /[1-9]/.test(digits) };
}

function show(read: Parts, decimals: number, separated: boolean): string {
  const whole = separated ? read.whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",") : read.whole;
  return `${read.negative ? "-" : ""}${whole}${decimals === 0 ? "" : `.${read.fraction}`}`;
}
