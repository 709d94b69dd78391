import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { JournalEntry } from "../../ipc/bindings";
import type { Column } from "../LedgerTable";
import { DateText } from "../values";
import { useOperationName } from "./operation";

/** What every list of operations tells of one. */
type Told = Pick<JournalEntry, "seq" | "at" | "actor" | "operation" | "subject">;

/** The columns of a list of operations: number, time, who, what and of what. */
export function useOperationColumns<Row extends Told>(): Column<Row>[] {
  const { t } = useTranslation();
  const name = useOperationName();
  return useMemo(
    () => [
      {
        key: "seq",
        title: t("journal.seq"),
        width: 64,
        align: "right",
        render: (row) => <span className="number quiet">{row.seq}</span>,
      },
      {
        key: "at",
        title: t("journal.at"),
        width: 134,
        render: (row) => <DateText value={row.at} />,
      },
      {
        key: "actor",
        title: t("journal.who"),
        width: 90,
        render: (row) => <span title={row.actor}>{row.actor}</span>,
      },
      {
        key: "operation",
        title: t("journal.operation_column"),
        width: 124,
        render: (row) => name(row.operation),
      },
      {
        key: "subject",
        title: t("journal.subject"),
        width: 160,
        grow: true,
        render: (row) => <span title={row.subject}>{row.subject}</span>,
      },
    ],
    [t, name],
  );
}
