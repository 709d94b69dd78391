import type { Filter, Noun } from "../../ipc/bindings";
import type { Scope } from "../preferences";

/** The day by which a record belongs to a year, and the field that names its project. */
const FIELDS: { [noun in Noun]: { day?: string; project?: string } } = {
  project: { project: "code" },
  procurement: { day: "result_published_on", project: "project_code" },
  supplier: {},
  contract: { day: "signed_on", project: "project_code" },
  payment_plan: { day: "due_on", project: "project_code" },
  payment: { day: "paid_on", project: "project_code" },
  settlement: { day: "completed_on", project: "project_code" },
  evaluation: { project: "project_code" },
  interview: { day: "held_on", project: "project_code" },
};

/** Makes the conditions that the top bar puts on a list; none where the list has no such field. */
export function scopeFilters(noun: Noun, scope: Scope): Filter[] {
  const { day, project } = FIELDS[noun];
  const filters: Filter[] = [];
  if (scope.year !== null && day !== undefined) {
    filters.push({ field: day, comparison: "at_least", values: [`${scope.year}-01-01`] });
    filters.push({ field: day, comparison: "at_most", values: [`${scope.year}-12-31`] });
  }
  if (scope.project !== null && project !== undefined) {
    filters.push({ field: project, comparison: "is", values: [scope.project.code] });
  }
  return filters;
}

/** Tells which parts of the scope a list knows. */
export function scopeOf(noun: Noun, scope: Scope): Scope {
  const { day, project } = FIELDS[noun];
  return {
    year: day === undefined ? null : scope.year,
    project: project === undefined ? null : scope.project,
  };
}
