import { Button, Select, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MigrationState, MigrationStatus } from "../../ipc/bindings";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { localText } from "../../shared/values";
import { RollbackDialog } from "./RollbackDialog";
import { Before, Upgrade } from "./Upgrade";
import { structure, useStanding } from "./useMigration";
import "./migration.css";

/** 升级与回退: which steps the ledger has, and the way back to an older program. */
export function MigrationDesk() {
  const { t } = useTranslation();
  const standing = useStanding();
  const status = standing.data?.status;
  if (standing.error !== null) {
    return <ErrorNotice failure={standing.error} onRetry={() => void standing.refetch()} />;
  }
  if (standing.data === undefined || status === undefined) {
    return <Skeleton active />;
  }
  if (status.schema < status.known) {
    return <Upgrade />;
  }
  return (
    <section className="migration" data-testid="migration-page">
      <h2>
        {t("migration.title")}{" "}
        <small className="quiet" data-testid="migration-structure">
          {t("migration.structure", { schema: structure(status.schema) })} ·{" "}
          {t("migration.current")}
        </small>
      </h2>
      <Before standing={standing.data} />
      <Steps steps={status.migrations} />
      <Rollback status={status} />
    </section>
  );
}

/** Every step of the program, and when the ledger got it. */
function Steps({ steps }: { steps: MigrationState[] }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === "en" ? "en" : "zh";
  return (
    <ol className="migration-steps" data-testid="migration-steps">
      {steps.map((step) => (
        <li key={step.number}>
          <strong className="number">{structure(step.number)}</strong> {step.purpose[language]}
          <dl className="quiet">
            <dt>{t("migration.applied")}</dt>
            <dd>
              {step.applied === null
                ? t("migration.waits")
                : `${localText(step.applied.at)} · ${step.applied.program_version}`}
            </dd>
            <dt>{t("migration.tables")}</dt>
            <dd>{step.tables.join(", ")}</dd>
            <dt>{t("migration.reversible")}</dt>
            <dd>{t(step.reversible ? "migration.yes" : "migration.no")}</dd>
            <dt>{t("migration.checksum")}</dt>
            <dd title={step.checksum}>
              <code>{step.checksum.slice(0, 12)}</code>
            </dd>
          </dl>
        </li>
      ))}
    </ol>
  );
}

function Rollback({ status }: { status: MigrationStatus }) {
  const { t } = useTranslation();
  const older = status.releases.filter(({ schema }) => schema < status.schema);
  const [to, setTo] = useState<number | undefined>(older.at(-1)?.schema);
  const [open, setOpen] = useState(false);
  return (
    <section aria-label={t("migration.rollback_title")}>
      <h3>{t("migration.rollback_title")}</h3>
      {older.length === 0 ? (
        <p className="quiet">{t("migration.no_release")}</p>
      ) : (
        <>
          <p className="quiet">{t("migration.rollback_hint")}</p>
          <div className="migration-acts">
            <Select
              aria-label={t("migration.prepare_for")}
              value={to}
              onChange={setTo}
              options={older.map(({ version, schema }) => ({
                value: schema,
                label: t("migration.release", { version, schema: structure(schema) }),
              }))}
            />
            <Button
              disabled={to === undefined}
              onClick={() => setOpen(true)}
              data-testid="migration-rollback"
            >
              {t("migration.rollback")}
            </Button>
          </div>
        </>
      )}
      {open && to !== undefined && <RollbackDialog to={to} onClose={() => setOpen(false)} />}
    </section>
  );
}
