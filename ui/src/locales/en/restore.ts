import type { Texts } from "../texts";
import type { restore as zh } from "../zh/restore";

export const restore: Texts<typeof zh> = {
  preparing: {
    moment: "Doing the operations again; the ledger is not touched",
    newest:
      "Doing the operations again from backups and journal archive; the ledger file is not touched",
    recovered: "Reading the records that can still be read; the ledger file is not touched",
  },
  passphrase: {
    title: "This backup is encrypted. Enter the passphrase that it was made with.",
    label: "Passphrase",
    open: "Open",
  },
  where: {
    recovered: "the records that were read out of the damaged ledger",
    moment: "up to operation {{seq}}",
    newest: "up to operation {{seq, number}} ({{at}})",
  },
  damage: {
    title: "The ledger file is damaged",
    hint: "It still opens, but something in it cannot be read. Repair it soon: you are shown first what can be brought back, and nothing is replaced before you agree; the damaged file is kept aside.",
    repair: "Close the ledger and repair…",
  },
  survey: {
    begin: "Find out what can be brought back",
    hint: "Both ways are tried first, and what each brings back and loses is listed before you choose; the ledger file is not touched.",
    working:
      "Reading the damaged ledger and doing the operations again; the ledger file is not touched",
    newest: "Goes back to operation {{seq, number}} ({{at}}).",
    no_lack: "Every operation that is known comes back.",
    lack: "Operations {{first, number}}–{{last, number}} do not come back.",
    recovered: "{{count, number}} records can be read.",
    recovered_one: "{{count, number}} record can be read.",
    by_newest: "Restored",
    by_recovered: "Repaired",
    only_newest: "Only restored",
    only_recovered: "Only repaired",
    differ: "Different",
  },
  ladder: {
    recovered: "Repair the damaged ledger…",
    recovered_hint:
      "Reads every record that can still be read and lists what is lost; nothing is replaced before you agree.",
    newest: "Restore up to the last operation…",
    newest_hint:
      "The newest sound backup, and every operation since then from the journal archive.",
  },
  kept_aside:
    "The files that could not be opened were set aside, not deleted; “Backup and restore” says where.",
  loss: { operations: "Operations lost", records: "Record by record" },
  confirm_as_far: "Restore up to operation {{seq, number}}",
  lack_missing:
    "Operations {{first, number}}–{{last, number}} are in no backup and no journal archive. Only the state up to operation {{reached, number}} can be restored. Nothing was changed yet.",
  lack_damaged:
    "The archive of operations {{first, number}}–{{last, number}} is damaged. Only the state up to operation {{reached, number}} can be restored. Nothing was changed yet.",
  recovered: {
    reindexed: "Only indexes were damaged. They were made anew; every record is there:",
    salvaged: "Every record that could still be read was read:",
    whole: "No record is known to be lost.",
    lost: "{{count, number}} records are lost",
    lost_one: "{{count, number}} record is lost",
    more: "{{count, number}} more",
    cut: "The journal has a gap; what was done behind it cannot be checked, and more may be lost than is listed.",
    loosened: "{{count, number}} references are empty now, because what they named is lost.",
    loosened_one: "{{count, number}} reference is empty now, because what it named is lost.",
  },
  timeline: {
    title: "Time line",
    choose: "Choose an operation to go back to before or after it.",
    records: "{{count, number}} records",
    records_one: "{{count, number}} record",
    hint: "You are told first what would be lost; nothing is restored before you agree.",
    before: "Back to before this operation…",
    after: "Back to after this operation…",
    before_what: "before operation {{seq, number}} ({{what}})",
    after_what: "after operation {{seq, number}} ({{what}})",
    taken_back: "lost by a restore",
    gone: "A restore took this operation back; you can still return to it.",
    damaged:
      "{{count, number}} operations are damaged in the journal archive: {{which}}. Every moment before them can be restored.",
    damaged_one:
      "{{count, number}} operation is damaged in the journal archive: {{which}}. Every moment before it can be restored.",
  },
  compare: {
    button: "Compare with now…",
    title: "The backup of {{at}} beside the ledger now",
    was: "Then",
    record: "Record",
    difference: "Difference",
    changed: "changed",
    missing: "deleted",
    new: "added",
    settings: "The settings differ too.",
    hint: "A restore would bring changed records back to the left value, deleted ones back, and remove added ones.",
    nothing: "Nothing differs from now.",
  },
};
