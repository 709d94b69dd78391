import type { FieldSpec } from "../../shared/form/draft";
import { PROJECT_STATUSES } from "./columns";

/** The fields of a project in its form. */
export const PROJECT_FIELDS: FieldSpec[] = [
  { name: "code", kind: "text", required: true, unique: true },
  { name: "name", kind: "text", required: true, span: 2 },
  { name: "status", kind: "choice", choices: PROJECT_STATUSES, required: true },
  { name: "manager", kind: "text" },
  { name: "description", kind: "long", span: 3 },
  { name: "remarks", kind: "long", span: 3 },
];
