import { useTranslation } from "react-i18next";
import type { ProjectDetail } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { useFieldLabel } from "../../shared/labels";
import { useWatchedWriting } from "../../shared/list/useWatchedWriting";
import { ContractTable } from "../../shared/panel/ContractTable";
import { RecordHistory } from "../../shared/panel/RecordHistory";
import { Facts, RecordPanel, Section } from "../../shared/panel/RecordPanel";
import { useDetail } from "../../shared/panel/useDetail";
import { Money, Plain, ProgressBar, State } from "../../shared/values";
import { ProcurementTable } from "./ProcurementTable";

interface Props {
  id: number;
  onClose: () => void;
  onEdit: () => void;
  onCopy: () => void;
}

const read = (id: number) => call("project_detail", { id });

/** Everything about one project. */
export function ProjectPanel({ id, onClose, onEdit, onCopy }: Props) {
  const { t } = useTranslation();
  const { write, cover } = useWatchedWriting("project");
  const detail = useDetail("project", id, read);
  const row = detail.data?.row;
  const more = [
    {
      key: "export",
      label: t("project.file.export"),
      act: () =>
        void write(
          (report) => call("export_project_file", { id }, report),
          () => t("project.file.written"),
        ),
    },
  ];
  return (
    <RecordPanel
      noun="project"
      heading={row?.code ?? ""}
      subheading={row?.name}
      state={row && <State value={row.status} />}
      onClose={onClose}
      onEdit={onEdit}
      onCopy={onCopy}
      more={more}
      loading={detail.loading}
      failure={detail.error}
    >
      {detail.data && <Details detail={detail.data} />}
      {cover}
    </RecordPanel>
  );
}

function Details({ detail }: { detail: ProjectDetail }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const { row, contracts, position, procurements } = detail;
  return (
    <>
      <Section title={t("project.position")}>
        <Facts
          facts={[
            { label: label("total_amount", "project"), value: <Money yuan={row.total_amount} /> },
            { label: t("project.families"), value: t("project.families_text", { ...position }) },
            {
              label: label("progress", "contract"),
              wide: true,
              value: <ProgressBar ratio={position.progress} testId="panel-progress" />,
            },
            {
              label: label("paid", "contract"),
              value: <Money yuan={position.paid} />,
              testId: "panel-paid",
            },
            {
              label: label("remaining", "contract"),
              value: <Money yuan={position.remaining} />,
              testId: "panel-remaining",
            },
          ]}
        />
      </Section>
      <Section title={t("common.panel.fields")}>
        <Facts
          facts={[
            { label: label("manager", "project"), value: <Plain text={row.manager} /> },
            {
              label: label("description", "project"),
              value: <Plain text={row.description} />,
              wide: true,
            },
            { label: label("remarks", "project"), value: <Plain text={row.remarks} />, wide: true },
          ]}
        />
      </Section>
      <Section title={t("project.contracts", { count: contracts.length })}>
        <ContractTable contracts={contracts} />
      </Section>
      <Section title={t("project.procurements", { count: procurements.length })}>
        <ProcurementTable procurements={procurements} />
      </Section>
      <RecordHistory noun="project" id={row.id} />
    </>
  );
}
