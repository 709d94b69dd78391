import type { TFunction } from "i18next";
import type { UpkeepKind, UpkeepSource } from "../../ipc/bindings";
import type { Draft } from "../../shared/form/draft";

/** The kind of record that is made of what happened. */
export const RECORD_OF: Record<UpkeepSource["kind"], UpkeepKind> = {
  restore: "incident",
  migration: "change",
  drill: "drill",
};

/** What a record starts with that is made of what happened; the rest is for a person to fill in. */
export function draftFrom(source: UpkeepSource, t: TFunction): Draft {
  const { at, by, links, subject } = source;
  switch (source.kind) {
    case "drill":
      return {
        kind: "恢复演练",
        held_at: at,
        held_by: by,
        scope: t("upkeep.source.drill_scope"),
        result: "通过",
        seconds: source.seconds === null ? "" : String(source.seconds),
        links,
      };
    case "restore":
      return {
        title: t("upkeep.source.restore_title", { subject }),
        handled_at: at,
        handled_by: by,
        measures: t("upkeep.source.restore_measures"),
        links,
      };
    case "migration":
      return {
        title: t("upkeep.source.migration_title", { subject }),
        done_at: at,
        done_by: by,
        links,
      };
  }
}
