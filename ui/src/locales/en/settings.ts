import type { Texts } from "../texts";
import type { settings as zh } from "../zh/settings";

export const settings: Texts<typeof zh> = {
  title: "Settings",
  never_changed: "Nobody has changed them yet; all are defaults",
  changed_by: "Changed by {{who}} at {{at}}",
  warnings: "Warnings and notices",
  days: "days",
  growth_hint: "Warns where supplements exceed this share of the main amount",
  expiry_days_hint: "Days before its end from which a contract is told of",
  expiry_urgent_days_hint: "Days before its end from which it is urgent; fewer than the first",
  retention_days_hint: "Days before its release date from which a retention is told of",
  scores: "Comprehensive score",
  scores_hint: "Scores computed before keep their weights; new ones are computed with these.",
  grades: "Grades",
  grades_hint: "A score of at least this earns the grade; the lowest grade starts at 0.",
  grade: "Grade",
  from: "From",
  range: "Scores",
  grade_of: "Name of grade {{number}}",
  from_of: "First score of grade {{number}}",
  remove_of: "Remove grade {{number}}",
  add_grade: "Add a grade",
  due: "To be evaluated each year",
  due_hint: "Each of these contracts must be evaluated every year; home lists those that were not.",
  imports: "Imports",
  imports_hint:
    "The import history then offers the file as it was; one of more than 32 MB compressed is not kept.",
  unchanged: "Nothing changed",
  joined:
    "{{who}} also changed the settings at {{at}}. What you changed stays, all else is theirs now; check it, then save.",
  undo_hint: "A change of settings stands in the journal and can be undone.",
};
