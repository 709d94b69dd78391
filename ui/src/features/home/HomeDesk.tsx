import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import type { Failure, Overview } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { useBackupStanding } from "../../shared/backupStanding";
import { formatMoney, formatPercent } from "../../shared/decimal";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { useChoiceLabel } from "../../shared/labels";
import { useNavigation } from "../../shared/navigation";
import { usePreferences } from "../../shared/preferences";
import { localText } from "../../shared/values";
import { BarList } from "./BarList";
import { MonthChart } from "./MonthChart";
import { TodoList } from "./TodoList";
import "./home.css";

/** Reads what waits and what the charts show; the navigation counts from the same answer. */
export function useOverview() {
  return useQuery<Overview, Failure>({
    queryKey: ["overview"],
    queryFn: () => call("overview", {}),
  });
}

/** 首页: what needs a person today, in order of harm, and four charts. */
export function HomeDesk() {
  const { t } = useTranslation();
  const overview = useOverview();
  const standing = useBackupStanding();
  if (overview.error !== null) {
    return <ErrorNotice failure={overview.error} onRetry={() => void overview.refetch()} />;
  }
  if (overview.data === undefined) {
    return <Skeleton active />;
  }
  return (
    <div className="home" data-testid="home">
      <header className="home-head">
        <h1>{t("home.title")}</h1>
        <span className="quiet">{t("home.today", { today: overview.data.today })}</span>
        <Backups />
      </header>
      <TodoList todos={overview.data.todos} notices={standing.data?.notices ?? []} />
      <Charts overview={overview.data} />
    </div>
  );
}

/** When the ledger was last backed up, and when that was last proven to be of use. */
function Backups() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { data } = useBackupStanding();
  if (data === undefined) {
    return null;
  }
  const said = (at: string | null) => (at === null ? t("home.never") : localText(at));
  return (
    <button
      type="button"
      className="link home-backups"
      title={data.folder}
      onClick={() => go({ page: "backups" })}
      data-testid="home-backups"
    >
      {t("home.last_backup", { at: said(data.last_backup) })} ·{" "}
      {t("home.last_proven", { at: said(data.last_drill) })}
    </button>
  );
}

function Charts({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { unit } = usePreferences();
  const choice = useChoiceLabel();
  const money = (yuan: string) => formatMoney(yuan, unit);
  return (
    <div className="charts">
      <Chart title={t("home.payments")} unit={t(`common.list.${unit}`)} testId="chart-payments">
        <MonthChart
          months={overview.payments}
          onOpen={({ filters }) => go({ page: "payments", filters, search: "" })}
        />
      </Chart>
      <Chart title={t("home.types")} unit={t(`common.list.${unit}`)} testId="chart-types">
        <BarList
          label={t("home.types")}
          bars={overview.types.map((part) => ({
            key: part.type ?? "",
            name: part.type === null ? t("home.no_type") : choice(part.type),
            size: Number(part.amount),
            value: money(part.amount),
            note: t("home.contracts", { count: part.contracts }),
            onOpen: () => go({ page: "contracts", filters: part.filters, search: "" }),
          }))}
        />
      </Chart>
      <Chart title={t("home.grades")} unit={t("home.suppliers")} testId="chart-grades">
        <BarList
          label={t("home.grades")}
          bars={overview.grades.map((part) => ({
            key: part.grade ?? "",
            name: choice(part.grade ?? "未评价"),
            size: part.suppliers,
            value: part.suppliers.toLocaleString("en-US"),
            onOpen: () => go({ page: "suppliers", filters: part.filters, search: "" }),
          }))}
        />
      </Chart>
      <Chart title={t("home.projects")} unit={t("home.paid_of_base")} testId="chart-projects">
        <BarList
          label={t("home.projects")}
          most={1}
          bars={overview.projects.map((part) => ({
            key: part.code,
            name: part.name,
            size: Number(part.progress ?? 0),
            value: part.progress === null ? t("common.empty_value") : formatPercent(part.progress),
            note: `${money(part.paid)} / ${money(part.base)}`,
            alarming: Number(part.progress ?? 0) > 1,
            onOpen: () => go({ page: "contracts", filters: part.filters, search: "" }),
          }))}
        />
      </Chart>
    </div>
  );
}

interface ChartProps {
  title: string;
  unit: string;
  testId: string;
  children: React.ReactNode;
}

function Chart({ title, unit, testId, children }: ChartProps) {
  return (
    <section className="chart" aria-label={title} data-testid={testId}>
      <h2>
        {title} <span className="chart-unit">{unit}</span>
      </h2>
      {children}
    </section>
  );
}
