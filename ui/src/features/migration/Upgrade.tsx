import { Alert, App, Button, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MigrationRehearsal, MigrationStanding } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { useEnter } from "../../shared/ledger";
import { localText } from "../../shared/values";
import { WorkProgress } from "../../shared/work/WorkProgress";
import { PlanView } from "./PlanView";
import { structure, useMigrationWork, usePlan, useStanding } from "./useMigration";
import "./migration.css";

/** A ledger that waits for its upgrade: what it would do, its rehearsal, the upgrade, or not now. */
export function Upgrade() {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const enter = useEnter();
  const standing = useStanding();
  const to = standing.data?.status.known;
  const plan = usePlan(to);
  const { work, progress, failure, run, runInto } = useMigrationWork();
  const [rehearsal, setRehearsal] = useState<MigrationRehearsal | null>(null);
  const busy = work !== null || to === undefined;

  const rehearse = async () => {
    setRehearsal(
      await run("rehearsing", (report) => call("rehearse_migration", { to: to ?? 0 }, report)),
    );
  };
  const upgrade = async () => {
    if (await runInto("upgrading", (report) => call("migrate", { to: to ?? 0 }, report))) {
      notification.success({ title: t("migration.upgraded") });
    }
  };
  return (
    <section className="migration" data-testid="upgrade" aria-label={t("migration.needed")}>
      <h1>{t("migration.needed")}</h1>
      {standing.error !== null && <ErrorNotice failure={standing.error} />}
      {standing.data !== undefined && (
        <p>
          {t("migration.needed_hint", {
            schema: structure(standing.data.status.schema),
            known: structure(standing.data.status.known),
          })}
        </p>
      )}
      {standing.data !== undefined && <Before standing={standing.data} />}
      {plan.isPending && standing.error === null && <Skeleton active title={false} />}
      {plan.error !== null && <ErrorNotice failure={plan.error} />}
      {plan.data !== undefined && <PlanView plan={plan.data} rehearsal={rehearsal} />}
      {work !== null && <WorkProgress title={t(`migration.${work}`)} progress={progress} bytes />}
      {failure !== null && <ErrorNotice failure={failure} />}
      <div className="migration-acts">
        <Button disabled={busy} onClick={() => void rehearse()} data-testid="migration-rehearse">
          {t("migration.rehearse")}
        </Button>
        <Button
          type="primary"
          disabled={busy}
          loading={work === "upgrading"}
          onClick={() => void upgrade()}
          data-testid="migration-upgrade"
        >
          {t("migration.upgrade")}
        </Button>
        <Button
          disabled={busy}
          onClick={() => void runInto("looking", (report) => call("look_at_ledger", {}, report))}
          data-testid="migration-later"
        >
          {t("migration.later")}
        </Button>
        {standing.data?.rollback != null && (
          <Button
            disabled={busy}
            onClick={() => void runInto("undoing", (report) => call("undo_rollback", {}, report))}
            data-testid="migration-undo"
          >
            {t("migration.undo")}
          </Button>
        )}
        <Button
          type="link"
          disabled={work !== null}
          onClick={() => void call("choose_ledger", {}).then(enter, () => {})}
        >
          {t("migration.choose")}
        </Button>
      </div>
    </section>
  );
}

/** What was done to the structure before: an interruption, or a rollback that can be undone. */
export function Before({ standing }: { standing: MigrationStanding }) {
  const { t } = useTranslation();
  const { interrupted, rollback } = standing;
  return (
    <>
      {interrupted !== null && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={t(
            interrupted.finished
              ? "migration.interrupted.finished"
              : "migration.interrupted.nothing_done",
            {
              at: localText(interrupted.at),
              from: structure(interrupted.from),
              to: structure(interrupted.to),
            },
          )}
        />
      )}
      {rollback !== null && (
        <Alert
          type="info"
          showIcon
          data-testid="migration-rolled-back"
          title={t("migration.last_rollback", {
            at: localText(rollback.at),
            from: structure(rollback.from),
            to: structure(rollback.to),
            before: rollback.before,
          })}
          description={
            rollback.operations_since > 0
              ? t("migration.undo_since", { count: rollback.operations_since })
              : undefined
          }
        />
      )}
    </>
  );
}
