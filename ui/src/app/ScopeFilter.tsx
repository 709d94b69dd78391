import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../ipc/call";
import { foundLabel } from "../shared/form/RecordPicker";
import { usePreferences } from "../shared/preferences";

const FIRST_YEAR = 2015;
const SHOWN = 50;

/** The year and the project that narrow every list which has them; remembered. */
export function ScopeFilter() {
  const { t } = useTranslation();
  const { scope, change } = usePreferences();
  const years = useMemo(() => {
    const now = new Date().getFullYear();
    return Array.from({ length: now - FIRST_YEAR + 1 }, (_, back) => String(now - back));
  }, []);
  return (
    <span className="scope-filter">
      <Select
        size="small"
        allowClear
        aria-label={t("common.list.scope_year")}
        placeholder={t("common.list.scope_all_years")}
        style={{ width: 104 }}
        value={scope.year}
        onChange={(year) => change({ scope: { ...scope, year: year ?? null } })}
        options={years.map((year) => ({
          value: year,
          label: t("common.list.scope_of_year", { year }),
        }))}
        data-testid="scope-year"
      />
      <ProjectSelect />
    </span>
  );
}

function ProjectSelect() {
  const { t } = useTranslation();
  const { scope, change } = usePreferences();
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const asked = text.trim();
  const found = useQuery({
    queryKey: ["find", "project", "scope", asked],
    queryFn: () => call("find", { text: asked, noun: "project", limit: SHOWN }),
    enabled: open,
  });
  const projects = found.data ?? [];
  const chosen = scope.project;
  return (
    <Select
      size="small"
      allowClear
      aria-label={t("common.list.scope_project")}
      placeholder={t("common.list.scope_all_projects")}
      style={{ width: 150 }}
      popupMatchSelectWidth={320}
      showSearch={{ filterOption: false, onSearch: setText }}
      labelInValue
      value={chosen === null ? null : { value: chosen.code, label: chosen.label }}
      onOpenChange={setOpen}
      onChange={(next: { value: string; label: React.ReactNode } | undefined | null) => {
        const project = projects.find(({ code }) => code === next?.value);
        const kept = project && { code: project.code, label: foundLabel(project) };
        change({ scope: { ...scope, project: kept ?? null } });
      }}
      options={projects.map((one) => ({ value: one.code, label: foundLabel(one) }))}
      data-testid="scope-project"
    />
  );
}
