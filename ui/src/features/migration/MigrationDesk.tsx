import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import type { MigrationState } from "../../ipc/bindings";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { localText } from "../../shared/values";
import { Rollback } from "./Rollback";
import { useTableNames } from "./tableNames";
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
  const { tableName } = useTableNames();
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
            <dd>{step.tables.map(tableName).join(" · ")}</dd>
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
