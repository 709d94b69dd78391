import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MigrationStatus } from "../../ipc/bindings";
import { RollbackDialog } from "./RollbackDialog";
import { structure } from "./useMigration";

interface Target {
  /** A version and a structure may lead to the same schema. */
  value: string;
  label: string;
  to: number;
}

/** The way back: to a version that people have, or to a structure between two of them. */
export function Rollback({ status }: { status: MigrationStatus }) {
  const { t } = useTranslation();
  const { versions, structures } = useTargets(status);
  const targets = [...versions, ...structures];
  const [value, setValue] = useState(versions.at(-1)?.value ?? structures.at(0)?.value);
  const [open, setOpen] = useState(false);
  const chosen = targets.find((target) => target.value === value);
  return (
    <section aria-label={t("migration.rollback_title")}>
      <h3>{t("migration.rollback_title")}</h3>
      {targets.length === 0 ? (
        <p className="quiet">{t("migration.no_release")}</p>
      ) : (
        <>
          <p className="quiet">{t("migration.rollback_hint")}</p>
          <div className="migration-acts">
            <Select
              aria-label={t("migration.prepare_for")}
              data-testid="migration-target"
              className="migration-target"
              value={value}
              onChange={setValue}
              options={[
                { label: t("migration.versions"), options: versions },
                { label: t("migration.structures"), options: structures },
              ]}
            />
            <Button
              disabled={chosen === undefined}
              onClick={() => setOpen(true)}
              data-testid="migration-rollback"
            >
              {t("migration.rollback")}
            </Button>
          </div>
        </>
      )}
      {open && chosen !== undefined && (
        <RollbackDialog to={chosen.to} onClose={() => setOpen(false)} />
      )}
    </section>
  );
}

/** The versions and the structures that the ledger can go back to, the nearest structure first. */
function useTargets({ schema, migrations, releases }: MigrationStatus) {
  const { t } = useTranslation();
  const first = releases.at(0)?.schema ?? schema;
  const applied = migrations.filter(({ number }) => number <= schema);
  // A step without a way back stands in the way of everything before it.
  const last = applied.findLast(({ reversible }) => !reversible)?.number ?? 0;
  const lowest = Math.max(first, last);
  const versions: Target[] = releases
    .filter((release) => release.schema < schema && release.schema >= lowest)
    .map((release) => ({
      value: `version ${release.version}`,
      label: t("migration.release", {
        version: release.version,
        schema: structure(release.schema),
      }),
      to: release.schema,
    }));
  const structures: Target[] = applied
    .filter(({ number }) => number > lowest)
    .reverse()
    .map(({ number }) => ({
      value: `structure ${number - 1}`,
      label: t("migration.before_step", {
        schema: structure(number - 1),
        steps: schema === number ? structure(number) : `${structure(number)}–${structure(schema)}`,
      }),
      to: number - 1,
    }));
  return { versions, structures };
}
