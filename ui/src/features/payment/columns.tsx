import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { PaymentRow } from "../../ipc/bindings";
import { useFieldLabel } from "../../shared/labels";
import type { ListColumn } from "../../shared/list/columns";
import { DateText, Money, Plain } from "../../shared/values";

/** The columns of the payment list. */
export function usePaymentColumns(): readonly ListColumn<PaymentRow>[] {
  const { t } = useTranslation();
  const label = useFieldLabel();
  return useMemo(() => {
    const of = (key: keyof PaymentRow & string, width: number) => ({
      key,
      title: label(key, "payment"),
      width,
      sortable: true,
    });
    type TextKey =
      | "code"
      | "contract_code"
      | "contract_sequence"
      | "contract_name"
      | "term"
      | "supplier"
      | "purpose"
      | "invoice"
      | "remarks";
    const OPTIONAL: TextKey[] = ["contract_sequence", "term", "purpose", "invoice", "remarks"];
    const text = (key: TextKey, width: number) => ({
      ...of(key, width),
      filter: { kind: "text" as const, optional: OPTIONAL.includes(key) },
      render: (row: PaymentRow) => <Plain text={row[key]} />,
    });
    return [
      { ...text("code", 178), frozen: true },
      {
        ...of("paid_on", 106),
        filter: { kind: "date" },
        render: (row) => <DateText value={row.paid_on} />,
      },
      {
        ...of("amount", 136),
        align: "right",
        total: true,
        copy: (row) => (row.refund ? `-${row.amount}` : row.amount),
        filter: { kind: "amount" },
        render: (row) => <Money yuan={row.refund ? `-${row.amount}` : row.amount} />,
      },
      {
        ...of("refund", 72),
        align: "center",
        render: (row) => (row.refund ? <span className="error">{t("common.yes")}</span> : ""),
      },
      { ...text("contract_name", 220), grow: true },
      { ...text("supplier", 190), grow: true },
      text("term", 110),
      text("purpose", 120),
      text("contract_code", 190),
      text("contract_sequence", 128),
      text("invoice", 130),
      text("remarks", 140),
    ];
  }, [t, label]);
}
