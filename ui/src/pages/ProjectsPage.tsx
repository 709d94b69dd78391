import { useProjectColumns } from "../features/project/columns";
import { PROJECT_FIELDS } from "../features/project/fields";
import { ProjectForm } from "../features/project/ProjectForm";
import { ProjectPanel } from "../features/project/ProjectPanel";
import type { ListQuery, ProjectRow } from "../ipc/bindings";
import { call } from "../ipc/call";
import { NounPage } from "../shared/list/NounPage";

const read = (query: ListQuery) => call("list_projects", { query });
const rowTestId = (row: ProjectRow) => `row-${row.code}`;
const SUMS = ["total_amount"] as const;

/** 项目: the list, the project beside it, and the form. */
export function ProjectsPage() {
  return (
    <NounPage
      noun="project"
      columns={useProjectColumns()}
      read={read}
      rowTestId={rowTestId}
      sums={SUMS}
      batchFields={PROJECT_FIELDS}
      form={(props) => <ProjectForm {...props} />}
      panel={(props) => <ProjectPanel {...props} />}
    />
  );
}
