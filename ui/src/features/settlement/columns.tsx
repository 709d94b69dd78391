import { useMemo } from "react";
import type { SettlementRow } from "../../ipc/bindings";
import { useFieldLabel } from "../../shared/labels";
import type { ListColumn } from "../../shared/list/columns";
import { DateText, Money, Plain } from "../../shared/values";

/** The columns of the settlement list. */
export function useSettlementColumns(): readonly ListColumn<SettlementRow>[] {
  const label = useFieldLabel();
  return useMemo(() => {
    const of = (key: keyof SettlementRow & string, width: number) => ({
      key,
      title: label(key, "settlement"),
      width,
      sortable: true,
    });
    const text = (
      key: "contract_code" | "contract_name" | "supplier" | "remarks",
      width: number,
    ) => ({
      ...of(key, width),
      filter: { kind: "text" as const, optional: key === "remarks" },
      render: (row: SettlementRow) => <Plain text={row[key]} />,
    });
    const amount = (key: "final_amount" | "family_amount" | "difference") => ({
      ...of(key, 140),
      align: "right" as const,
      total: key === "final_amount",
      filter: { kind: "amount" as const, optional: key !== "final_amount" },
      render: (row: SettlementRow) => <Money yuan={row[key]} />,
    });
    const date = (key: "completed_on" | "archived_on") => ({
      ...of(key, 124),
      filter: { kind: "date" as const, optional: true },
      render: (row: SettlementRow) => <DateText value={row[key]} />,
    });
    return [
      { ...text("contract_code", 196), frozen: true },
      { ...text("contract_name", 240), frozen: true, grow: true },
      amount("final_amount"),
      amount("family_amount"),
      amount("difference"),
      date("completed_on"),
      { ...text("supplier", 210), grow: true },
      date("archived_on"),
      text("remarks", 180),
    ];
  }, [label]);
}
