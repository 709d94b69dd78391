const WRITTEN = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;
const DIGITS = /^(\d{4})(\d{2})(\d{2})$/;

/** Reads a date as clerks type it: 2024-3-5, 2024.3.5, 2024年3月5日, 20240305. */
export function readDate(typed: string): string | null {
  const plain = typed.normalize("NFKC").replace(/\s/g, "");
  const match = WRITTEN.exec(plain) ?? DIGITS.exec(plain);
  if (match === null) {
    return null;
  }
  const [year, month, day] = [match[1], match[2], match[3]].map((part) => Number(part)) as [
    number,
    number,
    number,
  ];
  // The ledger's calendar: a year outside of it is a slip of the hand.
  if (year < 1900 || year > 2199) {
    return null;
  }
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > last) {
    return null;
  }
  return `${match[1]}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** Reads a date and a time to the minute: 2026-11-21 17:05, 2026/11/21 9:05, 2026年11月21日 9点05分. */
export function readMinute(typed: string): string | null {
  const match = /^(.*\d日?)[\sT]+(\d{1,2})[:点时](\d{1,2})分?$/.exec(
    typed.normalize("NFKC").trim(),
  );
  const date = match === null ? null : readDate(match[1] ?? "");
  const [hour, minute] = [Number(match?.[2]), Number(match?.[3])];
  if (date === null || hour > 23 || minute > 59) {
    return null;
  }
  return `${date} ${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** This minute on the clock of this computer, as the ledger writes it. */
export function thisMinute(now: Date = new Date()): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${today(now)} ${two(now.getHours())}:${two(now.getMinutes())}`;
}

/** Today on this computer, as a date of the ledger. */
export function today(now: Date = new Date()): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
