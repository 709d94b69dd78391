import { useMemo } from "react";
import type { Family, UndertakenTotals } from "../../ipc/bindings";
import type { Column } from "../../shared/LedgerTable";
import { useChoiceLabel, useFieldLabel } from "../../shared/labels";
import { DateText, Money, Plain, ProgressBar, Score, State } from "../../shared/values";

type Totalled = "family_amount" | "paid" | "base" | "progress" | "remaining";

/** The columns of what a supplier has undertaken: a family in each row. */
export function useUndertakenColumns(childrenTitle: string): readonly Column<Family>[] {
  const label = useFieldLabel();
  const choice = useChoiceLabel();
  return useMemo(() => {
    const of = (key: keyof Family & string, width: number) => ({
      key,
      title: label(key, "contract"),
      width,
    });
    const amount = (key: "family_amount" | "paid" | "base" | "remaining") => ({
      ...of(key, 128),
      align: "right" as const,
      render: (row: Family) => <Money yuan={row[key]} />,
    });
    return [
      { ...of("code", 190), frozen: true, render: (row) => <Plain text={row.code} /> },
      { ...of("name", 200), grow: true, render: (row) => <Plain text={row.name} /> },
      { ...of("status", 84), render: (row) => <State value={row.status} /> },
      amount("family_amount"),
      amount("paid"),
      { ...of("progress", 140), render: (row) => <ProgressBar ratio={row.progress} /> },
      amount("remaining"),
      {
        key: "score",
        title: label("comprehensive_score", "evaluation"),
        width: 76,
        align: "right",
        render: (row) => <Score score={row.score} />,
      },
      {
        key: "grade",
        title: label("grade", "evaluation"),
        width: 84,
        render: (row) => <State value={row.grade ?? "未评价"} />,
      },
      {
        key: "children",
        title: childrenTitle,
        width: 84,
        align: "right",
        render: (row) => (
          <span className={row.children === 0 ? "number quiet" : "number"}>{row.children}</span>
        ),
      },
      amount("base"),
      {
        ...of("type", 84),
        render: (row) => <Plain text={row.type === null ? null : choice(row.type)} />,
      },
      { ...of("signed_on", 96), render: (row) => <DateText value={row.signed_on} /> },
      { ...of("ends_on", 96), render: (row) => <DateText value={row.ends_on} /> },
    ];
  }, [label, choice, childrenTitle]);
}

/** What stands below a column. */
export function totalOf(totals: UndertakenTotals, key: string) {
  const values: { [key in Totalled]: string | null } = {
    family_amount: totals.amount,
    paid: totals.paid,
    base: totals.base,
    progress: totals.progress,
    remaining: totals.remaining,
  };
  if (key === "progress") {
    return <ProgressBar ratio={values.progress} testId="total-progress" />;
  }
  const yuan = values[key as Totalled];
  return yuan === undefined ? null : <Money yuan={yuan} />;
}
