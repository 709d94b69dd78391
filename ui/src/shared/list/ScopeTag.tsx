import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Noun } from "../../ipc/bindings";
import { usePreferences } from "../preferences";
import { scopeOf } from "./scope";

/** Says in the bar of a list that the top bar narrows it, and lets go of that. */
export function ScopeTag({ noun }: { noun: Noun }) {
  const { t } = useTranslation();
  const { scope, change } = usePreferences();
  const { year, project } = scopeOf(noun, scope);
  if (year === null && project === null) {
    return null;
  }
  const parts = [
    year === null ? null : t("common.list.scope_of_year", { year }),
    project?.label ?? null,
  ];
  const what = parts.filter((part) => part !== null).join(" · ");
  return (
    <Tag
      color="blue"
      className="scope-tag"
      title={t("common.list.scope_here", { what })}
      closable={{ closeIcon: true, "aria-label": t("common.list.scope_clear") }}
      onClose={() => change({ scope: { year: null, project: null } })}
      data-testid="scope-tag"
    >
      {what}
    </Tag>
  );
}
