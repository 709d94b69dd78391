import type { Texts } from "../texts";
import type { trust as zh } from "../zh/trust";

export const trust: Texts<typeof zh> = {
  title: "The ledger file was changed by something else than this program (found {{at}})",
  more: "{{count, number}} traces were found.",
  more_one: "{{count, number}} trace was found.",
  read_only: "Until an administrator acknowledges it, the ledger can only be looked at.",
  look: "Look and act",
  dialog: "The ledger file was changed",
  at_the_door:
    "The ledger file was changed by something else than this program. You can sign in and look; an administrator has to sign in and deal with it.",
  kind: {
    entry_edited: "Entry {{seq}} of the journal is not what was written.",
    entry_missing: "Entries of the journal near {{seq}} were removed or moved.",
    journal_cut:
      "The newest entries of the journal are gone (from {{seq}} on): it was cut, or the file was replaced by an older or another one.",
    account_edited: "The account “{{name}}” was changed, and not under “People and rights”.",
    access_edited:
      "The way of working, the idle lock or a feature switch was changed, and not under “People and rights”.",
  },
  todo: {
    title: "What to do",
    ask: "Find out who changed it, and with what; show this window to IT.",
    compare: "Choose a backup from before the change and compare it with now, record by record:",
    restore: "If records were harmed, restore to a moment before the change:",
    keep: "The program repairs nothing by itself: the traces stay in the file.",
  },
  ask_administrator: "Ask an administrator to sign in, look into it and acknowledge it.",
  acknowledge: {
    title: "Acknowledge",
    reason: "What came of it, or the reason (kept in the journal)",
    hint: "After it the ledger can be changed again. The same change is not told a second time.",
    button: "I have looked into it, go on",
    done: "Acknowledged: the ledger can be changed again",
  },
  check: {
    title: "Was the ledger file changed?",
    hint: "The chain of the journal and every account are checked in the background whenever the ledger is opened. You can check now as well.",
    button: "Check now",
    sound: "Nothing was changed.",
  },
};
