import { State } from "./values";

/** The grade a mean score earned; without any evaluation it is 未评价, which is not 0. */
export function GradeBadge({ grade }: { grade: string | null }) {
  return (
    <span className={grade === null ? "grade-badge none" : "grade-badge"}>
      <State value={grade ?? "未评价"} />
    </span>
  );
}
