import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Project, Saved } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { copyOf, draftOf } from "../../shared/form/draft";
import { RecordForm, type SaveRequest } from "../../shared/form/RecordForm";
import { type FormTarget, useFormRecord } from "../../shared/form/useFormRecord";
import { useFormTitle } from "../../shared/form/useFormTitle";
import { PROJECT_FIELDS } from "./fields";

interface Props {
  target: FormTarget;
  onSaved: (saved: Saved) => void;
  onClose: () => void;
}

const NEW = { ...draftOf(PROJECT_FIELDS, {}), status: "进行中" };

/** The form of a new project, of a copy, or of one that is there. */
export function ProjectForm({ target, onSaved, onClose }: Props) {
  const { t } = useTranslation();
  const { ready, detail } = useFormRecord("project", target, read, onClose);
  const title = useFormTitle("project", target, detail?.project.record.code);
  const groups = useMemo(() => [{ title: t("project.group_basic"), fields: PROJECT_FIELDS }], [t]);
  if (!ready) {
    return null;
  }
  const { id } = target;
  const known = detail === undefined ? NEW : draftOf(PROJECT_FIELDS, detail.project.record);
  return (
    <RecordForm
      noun="project"
      title={title}
      groups={groups}
      initial={id === null ? copyOf(PROJECT_FIELDS, known) : known}
      revision={id === null ? null : (detail?.project.revision ?? null)}
      save={(request) => save(id, request)}
      {...(id === null ? {} : { readCurrent: () => readCurrent(id) })}
      onSaved={onSaved}
      onClose={onClose}
    />
  );
}

const read = (id: number) => call("project_detail", { id });

function save(id: number | null, { record, revision }: SaveRequest): Promise<Saved> {
  const project = record as Project;
  return id === null || revision === null
    ? call("create_project", { project })
    : call("update_project", { id, revision, project });
}

async function readCurrent(id: number) {
  const { project } = await read(id);
  return {
    draft: draftOf(PROJECT_FIELDS, project.record),
    revision: project.revision,
    updatedBy: project.updated_by,
    updatedAt: project.updated_at,
  };
}
