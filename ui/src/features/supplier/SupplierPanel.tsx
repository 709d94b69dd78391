import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SupplierDetail } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { useMay } from "../../shared/access";
import type { Picked } from "../../shared/form/draft";
import { GradeBadge } from "../../shared/GradeBadge";
import { useFieldLabel } from "../../shared/labels";
import { useWatchedWriting } from "../../shared/list/useWatchedWriting";
import { useNavigation } from "../../shared/navigation";
import { ContractTable } from "../../shared/panel/ContractTable";
import { EvaluationTable } from "../../shared/panel/EvaluationTable";
import { RecordHistory } from "../../shared/panel/RecordHistory";
import { type Fact, Facts, RecordPanel, Section } from "../../shared/panel/RecordPanel";
import { useDetail } from "../../shared/panel/useDetail";
import { DateText, Money, Plain, ProgressBar, Score, State } from "../../shared/values";
import { ScoreTrend } from "./ScoreTrend";
import { StatusHistory } from "./StatusHistory";
import { SupplierFile } from "./SupplierFile";
import { InterviewTable } from "./SupplierTables";
import "./supplier.css";

interface Props {
  id: number;
  onClose: () => void;
  onEdit: () => void;
  onCopy: () => void;
  /** Merges another supplier with this one. */
  onMerge: (supplier: Picked) => void;
}

const read = (id: number) => call("supplier_detail", { id });

/** Everything about one supplier. */
export function SupplierPanel({ id, onClose, onEdit, onCopy, onMerge }: Props) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const may = useMay();
  const { write, cover } = useWatchedWriting("supplier");
  const [printing, setPrinting] = useState(false);
  const detail = useDetail("supplier", id, read);
  const row = detail.data?.row;
  const more = [
    {
      key: "undertaking",
      label: t("supplier.undertaking.open"),
      act: () => go({ page: "undertaking", open: id }),
    },
    { key: "print", label: t("supplier.file.print"), act: () => setPrinting(true) },
    {
      key: "export",
      label: t("supplier.file.export"),
      act: () => void write((report) => call("export_supplier_file", { id }, report)),
    },
    ...(may("merge_suppliers")
      ? [
          {
            key: "merge",
            label: t("supplier.merge.open"),
            act: () => row !== undefined && onMerge({ id, label: row.name }),
          },
        ]
      : []),
  ];
  return (
    <RecordPanel
      noun="supplier"
      heading={row?.name ?? ""}
      state={
        row && (
          <>
            <State value={row.status} />
            <GradeBadge grade={row.grade} named />
          </>
        )
      }
      onClose={onClose}
      onEdit={onEdit}
      onCopy={onCopy}
      more={more}
      loading={detail.loading}
      failure={detail.error}
    >
      {detail.data && <Details detail={detail.data} />}
      {printing && <SupplierFile id={id} onClose={() => setPrinting(false)} />}
      {cover}
    </RecordPanel>
  );
}

function Details({ detail }: { detail: SupplierDetail }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const { row, contracts, evaluations, interviews, trend } = detail;
  const { record } = detail.supplier;
  const text = (field: string, value: string | null, wide = false): Fact => ({
    label: label(field, "supplier"),
    value: <Plain text={value} />,
    wide,
  });
  return (
    <>
      {record.status !== "合格" && (
        <Section title={t("supplier.group_status")}>
          <Facts
            facts={[
              text("status_reason", record.status_reason, true),
              {
                label: label("status_on", "supplier"),
                value: <DateText value={record.status_on} />,
              },
            ]}
          />
        </Section>
      )}
      <Section title={t("supplier.undertaken")}>
        <Facts
          facts={[
            { label: label("contracts", "supplier"), value: row.contracts },
            { label: label("in_execution", "supplier"), value: row.in_execution },
            { label: label("total_amount", "supplier"), value: <Money yuan={row.total_amount} /> },
            { label: label("paid", "supplier"), value: <Money yuan={row.paid} /> },
            {
              label: label("progress", "supplier"),
              wide: true,
              value: <ProgressBar ratio={row.progress} testId="panel-progress" />,
            },
            {
              label: label("mean_score", "supplier"),
              value: (
                <>
                  <Score score={row.mean_score} /> <GradeBadge grade={row.grade} />
                </>
              ),
            },
            {
              label: label("interviews", "supplier"),
              value: t("supplier.interviews", { count: row.interviews, breaches: row.breaches }),
            },
          ]}
        />
      </Section>
      <Section title={t("supplier.contracts", { count: contracts.length })}>
        <ContractTable contracts={contracts} />
      </Section>
      <Section title={t("supplier.evaluations", { count: evaluations.length })}>
        {trend.length > 1 && <ScoreTrend trend={trend} />}
        <EvaluationTable evaluations={evaluations} />
      </Section>
      <Section title={t("supplier.interview_list", { count: interviews.length })}>
        <InterviewTable interviews={interviews} />
      </Section>
      <Section title={t("supplier.group_basic")}>
        <Facts
          facts={[
            text("code", record.code),
            text("category", record.category),
            text("uscc", record.uscc, true),
            text("former_names", record.former_names.join("；"), true),
            text("contact", record.contact),
            text("phone", record.phone),
            text("bank", record.bank, true),
            text("account", record.account, true),
            text("address", record.address, true),
            text("remarks", record.remarks, true),
          ]}
        />
      </Section>
      <StatusHistory id={row.id} />
      <RecordHistory noun="supplier" id={row.id} />
    </>
  );
}
