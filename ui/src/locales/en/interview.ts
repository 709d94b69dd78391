import type { Texts } from "../texts";
import type { interview as zh } from "../zh/interview";

export const interview: Texts<typeof zh> = {
  title: "Interviews",
  empty: "The ledger has no interview yet. Enter one, or import a table of interviews.",
  cards: "Filter by follow-up",
  show_only: "Show only “{{state}}”",
  show_all: "No longer only “{{state}}”",
  group_talk: "Talk",
  group_rectification: "Rectification",
  breach: "Talk about a breach",
  overdue_by: "overdue by {{count}} d",
  due_today: "due today",
  days_left: "{{count}} d left",
  start: "Start rectification",
  finish: "Finish",
  back: "Move back",
  back_reason: "Reason",
  back_hint: "Such as: found unsolved on inspection. It goes into the journal",
  rectification_hint: "A breach interview needs its rectification until it is done.",
  print_notice: "Rectification notice",
  notice: {
    title: "Rectification notice",
    code: "No.",
    date: "{{year}}-{{month}}-{{day}}",
    of_breach:
      "On {{date}} we talked with you about a breach of contract. Please put right what is said below in time.",
    of_talk:
      "On {{date}} we talked with you about how the contract is performed. Please put right what is said below in time.",
    contract: "Contract",
    held_on: "Talk held on",
    reason: "Reason",
    rectification: "To be put right",
    due_on: "Until",
    no_due: "not agreed",
    answer:
      "Please report in writing before the deadline. What is not done by then is dealt with as the contract says.",
    issuer: "Issuer",
    stamp: " (stamp)",
    signed_by: "Signature:",
    signed_on: "Date:",
  },
};
