import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProjectColumns } from "../features/project/columns";
import { PROJECT_FIELDS } from "../features/project/fields";
import { ProjectForm } from "../features/project/ProjectForm";
import { ProjectPanel } from "../features/project/ProjectPanel";
import type { ListQuery, ProjectRow } from "../ipc/bindings";
import { call } from "../ipc/call";
import type { FormTarget } from "../shared/form/useFormRecord";
import { EmptyLedger } from "../shared/list/EmptyLedger";
import { RecordList } from "../shared/list/RecordList";
import { useNavigation } from "../shared/navigation";

const read = (query: ListQuery) => call("list_projects", { query });
const rowTestId = (row: ProjectRow) => `row-${row.code}`;
const SUMS = ["total_amount"] as const;

/** 项目: the list, the project beside it, and the form. */
export function ProjectsPage() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const [writing, setWriting] = useState<FormTarget | null>(null);
  const create = () => setWriting({ id: null });
  const copy = (id: number) => setWriting({ id: null, copyOf: id });
  return (
    <>
      <RecordList
        noun="project"
        title={t("project.title")}
        columns={useProjectColumns()}
        read={read}
        rowTestId={rowTestId}
        sums={SUMS}
        batchFields={PROJECT_FIELDS}
        empty={<EmptyLedger text={t("project.empty")} onNew={create} />}
        onNew={create}
        onEdit={(id) => setWriting({ id })}
        onCopy={copy}
        panel={(id, close) => (
          <ProjectPanel
            id={id}
            onClose={close}
            onEdit={() => setWriting({ id })}
            onCopy={() => copy(id)}
          />
        )}
      />
      {writing !== null && (
        <ProjectForm
          target={writing}
          onClose={() => setWriting(null)}
          onSaved={({ id }) => {
            setWriting(null);
            if (writing.id === null) {
              go({ page: "projects", open: id });
            }
          }}
        />
      )}
    </>
  );
}
