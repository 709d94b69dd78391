import type { BackupSettings, Problem } from "../../ipc/bindings";

/** How many of each the retention rule keeps, in the order in which they are shown. */
export const KEPT = [
  "keep_hours",
  "keep_days",
  "keep_weeks",
  "keep_months",
  "keep_apart",
  "keep_verified",
] as const;

export type NumberField = (typeof KEPT)[number] | "every_hours" | "unreachable_days";

/** The settings of backups as they are typed. */
export type BackupDraft = { [field in NumberField]: string } & {
  places: readonly string[];
  on_exit: boolean;
  weekly_check: boolean;
  archive: boolean;
  encrypt: boolean;
};

/** What is typed is no whole number at all; the program never hears of it. */
export const UNREADABLE = "request.invalid";

/** Writes the settings as a person edits them: an interval that is switched off is empty. */
export function draftOf({ places, schedule, rule, ...rest }: BackupSettings): BackupDraft {
  return {
    places,
    archive: rest.archive,
    encrypt: rest.encrypt,
    on_exit: schedule.on_exit,
    weekly_check: schedule.weekly_check,
    every_hours: schedule.every_hours === null ? "" : String(schedule.every_hours),
    unreachable_days: String(rest.unreachable_days),
    keep_hours: String(rule.hours),
    keep_days: String(rule.days),
    keep_weeks: String(rule.weeks),
    keep_months: String(rule.months),
    keep_apart: String(rule.apart),
    keep_verified: String(rule.verified),
  };
}

/** Reads what was typed; whether the numbers are allowed is for the program to say. */
export function readDraft(draft: BackupDraft): { settings: BackupSettings; problems: Problem[] } {
  const problems: Problem[] = [];
  const number = (field: NumberField): number => {
    const plain = draft[field].normalize("NFKC").trim();
    if (!/^\d{1,5}$/.test(plain) || Number(plain) > 65_535) {
      problems.push({ code: UNREADABLE, field, params: {} });
    }
    return Number(plain);
  };
  const settings: BackupSettings = {
    places: [...draft.places],
    archive: draft.archive,
    encrypt: draft.encrypt,
    schedule: {
      on_exit: draft.on_exit,
      weekly_check: draft.weekly_check,
      every_hours: draft.every_hours.trim() === "" ? null : number("every_hours"),
    },
    rule: {
      hours: number("keep_hours"),
      days: number("keep_days"),
      weeks: number("keep_weeks"),
      months: number("keep_months"),
      apart: number("keep_apart"),
      verified: number("keep_verified"),
    },
    unreachable_days: number("unreachable_days"),
  };
  return { settings, problems };
}
