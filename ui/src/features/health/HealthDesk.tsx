import { App, Button, Segmented } from "antd";
import { useTranslation } from "react-i18next";
import type { HealthItem, HealthState, Remedy } from "../../ipc/bindings";
import { type Operation, useMay } from "../../shared/access";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { useNavigation, useRemembered } from "../../shared/navigation";
import { localText } from "../../shared/values";
import { WorkProgress } from "../../shared/work/WorkProgress";
import { DiagnosisView } from "./DiagnosisView";
import { GoLiveView } from "./GoLiveView";
import { HealthItems } from "./HealthItems";
import { LogView } from "./LogView";
import { useHealth, useHealthWork } from "./useHealth";
import "../../shared/desk.css";
import "./health.css";

const VIEWS = ["items", "logs", "diagnosis", "go_live"] as const;
type HealthView = (typeof VIEWS)[number];

/** What the views that not everybody may see are for. */
const NEEDS: { [view in HealthView]?: Operation } = { logs: "diagnose", diagnosis: "diagnose" };

interface Props {
  /** Shows what was found of tampering. */
  onTampering: () => void;
}

/** 健康检查: how everything stands, and what to do about it. */
export function HealthDesk({ onTampering }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const [wanted, setView] = useRemembered<HealthView>("view", "items");
  const views = VIEWS.filter((one) => NEEDS[one] === undefined || may(NEEDS[one]));
  const view = views.includes(wanted) ? wanted : "items";
  return (
    <div className="desk health-page" data-testid="health-page">
      <header className="desk-head health-head">
        <h2>{t("health.title")}</h2>
        <Segmented<HealthView>
          value={view}
          onChange={setView}
          options={views.map((value) => ({
            value,
            label: <span data-testid={`health-view-${value}`}>{t(`health.view.${value}`)}</span>,
          }))}
        />
      </header>
      {view === "items" && <Overview onLogs={() => setView("logs")} onTampering={onTampering} />}
      {view === "logs" && <LogView />}
      {view === "diagnosis" && <DiagnosisView />}
      {view === "go_live" && <GoLiveView />}
    </div>
  );
}

function Overview({ onLogs, onTampering }: Props & { onLogs: () => void }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { notification } = App.useApp();
  const health = useHealth();
  const { work, progress, failure, run } = useHealthWork();

  const mend = async (remedy: Remedy) => {
    switch (remedy) {
      case "check_all":
        await run("checking");
        break;
      case "back_up":
        if (await run("backing_up")) {
          notification.success({ title: t("health.backed_up") });
        }
        break;
      case "drill":
        if (await run("drilling")) {
          notification.success({ title: t("health.drilled") });
        }
        break;
      case "backups":
        go({ page: "backups", view: "list" });
        break;
      case "places":
        go({ page: "backups", view: "settings" });
        break;
      case "journal":
        go({ page: "journal" });
        break;
      case "logs":
        onLogs();
        break;
      case "upgrade":
        go({ page: "migration" });
        break;
      case "tampering":
        onTampering();
        break;
    }
  };

  return (
    <>
      <div className="health-sum">
        <Sum items={health.items} />
        <span className="quiet number">
          {health.lookedAt !== null &&
            `${t("health.looked_at", { at: localText(health.lookedAt) })} · `}
          {health.checkedAt === null
            ? t("health.never_checked")
            : t("health.checked_at", { at: localText(health.checkedAt) })}
        </span>
        <Button
          type="primary"
          className="health-check"
          disabled={work !== null}
          loading={work === "checking"}
          title={t("health.check_hint")}
          onClick={() => void run("checking")}
          data-testid="health-check"
        >
          {t("health.check_all")}
        </Button>
      </div>
      {work !== null && (
        <WorkProgress
          key={work}
          title={t(`health.${work}`)}
          progress={progress}
          bytes={work !== "checking"}
        />
      )}
      {failure !== null && <ErrorNotice failure={failure} />}
      {health.failure !== null && (
        <ErrorNotice failure={health.failure} onRetry={() => void health.refresh()} />
      )}
      <HealthItems
        items={health.items}
        pending={health.pending}
        busy={work !== null}
        onMend={(remedy) => void mend(remedy)}
      />
    </>
  );
}

const WORSE: readonly HealthState[] = ["fault", "attention", "unknown"];
const TONES = { fault: "error", attention: "warning", unknown: "neutral" } as const;

/** How many things stand badly; that all is well where none does. */
function Sum({ items }: { items: HealthItem[] }) {
  const { t } = useTranslation();
  const counts = WORSE.map((state) => ({
    state: state as keyof typeof TONES,
    count: items.filter((item) => item.state === state).length,
  })).filter(({ count }) => count > 0);
  if (items.length === 0) {
    return null;
  }
  return (
    <strong data-testid="health-sum" role="status">
      {counts.length === 0 ? (
        <span className="state success">{t("health.well")}</span>
      ) : (
        counts.map(({ state, count }) => (
          <span key={state} className={`state ${TONES[state]}`}>
            {t(`health.sum.${state}`, { count })}
          </span>
        ))
      )}
    </strong>
  );
}
