import type { Texts } from "../texts";
import type { opening as zh } from "../zh/opening";

export const opening: Texts<typeof zh> = {
  title: "Lantai",
  subtitle: "Ledger of suppliers and contracts",
  welcome: "Welcome. There is no ledger on this computer yet. How do you want to begin?",
  sample: "Load the sample ledger",
  sample_hint:
    "Makes a ledger of projects, suppliers, contracts, payments and evaluations from sample workbooks, to look around in. It is an ordinary import and can be undone in the journal.",
  empty: "New, empty ledger",
  empty_hint: "Begin with a blank page: enter records, or import your departments' workbooks.",
  open: "Open a ledger",
  open_hint: "Choose a ledger file that was used before.",
  place: "The ledger file will be kept at",
  creating: "Making the ledger…",
  loading: "Loading the sample ledger…",
  opening: "Opening…",
  version: "Version {{version}}",
  recovery: {
    title: "The ledger was not opened",
    untouched: "No file was changed, and no new ledger was made in its place.",
    file: "Ledger file",
    unknown: "The place of the ledger is not known.",
    next: "What you can do:",
    retry: "Try again",
    retry_hint:
      "First remove the cause given above (close the program that holds it, connect the disk, get the permission), then try.",
    choose: "Open another ledger…",
    choose_hint:
      "Choose another ledger file or a copy of a backup. The old file stays where it is.",
    still: "Tried again at {{time}}; it still does not open.",
    incident: "When you tell IT, give the number {{incident}}",
    show: "Show in folder",
  },
};
