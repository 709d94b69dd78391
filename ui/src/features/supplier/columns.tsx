import { useMemo } from "react";
import type { SupplierRow } from "../../ipc/bindings";
import { useFieldLabel } from "../../shared/labels";
import type { ListColumn } from "../../shared/list/columns";
import { Money, Plain, ProgressBar, Score, State } from "../../shared/values";

export const SUPPLIER_STATUSES = ["合格", "观察", "黑名单"] as const;
const GRADES = ["优秀", "良好", "合格", "不合格"] as const;

/** The columns of the supplier list. */
export function useSupplierColumns(): readonly ListColumn<SupplierRow>[] {
  const label = useFieldLabel();
  return useMemo(() => {
    const of = (key: keyof SupplierRow & string, width: number) => ({
      key,
      title: label(key, "supplier"),
      width,
      sortable: true,
    });
    const text = (key: "code" | "uscc" | "category" | "contact" | "phone", width: number) => ({
      ...of(key, width),
      filter: { kind: "text" as const, optional: true },
      render: (row: SupplierRow) => <Plain text={row[key]} />,
    });
    const amount = (key: "total_amount" | "paid") => ({
      ...of(key, 136),
      align: "right" as const,
      total: true,
      filter: { kind: "amount" as const },
      render: (row: SupplierRow) => <Money yuan={row[key]} />,
    });
    const count = (
      key: "contracts" | "in_execution" | "interviews" | "breaches",
      width: number,
    ) => ({
      ...of(key, width),
      align: "right" as const,
      render: (row: SupplierRow) => (
        <span className={row[key] === 0 ? "number quiet" : "number"}>{row[key]}</span>
      ),
    });
    return [
      {
        ...of("name", 240),
        frozen: true,
        grow: true,
        filter: { kind: "text" },
        render: (row) => <Plain text={row.name} />,
      },
      {
        ...of("status", 84),
        filter: { kind: "choice", choices: SUPPLIER_STATUSES },
        render: (row) => <State value={row.status} />,
      },
      count("contracts", 86),
      count("in_execution", 76),
      amount("total_amount"),
      amount("paid"),
      {
        ...of("progress", 132),
        filter: { kind: "ratio", optional: true },
        render: (row) => <ProgressBar ratio={row.progress} />,
      },
      {
        ...of("mean_score", 92),
        align: "right",
        filter: { kind: "score", optional: true },
        render: (row) => <Score score={row.mean_score} />,
      },
      {
        ...of("grade", 84),
        filter: { kind: "choice", choices: GRADES, optional: true },
        render: (row) => <State value={row.grade ?? "未评价"} />,
      },
      count("interviews", 64),
      count("breaches", 64),
      text("code", 110),
      text("uscc", 170),
      text("category", 96),
      text("contact", 88),
      text("phone", 118),
    ];
  }, [label]);
}
