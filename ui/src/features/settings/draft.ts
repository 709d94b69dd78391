import type { Band, Problem, Settings } from "../../ipc/bindings";
import { decimalPlaces, readDecimal, shift } from "../../shared/decimal";

/** The most days of notice that the ledger takes. */
const MOST_DAYS = 366;

/** A band as it is typed; the key keeps its row while its texts change. */
export interface BandDraft {
  key: number;
  name: string;
  from: string;
}

export const DAYS = ["expiry_days", "expiry_urgent_days", "retention_days"] as const;
type Days = (typeof DAYS)[number];

/** What stands in the form of the settings. */
export type SettingsDraft = { [field in Days]: string } & {
  growth_limit: string;
  last_percent: string;
  process_alone: boolean;
  evaluate_in_execution: boolean;
  evaluate_settled: boolean;
  keep_originals: boolean;
  bands: BandDraft[];
};

/** Makes the draft of the settings in force. */
export function draftOf(settings: Settings): SettingsDraft {
  return {
    growth_limit: trimZeros(shift(settings.growth_limit, 2)),
    expiry_days: String(settings.expiry_days),
    expiry_urgent_days: String(settings.expiry_urgent_days),
    retention_days: String(settings.retention_days),
    last_percent: String(settings.weights.last_percent),
    process_alone: settings.weights.process_alone,
    evaluate_in_execution: settings.evaluation_rule.in_execution,
    evaluate_settled: settings.evaluation_rule.settled,
    keep_originals: settings.keep_originals,
    bands: settings.bands.map(({ name, from }, key) => ({ key, name, from: trimZeros(from) })),
  };
}

/** Reads the draft; what cannot be read is told at its field, `bands.2` for the row of key 2. */
export function readDraft(draft: SettingsDraft): { settings: Settings; problems: Problem[] } {
  const problems: Problem[] = [];
  const whole = (field: Days | "last_percent", most: number): number => {
    const text = draft[field].normalize("NFKC").trim();
    const number = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
    if (Number.isNaN(number) || number > most) {
      problems.push(
        field === "last_percent"
          ? { code: "weights.not_hundred", field, params: {} }
          : { code: "settings.days_out_of_range", field, params: { limit: String(MOST_DAYS) } },
      );
      return 0;
    }
    return number;
  };
  const last = whole("last_percent", 100);
  const settings: Settings = {
    growth_limit: readShare(draft.growth_limit, problems),
    expiry_days: whole("expiry_days", MOST_DAYS),
    expiry_urgent_days: whole("expiry_urgent_days", MOST_DAYS),
    retention_days: whole("retention_days", MOST_DAYS),
    weights: {
      last_percent: last,
      process_percent: 100 - last,
      process_alone: draft.process_alone,
    },
    bands: draft.bands.map((band) => readBand(band, problems)),
    evaluation_rule: {
      in_execution: draft.evaluate_in_execution,
      settled: draft.evaluate_settled,
    },
    keep_originals: draft.keep_originals,
  };
  return { settings, problems };
}

function readShare(typed: string, problems: Problem[]): string {
  const text = typed.normalize("NFKC").replace(/%\s*$/, "").trim();
  const percent = readDecimal(text);
  if (text === "" || percent === null) {
    const params = { value: typed.trim() };
    problems.push({ code: "cell.not_percent", field: "growth_limit", params });
    return "0";
  }
  return shift(percent, -2);
}

function readBand({ key, name, from }: BandDraft, problems: Problem[]): Band {
  const field = `bands.${key}`;
  const score = readDecimal(from);
  const params = { value: from.trim() };
  if (name.trim() === "") {
    problems.push({ code: "record.field_missing", field, params: { field: "grade" } });
  }
  if (from.trim() === "" || score === null || decimalPlaces(score) > 2) {
    problems.push({ code: "cell.not_score", field, params });
    return { name, from: "0" };
  }
  if (Number(score) < 0 || Number(score) > 100) {
    problems.push({ code: "cell.score_out_of_range", field, params });
    return { name, from: "0" };
  }
  return { name: name.trim(), from: score };
}

/** Names the fields in which two drafts differ. */
export function changedFields(from: SettingsDraft, to: SettingsDraft): (keyof SettingsDraft)[] {
  const names = Object.keys(from) as (keyof SettingsDraft)[];
  const said = (draft: SettingsDraft, name: keyof SettingsDraft) =>
    name === "bands"
      ? JSON.stringify(draft.bands.map((band) => [band.name.trim(), band.from.trim()]))
      : String(draft[name]).trim();
  return names.filter((name) => said(from, name) !== said(to, name));
}

/**
 * Joins two people's changes of the same settings: what I changed stays mine, all else is theirs.
 */
export function joined(
  base: SettingsDraft,
  mine: SettingsDraft,
  theirs: SettingsDraft,
): SettingsDraft {
  const kept = changedFields(base, mine).map((name) => [name, mine[name]]);
  return { ...theirs, ...Object.fromEntries(kept) };
}

/** Says which scores earn the grade of each band, best first: `90–100`, `80–89.99`. */
export function ranges(bands: readonly BandDraft[]): Map<number, string> {
  const scored = bands
    .map(({ key, from }) => ({ key, from: Number(readDecimal(from) ?? Number.NaN) }))
    .filter(({ from }) => from >= 0 && from <= 100)
    .sort((a, b) => b.from - a.from);
  const text = (points: number) => trimZeros(points.toFixed(2));
  return new Map(
    scored.map(({ key, from }, place) => {
      const above = scored[place - 1];
      const to = above === undefined ? 100 : Math.max(from, above.from - 0.01);
      return [key, `${text(from)}–${text(to)}`];
    }),
  );
}

function trimZeros(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
