import { useMemo } from "react";
import type { ProjectRow } from "../../ipc/bindings";
import { useFieldLabel } from "../../shared/labels";
import type { ListColumn } from "../../shared/list/columns";
import { Money, Plain, State } from "../../shared/values";

export const PROJECT_STATUSES = ["进行中", "已完成", "已暂停", "已取消"] as const;

/** The columns of the project list. */
export function useProjectColumns(): readonly ListColumn<ProjectRow>[] {
  const label = useFieldLabel();
  return useMemo(() => {
    const of = (key: keyof ProjectRow & string, width: number) => ({
      key,
      title: label(key, "project"),
      width,
      sortable: true,
    });
    const text = (key: "code" | "name" | "manager" | "description" | "remarks", width: number) => ({
      ...of(key, width),
      filter: { kind: "text" as const, optional: key !== "code" && key !== "name" },
      render: (row: ProjectRow) => <Plain text={row[key]} />,
    });
    return [
      { ...text("code", 140), frozen: true },
      { ...text("name", 260), frozen: true, grow: true },
      {
        ...of("status", 92),
        filter: { kind: "choice", choices: PROJECT_STATUSES },
        render: (row) => <State value={row.status} />,
      },
      {
        ...of("contracts", 84),
        align: "right",
        render: (row) => <span className="number">{row.contracts}</span>,
      },
      {
        ...of("total_amount", 150),
        align: "right",
        total: true,
        filter: { kind: "amount" },
        render: (row) => <Money yuan={row.total_amount} />,
      },
      text("manager", 110),
      { ...text("description", 240), grow: true },
      text("remarks", 180),
    ];
  }, [label]);
}
