import { useFieldLabel } from "./labels";
import { State } from "./values";

interface Props {
  grade: string | null;
  /** Says that it is a grade, where a standing of the same word stands beside it. */
  named?: boolean;
}

/** The grade a mean score earned; without any evaluation it is 未评价, which is not 0. */
export function GradeBadge({ grade, named = false }: Props) {
  const label = useFieldLabel();
  return (
    <span className={grade === null ? "grade-badge none" : "grade-badge"}>
      {named && <span className="quiet">{label("grade", "supplier")} </span>}
      <State value={grade ?? "未评价"} />
    </span>
  );
}
