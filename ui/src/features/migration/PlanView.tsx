import { useTranslation } from "react-i18next";
import type { MigrationLoss, MigrationPlan, MigrationRehearsal } from "../../ipc/bindings";
import { useTableNames } from "./tableNames";
import { structure } from "./useMigration";

interface Props {
  plan: MigrationPlan;
  /** What the same did on a copy; none before it was rehearsed. */
  rehearsal: MigrationRehearsal | null;
}

/** What bringing the ledger to another structure would do, and what a rehearsal said of it. */
export function PlanView({ plan, rehearsal }: Props) {
  const { t, i18n } = useTranslation();
  const { tableName } = useTableNames();
  if (plan.steps.length === 0) {
    return <p>{t("migration.nothing_to_do")}</p>;
  }
  const language = i18n.language === "en" ? "en" : "zh";
  return (
    <div className="migration-plan" data-testid="migration-plan">
      <ol>
        {plan.steps.map((step) => (
          <li key={step.number}>
            <strong className="number">{structure(step.number)}</strong> {step.purpose[language]}
            <div className="quiet">
              {[
                ...step.tables.map(
                  ({ table, rows }) =>
                    `${tableName(table)} ${t("migration.rows", { count: rows })}`,
                ),
                t("migration.estimated", { seconds: Math.ceil(step.estimated_ms / 1000) }),
              ].join(" · ")}
            </div>
          </li>
        ))}
      </ol>
      <Losses losses={rehearsal?.losses ?? plan.losses} />
      {plan.opened_by.length > 0 && (
        <p className="quiet">{t("migration.opened_by", { versions: plan.opened_by.join(", ") })}</p>
      )}
      {rehearsal !== null && <Passed rehearsal={rehearsal} />}
    </div>
  );
}

function Losses({ losses }: { losses: MigrationLoss[] }) {
  const { t } = useTranslation();
  const { tableName, columnName } = useTableNames();
  if (losses.length === 0) {
    return <p data-testid="migration-losses">{t("migration.lost_nothing")}</p>;
  }
  return (
    <div className="warning" data-testid="migration-losses">
      {t("migration.lost")}
      <ul>
        {losses.map(({ table, column, count }) => (
          <li key={`${table}.${column}`}>
            {column === null
              ? t("migration.lost_rows", { table: tableName(table), count })
              : t("migration.lost_values", {
                  table: tableName(table),
                  column: columnName(table, column),
                  count,
                })}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Passed({ rehearsal }: { rehearsal: MigrationRehearsal }) {
  const { t } = useTranslation();
  const steps = rehearsal.steps.map(({ number }) => structure(number)).join(", ");
  const seconds = (rehearsal.total_ms / 1000).toFixed(1);
  return (
    <div className="success" role="status" data-testid="migration-rehearsed">
      {t("migration.rehearsed", { seconds, steps })}
      <ul className="migration-checks">
        {rehearsal.checks.map((check) => (
          <li key={check}>✓ {t(`migration.check.${check}`)}</li>
        ))}
      </ul>
    </div>
  );
}
