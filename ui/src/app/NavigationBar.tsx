import {
  AuditOutlined,
  CalendarOutlined,
  CommentOutlined,
  FileDoneOutlined,
  FileTextOutlined,
  FolderOpenOutlined,
  HistoryOutlined,
  HomeOutlined,
  ImportOutlined,
  MedicineBoxOutlined,
  PayCircleOutlined,
  ProjectOutlined,
  SafetyOutlined,
  SettingOutlined,
  ShopOutlined,
  SolutionOutlined,
  TeamOutlined,
  ToolOutlined,
  UpCircleOutlined,
} from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Noun, NounCount } from "../ipc/bindings";
import { call } from "../ipc/call";
import { useAccess, useMayOpen } from "../shared/access";
import { type PageName, useNavigation } from "../shared/navigation";

type GroupName = "group_home" | "group_ledger" | "group_supplier" | "group_data" | "group_system";

/** Pages that are reached from another one. */
type View = "supplier_ratings" | "evaluations_due" | "score_differences" | "rating_trial";

interface Item {
  page: Exclude<PageName, View>;
  /** The views of the page: in one of them the page is where one is. */
  views?: readonly View[];
  icon: ReactNode;
  noun?: Noun;
}

const GROUPS: { name: GroupName; items: Item[] }[] = [
  { name: "group_home", items: [{ page: "home", icon: <HomeOutlined /> }] },
  {
    name: "group_ledger",
    items: [
      { page: "contracts", icon: <FileTextOutlined />, noun: "contract" },
      { page: "payment_plans", icon: <CalendarOutlined />, noun: "payment_plan" },
      { page: "payments", icon: <PayCircleOutlined />, noun: "payment" },
      { page: "settlements", icon: <FileDoneOutlined />, noun: "settlement" },
      { page: "procurements", icon: <SolutionOutlined />, noun: "procurement" },
      { page: "projects", icon: <ProjectOutlined />, noun: "project" },
    ],
  },
  {
    name: "group_supplier",
    items: [
      { page: "suppliers", icon: <ShopOutlined />, noun: "supplier" },
      { page: "undertaking", icon: <FolderOpenOutlined /> },
      {
        page: "evaluations",
        views: ["supplier_ratings", "evaluations_due", "score_differences", "rating_trial"],
        icon: <AuditOutlined />,
        noun: "evaluation",
      },
      { page: "interviews", icon: <CommentOutlined />, noun: "interview" },
    ],
  },
  {
    name: "group_data",
    items: [
      { page: "import", icon: <ImportOutlined /> },
      { page: "backups", icon: <SafetyOutlined /> },
    ],
  },
  {
    name: "group_system",
    items: [
      { page: "journal", icon: <HistoryOutlined /> },
      { page: "health", icon: <MedicineBoxOutlined /> },
      { page: "people", icon: <TeamOutlined /> },
      { page: "migration", icon: <UpCircleOutlined /> },
      { page: "upkeep", icon: <ToolOutlined /> },
      { page: "settings", icon: <SettingOutlined /> },
    ],
  },
];

/** The narrow navigation at the left, in groups, with how many records there are. */
export function NavigationBar({ page, counts }: { page: PageName; counts: readonly NounCount[] }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const mayOpen = useMayOpen();
  const groups = GROUPS.map(({ name, items }) => ({
    name,
    items: items.filter((item) => mayOpen(item.page)),
  }));
  const resets = useAccess()?.resets.length ?? 0;
  const waiting = useWaiting();
  const countOf = (noun: Noun | undefined) => counts.find((one) => one.noun === noun)?.count;
  return (
    <nav className="navigation" aria-label={t("common.frame.navigation")}>
      <div className="brand">{t("common.product")}</div>
      {groups.map((group) => (
        <section key={group.name} aria-label={t(`common.frame.${group.name}`)}>
          <h2>{t(`common.frame.${group.name}`)}</h2>
          {group.items.map((item) => {
            const count = countOf(item.noun);
            return (
              <button
                key={item.page}
                type="button"
                data-testid={`nav-${item.page}`}
                aria-current={isAt(item, page) ? "page" : undefined}
                onClick={() => go({ page: item.page })}
              >
                <span aria-hidden="true">{item.icon}</span>
                <span className="nav-name">{t(`common.frame.${item.page}`)}</span>
                {item.page === "home" && waiting > 0 && (
                  <span className="nav-waits" title={t("home.waiting", { count: waiting })}>
                    {waiting.toLocaleString("en-US")}
                  </span>
                )}
                {item.page === "people" && resets > 0 && (
                  <span className="nav-waits" title={t("people.resets.title")}>
                    {resets}
                  </span>
                )}
                {count !== undefined && (
                  <span className="nav-count">{count.toLocaleString("en-US")}</span>
                )}
              </button>
            );
          })}
        </section>
      ))}
    </nav>
  );
}

/** How many records wait for a person, those that merely lack something left out. */
function useWaiting(): number {
  const { data } = useQuery({ queryKey: ["overview"], queryFn: () => call("overview", {}) });
  const pressing = (data?.todos ?? []).filter(({ urgency }) => urgency !== "gap");
  return pressing.reduce((sum, { count }) => sum + count, 0);
}

function isAt(item: Item, page: PageName): boolean {
  return item.page === page || item.views?.some((view) => view === page) === true;
}
