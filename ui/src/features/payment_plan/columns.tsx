import { useMemo } from "react";
import type { PaymentPlanRow } from "../../ipc/bindings";
import { DueDate } from "../../shared/DueDate";
import { useFieldLabel } from "../../shared/labels";
import type { ListColumn } from "../../shared/list/columns";
import { DateText, Money, Percent, Plain, ProgressBar, State } from "../../shared/values";

const DEADLINES = ["已到期", "即将到期", "未到期"] as const;
const STANDINGS = ["未付", "部分支付", "已付清"] as const;

/** The columns of the list of instalments. */
export function usePaymentPlanColumns(): readonly ListColumn<PaymentPlanRow>[] {
  const label = useFieldLabel();
  return useMemo(() => {
    const of = (key: keyof PaymentPlanRow & string, width: number) => ({
      key,
      title: label(key, "payment_plan"),
      width,
      sortable: true,
    });
    const text = (
      key: "contract_code" | "contract_name" | "supplier" | "term" | "remarks",
      width: number,
    ) => ({
      ...of(key, width),
      filter: { kind: "text" as const, optional: key === "remarks" },
      render: (row: PaymentPlanRow) => <Plain text={row[key]} />,
    });
    const amount = (key: "payable" | "paid" | "open") => ({
      ...of(key, 132),
      align: "right" as const,
      total: true,
      filter: { kind: "amount" as const, optional: key !== "paid" },
      render: (row: PaymentPlanRow) => <Money yuan={row[key]} />,
    });
    return [
      { ...text("contract_code", 190), frozen: true },
      { ...text("term", 130), frozen: true },
      {
        ...of("due_on", 110),
        filter: { kind: "date", optional: true },
        render: (row) => <DateText value={row.due_on} />,
      },
      {
        ...of("due", 160),
        filter: { kind: "choice", choices: DEADLINES, optional: true },
        render: (row) => <DueDate on={row.falls_due_on} state={row.due} days={row.days_left} />,
      },
      {
        ...of("standing", 96),
        filter: { kind: "choice", choices: STANDINGS },
        render: (row) => <State value={row.standing} />,
      },
      amount("payable"),
      amount("paid"),
      amount("open"),
      {
        ...of("progress", 120),
        filter: { kind: "ratio", optional: true },
        render: (row) => <ProgressBar ratio={row.progress} />,
      },
      {
        ...of("share", 96),
        align: "right",
        filter: { kind: "ratio", optional: true },
        render: (row) => <Percent ratio={row.share} decimals={2} />,
      },
      { ...text("contract_name", 220), grow: true },
      { ...text("supplier", 190), grow: true },
      text("remarks", 160),
    ];
  }, [label]);
}
