import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { ProjectDetail } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { useFieldLabel } from "../../shared/labels";
import { ContractTable } from "../../shared/panel/ContractTable";
import { RecordHistory } from "../../shared/panel/RecordHistory";
import { Facts, RecordPanel, Section } from "../../shared/panel/RecordPanel";
import { Money, Plain, State } from "../../shared/values";

/** Everything about one project. */
export function ProjectPanel({ id, onClose }: { id: number; onClose: () => void }) {
  const detail = useQuery({
    queryKey: ["project", "detail", id],
    queryFn: () => call("project_detail", { id }),
  });
  const row = detail.data?.row;
  return (
    <RecordPanel
      noun="project"
      heading={row?.code ?? ""}
      subheading={row?.name}
      state={row && <State value={row.status} />}
      onClose={onClose}
      loading={detail.isPending}
      failure={detail.error}
    >
      {detail.data && <Details key={id} detail={detail.data} />}
    </RecordPanel>
  );
}

function Details({ detail }: { detail: ProjectDetail }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const { row, contracts } = detail;
  return (
    <>
      <Section title={t("common.panel.fields")}>
        <Facts
          facts={[
            { label: label("contracts", "project"), value: row.contracts },
            { label: label("total_amount", "project"), value: <Money yuan={row.total_amount} /> },
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
      <RecordHistory noun="project" id={row.id} />
    </>
  );
}
