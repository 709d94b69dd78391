import { useMemo } from "react";
import type { ContractRow } from "../../ipc/bindings";
import { DueDate } from "../../shared/DueDate";
import { useChoiceLabel, useFieldLabel } from "../../shared/labels";
import type { ListColumn } from "../../shared/list/columns";
import { DateText, Money, Plain, ProgressBar, State } from "../../shared/values";

export const CATEGORIES = ["工程", "工程货物", "工程服务", "货物", "服务"] as const;
export const KINDS = ["主合同", "补充协议", "解除协议", "框架协议"] as const;
export const SOURCES = ["采购合同", "直接签订"] as const;
const DEADLINES = ["已到期", "马上到期", "即将到期", "未到期"] as const;
const STATUSES = ["在执行", "已结算", "已解除"] as const;

/** The columns of the contract list. */
export function useContractColumns(): readonly ListColumn<ContractRow>[] {
  const label = useFieldLabel();
  const choice = useChoiceLabel();
  return useMemo(() => {
    const of = (key: keyof ContractRow & string, width: number) => ({
      key,
      title: label(key, "contract"),
      width,
      sortable: true,
    });
    const text = (key: "code" | "name" | "supplier" | "party_a" | "officer", width: number) => ({
      ...of(key, width),
      filter: { kind: "text" as const, optional: key === "party_a" || key === "officer" },
      render: (row: ContractRow) => <Plain text={row[key]} />,
    });
    const code = (key: "sequence" | "parent_code" | "project_code", width: number) => ({
      ...of(key, width),
      filter: { kind: "text" as const, optional: true },
      render: (row: ContractRow) => <Plain text={row[key]} />,
    });
    const amount = (
      key: "amount" | "family_amount" | "paid" | "remaining" | "base" | "retention",
      width: number,
    ) => ({
      ...of(key, width),
      align: "right" as const,
      total: true,
      filter: { kind: "amount" as const, optional: key !== "paid" },
      render: (row: ContractRow) => <Money yuan={row[key]} />,
    });
    const date = (key: "signed_on" | "starts_on" | "ends_on") => ({
      ...of(key, 104),
      filter: { kind: "date" as const, optional: true },
      render: (row: ContractRow) => <DateText value={row[key]} />,
    });
    const chosen = (
      key: "kind" | "source" | "type",
      width: number,
      choices: readonly string[],
    ) => ({
      ...of(key, width),
      filter: { kind: "choice" as const, choices },
      render: (row: ContractRow) => {
        const value = row[key];
        return <Plain text={value === null ? null : choice(value)} />;
      },
    });
    return [
      { ...text("code", 196), frozen: true },
      { ...text("name", 230), frozen: true, grow: true },
      amount("amount", 136),
      amount("paid", 136),
      {
        ...of("progress", 132),
        filter: { kind: "ratio", optional: true },
        render: (row) => <ProgressBar ratio={row.progress} />,
      },
      {
        ...of("status", 92),
        filter: { kind: "choice", choices: STATUSES },
        render: (row) => <State value={row.status} />,
      },
      {
        ...of("expiry", 150),
        filter: { kind: "choice", choices: DEADLINES, optional: true },
        render: (row) => <DueDate on={row.expires_on} state={row.expiry} days={row.days_left} />,
      },
      { ...text("supplier", 200), grow: true },
      date("signed_on"),
      amount("remaining", 136),
      chosen("kind", 92, KINDS),
      chosen("type", 92, CATEGORIES),
      code("project_code", 116),
      code("sequence", 128),
      amount("family_amount", 136),
      code("parent_code", 150),
      chosen("source", 92, SOURCES),
      text("party_a", 180),
      date("starts_on"),
      date("ends_on"),
      {
        ...of("release", 150),
        filter: { kind: "choice", choices: DEADLINES, optional: true },
        render: (row) => (
          <DueDate on={row.releases_on} state={row.release} days={row.release_days} />
        ),
      },
      amount("retention", 120),
      text("officer", 88),
    ];
  }, [label, choice]);
}
