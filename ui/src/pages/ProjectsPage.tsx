import { useTranslation } from "react-i18next";
import { useProjectColumns } from "../features/project/columns";
import { ProjectPanel } from "../features/project/ProjectPanel";
import type { ListQuery, ProjectRow } from "../ipc/bindings";
import { call } from "../ipc/call";
import { EmptyLedger } from "../shared/list/EmptyLedger";
import { RecordList } from "../shared/list/RecordList";

const read = (query: ListQuery) => call("list_projects", { query });
const rowTestId = (row: ProjectRow) => `row-${row.code}`;
const SUMS = ["total_amount"] as const;

/** 项目: the list, and the project beside it. */
export function ProjectsPage() {
  const { t } = useTranslation();
  return (
    <RecordList
      noun="project"
      title={t("project.title")}
      columns={useProjectColumns()}
      read={read}
      rowTestId={rowTestId}
      sums={SUMS}
      empty={<EmptyLedger text={t("project.empty")} />}
      panel={(id, close) => <ProjectPanel id={id} onClose={close} />}
    />
  );
}
