import type {
  ChangeRow,
  DrillRecord,
  DrillRow,
  Incident,
  IncidentRow,
  Page,
  Saved,
  Stored,
  SystemChange,
  UpkeepKind,
  UpkeepQuery,
} from "../../ipc/bindings";
import { call } from "../../ipc/call";

export const KINDS: readonly UpkeepKind[] = ["incident", "change", "drill"];

/** A row of each kind. */
export interface RowOf {
  incident: IncidentRow;
  change: ChangeRow;
  drill: DrillRow;
}

export type UpkeepRow = RowOf[UpkeepKind];

/** What can be asked of the records of a kind, and done with them. */
export interface Access {
  list: (query: UpkeepQuery) => Promise<Page<UpkeepRow>>;
  get: (id: number) => Promise<Stored<object>>;
  create: (record: object) => Promise<Saved>;
  update: (id: number, revision: number, record: object) => Promise<Saved>;
  remove: (id: number, revision: number) => Promise<Saved>;
}

export const ACCESS: Record<UpkeepKind, Access> = {
  incident: {
    list: (query) => call("list_incidents", { query }),
    get: (id) => call("upkeep_incident", { id }),
    create: (record) => call("create_incident", { incident: record as Incident }),
    update: (id, revision, record) =>
      call("update_incident", { id, revision, incident: record as Incident }),
    remove: (id, revision) => call("delete_incident", { id, revision }),
  },
  change: {
    list: (query) => call("list_changes", { query }),
    get: (id) => call("upkeep_change", { id }),
    create: (record) => call("create_change", { change: record as SystemChange }),
    update: (id, revision, record) =>
      call("update_change", { id, revision, change: record as SystemChange }),
    remove: (id, revision) => call("delete_change", { id, revision }),
  },
  drill: {
    list: (query) => call("list_drills", { query }),
    get: (id) => call("upkeep_drill", { id }),
    create: (record) => call("create_drill", { drill: record as DrillRecord }),
    update: (id, revision, record) =>
      call("update_drill", { id, revision, drill: record as DrillRecord }),
    remove: (id, revision) => call("delete_drill", { id, revision }),
  },
};

/** The words by which people know a record. */
export function titleOf(row: UpkeepRow): string {
  return "scope" in row ? row.scope : row.title;
}
