import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { SupplierDetail, Undertaking } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { today } from "../../shared/dates";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { useFieldLabel } from "../../shared/labels";
import { PrintSheet } from "../../shared/print/PrintSheet";
import { money, percent, points, useWord } from "./printed";
import { ContractsPrinted, EvaluationsPrinted, InterviewsPrinted } from "./SupplierFileTables";
import "./supplierFile.css";

/** 供应商档案: everything about a supplier on paper. */
export function SupplierFile({ id, onClose }: { id: number; onClose: () => void }) {
  const { t } = useTranslation();
  const detail = useQuery({
    queryKey: ["supplier", "detail", id],
    queryFn: () => call("supplier_detail", { id }),
  });
  const undertaking = useQuery({
    queryKey: ["supplier", "undertaken", id, "all"],
    queryFn: () => call("undertaken", { id, status: null }),
  });
  const failure = detail.error ?? undertaking.error;
  return (
    <PrintSheet title={t("supplier.file.title")} onClose={onClose}>
      {failure !== null && <ErrorNotice failure={failure} noun="supplier" />}
      {detail.data !== undefined && undertaking.data !== undefined && (
        <Paper detail={detail.data} undertaking={undertaking.data} />
      )}
    </PrintSheet>
  );
}

function Paper({ detail, undertaking }: { detail: SupplierDetail; undertaking: Undertaking }) {
  const { t } = useTranslation();
  return (
    <div className="supplier-file" data-testid="supplier-file">
      <h1>{t("supplier.file.title")}</h1>
      <Master detail={detail} />
      <h2>{t("supplier.undertaken")}</h2>
      <Summary detail={detail} />
      <h2>{t("supplier.contracts", { count: undertaking.families.length })}</h2>
      <ContractsPrinted undertaking={undertaking} />
      <h2>{t("supplier.evaluations", { count: detail.evaluations.length })}</h2>
      <EvaluationsPrinted evaluations={detail.evaluations} />
      <h2>{t("supplier.interview_list", { count: detail.interviews.length })}</h2>
      <InterviewsPrinted interviews={detail.interviews} />
      <footer>{t("supplier.file.printed_on", { day: today() })}</footer>
    </div>
  );
}

function Master({ detail }: { detail: SupplierDetail }) {
  const label = useFieldLabel();
  const word = useWord();
  const { record } = detail.supplier;
  const text = (field: keyof typeof record) => ({
    name: label(field, "supplier"),
    value: (record[field] as string | null) ?? "",
  });
  const facts = [
    text("name"),
    text("code"),
    text("uscc"),
    text("category"),
    { name: label("former_names", "supplier"), value: record.former_names.join("；") },
    text("address"),
    text("contact"),
    text("phone"),
    text("bank"),
    text("account"),
    { name: label("status", "supplier"), value: word(record.status) },
    {
      name: label("status_reason", "supplier"),
      value: [record.status_on, record.status_reason].filter(Boolean).join(" "),
    },
  ];
  return <FactTable facts={facts} />;
}

function Summary({ detail }: { detail: SupplierDetail }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const word = useWord();
  const { row } = detail;
  const grade = word(row.grade ?? "未评价");
  const facts = [
    { name: label("contracts", "supplier"), value: String(row.contracts) },
    { name: label("in_execution", "supplier"), value: String(row.in_execution) },
    { name: label("total_amount", "supplier"), value: money(row.total_amount) },
    { name: label("paid", "supplier"), value: money(row.paid) },
    { name: label("progress", "supplier"), value: percent(row.progress) },
    {
      name: label("mean_score", "supplier"),
      value: row.mean_score === null ? grade : `${points(row.mean_score)} ${grade}`,
    },
    {
      name: label("interviews", "supplier"),
      value: t("supplier.interviews", { count: row.interviews, breaches: row.breaches }),
    },
    {
      name: t("supplier.file.trend"),
      value: detail.trend.map((one) => `${one.year}: ${points(one.score)}`).join("  "),
    },
  ];
  return <FactTable facts={facts} />;
}

/** Facts in two columns of name and value. */
function FactTable({ facts }: { facts: readonly { name: string; value: string }[] }) {
  const pairs = facts.flatMap((fact, at) => (at % 2 === 0 ? [[fact, facts[at + 1]]] : []));
  return (
    <table className="fact-table">
      <tbody>
        {pairs.map(([left, right]) => (
          <tr key={left?.name}>
            <th scope="row">{left?.name}</th>
            <td>{left?.value || "—"}</td>
            <th scope="row">{right?.name}</th>
            <td>{right?.value || "—"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
