import type { Texts } from "../texts";
import type { upkeep as zh } from "../zh/upkeep";

export const upkeep: Texts<typeof zh> = {
  title: "Upkeep records",
  kinds: "Kind of record",
  year: "Year",
  all_years: "All years",
  of_year: "{{year}}",
  state: "State",
  all: "All",
  open: "Open",
  closed: "Closed",
  export: "Export to Excel",
  export_hint: "Faults, changes and drills of the chosen year, a sheet for each",
  empty: {
    incident:
      "No fault is on record. When one is found, note its level and time here; add cause and measures once it is handled.",
    change:
      "No change is on record. Enter it here before the program is upgraded, a computer replaced or a setting changed.",
    drill:
      "No drill is on record. After a drill in “Backup and restore” a record can be made from it here.",
  },
  nothing_fits: "There is no record of this year and state.",
  group: {
    fault: "Fault",
    steps: "Course",
    analysis: "Analysis",
    change: "Change",
    assessment: "Assessment and approval",
    doing: "Doing and outcome",
    drill: "Drill",
    outcome: "Result",
  },
  hint: {
    links:
      "Write #120 for an operation of the journal, and the file name for a backup; with spaces between several.",
  },
  minutes: "{{count}} min",
  hours: "{{hours}} h {{minutes}} min",
  delete_title: "Delete “{{name}}”?",
  delete_text: "This can be undone; the journal keeps what it said.",
  deleted: "“{{name}}” deleted",
  source: {
    title: "The program remembers these, and no record tells of them yet:",
    drill: "{{at}} backups were drilled",
    restore: "{{at}} the ledger was restored: {{subject}}",
    migration: "{{at}} the structure of the ledger was changed: {{subject}}",
    write: "Make a record",
    more: "{{count}} more",
    drill_scope: "Backups restored into temporary files, checked, and reported on",
    restore_title: "Ledger restored: {{subject}}",
    restore_measures: "The ledger was restored from a backup.",
    migration_title: "Structure of the ledger changed: {{subject}}",
  },
};
