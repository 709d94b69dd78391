import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { UpkeepKind } from "../../ipc/bindings";
import type { Column } from "../../shared/LedgerTable";
import { useFieldLabel } from "../../shared/labels";
import { Plain, State } from "../../shared/values";
import type { RowOf, UpkeepRow } from "./kinds";

type Columns = { [Kind in UpkeepKind]: readonly Column<RowOf[Kind]>[] };

/** The columns of the list of a kind. */
export function useColumns(kind: UpkeepKind): readonly Column<UpkeepRow>[] {
  const { t } = useTranslation();
  const label = useFieldLabel();
  return useMemo(() => {
    const title = (key: string) => label(key, kind);
    const duration = (minutes: number) =>
      minutes < 60
        ? t("upkeep.minutes", { count: minutes })
        : t("upkeep.hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
    const columns: Columns = {
      incident: [
        {
          key: "level",
          title: title("level"),
          width: 64,
          render: (row) => <State value={row.level} />,
        },
        {
          key: "title",
          title: title("title"),
          width: 280,
          grow: true,
          render: (row) => <Plain text={row.title} />,
        },
        {
          key: "stage",
          title: title("stage"),
          width: 96,
          render: (row) => <State value={row.stage} />,
        },
        {
          key: "found_at",
          title: title("found_at"),
          width: 140,
          render: (row) => <Time at={row.found_at} />,
        },
        {
          key: "found_by",
          title: title("found_by"),
          width: 100,
          render: (row) => <Plain text={row.found_by} />,
        },
        {
          key: "handled_at",
          title: title("handled_at"),
          width: 140,
          render: (row) => <Time at={row.handled_at} />,
        },
        {
          key: "handled_by",
          title: title("handled_by"),
          width: 100,
          render: (row) => <Plain text={row.handled_by} />,
        },
        {
          key: "minutes_to_handle",
          title: title("minutes_to_handle"),
          width: 130,
          align: "right",
          render: ({ minutes_to_handle: minutes }) => (
            <Plain text={minutes === null ? "" : duration(minutes)} />
          ),
        },
      ],
      change: [
        {
          key: "title",
          title: title("title"),
          width: 300,
          grow: true,
          render: (row) => <Plain text={row.title} />,
        },
        {
          key: "stage",
          title: title("stage"),
          width: 104,
          render: (row) => <State value={row.stage} />,
        },
        {
          key: "applied_at",
          title: title("applied_at"),
          width: 140,
          render: (row) => <Time at={row.applied_at} />,
        },
        {
          key: "applied_by",
          title: title("applied_by"),
          width: 110,
          render: (row) => <Plain text={row.applied_by} />,
        },
        {
          key: "approved_by",
          title: title("approved_by"),
          width: 110,
          render: (row) => <Plain text={row.approved_by} />,
        },
        {
          key: "done_at",
          title: title("done_at"),
          width: 140,
          render: (row) => <Time at={row.done_at} />,
        },
        {
          key: "done_by",
          title: title("done_by"),
          width: 110,
          render: (row) => <Plain text={row.done_by} />,
        },
      ],
      drill: [
        {
          key: "kind",
          title: title("kind"),
          width: 120,
          render: (row) => <State value={row.kind} />,
        },
        {
          key: "held_at",
          title: title("held_at"),
          width: 140,
          render: (row) => <Time at={row.held_at} />,
        },
        {
          key: "held_by",
          title: title("held_by"),
          width: 110,
          render: (row) => <Plain text={row.held_by} />,
        },
        {
          key: "scope",
          title: title("scope"),
          width: 300,
          grow: true,
          render: (row) => <Plain text={row.scope} />,
        },
        {
          key: "result",
          title: title("result"),
          width: 110,
          render: (row) => <State value={row.result} />,
        },
        {
          key: "seconds",
          title: title("seconds"),
          width: 110,
          align: "right",
          render: (row) => <span className="number">{row.seconds ?? "—"}</span>,
        },
      ],
    };
    // The rows of a list are all of its kind.
    return columns[kind] as readonly Column<UpkeepRow>[];
  }, [t, label, kind]);
}

function Time({ at }: { at: string | null }) {
  return <span className={at === null ? "quiet" : "number"}>{at ?? "—"}</span>;
}
