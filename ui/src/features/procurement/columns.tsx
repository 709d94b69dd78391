import { useMemo } from "react";
import type { ProcurementRow } from "../../ipc/bindings";
import { useChoiceLabel, useFieldLabel } from "../../shared/labels";
import type { ListColumn } from "../../shared/list/columns";
import { DateText, Money, Plain } from "../../shared/values";
import { CATEGORIES, METHODS } from "./choices";

type KeyOf<Value> = {
  [Key in keyof ProcurementRow]: ProcurementRow[Key] extends Value ? Key : never;
}[keyof ProcurementRow] &
  string;

/** The columns of the procurement list. */
export function useProcurementColumns(): readonly ListColumn<ProcurementRow>[] {
  const label = useFieldLabel();
  const choice = useChoiceLabel();
  return useMemo(() => {
    const of = (key: keyof ProcurementRow & string, width: number) => ({
      key,
      title: label(key, "procurement"),
      width,
      sortable: true,
    });
    const text = (key: KeyOf<string | null>, width: number) => ({
      ...of(key, width),
      filter: { kind: "text" as const, optional: key !== "code" && key !== "name" },
      render: (row: ProcurementRow) => <Plain text={row[key]} />,
    });
    const amount = (key: "budget_amount" | "control_price" | "award_amount") => ({
      ...of(key, 140),
      align: "right" as const,
      total: key !== "control_price",
      filter: { kind: "amount" as const, optional: true },
      render: (row: ProcurementRow) => <Money yuan={row[key]} />,
    });
    const date = (key: KeyOf<string | null>) => ({
      ...of(key, 116),
      filter: { kind: "date" as const, optional: true },
      render: (row: ProcurementRow) => <DateText value={row[key]} />,
    });
    const chosen = (key: "category" | "method", width: number, choices: readonly string[]) => ({
      ...of(key, width),
      filter: { kind: "choice" as const, choices, optional: true },
      render: (row: ProcurementRow) => {
        const value = row[key];
        return <Plain text={value === null ? null : choice(value)} />;
      },
    });
    return [
      { ...text("code", 158), frozen: true },
      { ...text("name", 240), frozen: true, grow: true },
      chosen("method", 116, METHODS),
      amount("award_amount"),
      { ...text("winning_supplier", 210), grow: true },
      date("result_published_on"),
      amount("budget_amount"),
      chosen("category", 92, CATEGORIES),
      text("project_code", 116),
      text("officer", 96),
      amount("control_price"),
      text("unit", 160),
      text("demand_department", 130),
      date("requirement_approved_on"),
      date("announced_on"),
      date("bids_opened_on"),
      date("award_notice_on"),
      date("archived_on"),
    ];
  }, [label, choice]);
}
