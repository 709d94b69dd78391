import { Button, Checkbox, Modal, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MigrationRehearsal } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { useCover } from "../../shared/shortcuts";
import { WorkProgress } from "../../shared/work/WorkProgress";
import { PlanView } from "./PlanView";
import { useMigrationWork, usePlan } from "./useMigration";

interface Props {
  to: number;
  onClose: () => void;
}

/** Says exactly what a rollback takes, and does it when a person has agreed to that. */
export function RollbackDialog({ to, onClose }: Props) {
  const { t } = useTranslation();
  const plan = usePlan(to);
  const { work, progress, failure, run, runInto } = useMigrationWork();
  const [rehearsal, setRehearsal] = useState<MigrationRehearsal | null>(null);
  const [agreed, setAgreed] = useState(false);
  useCover(true);
  const losses = rehearsal?.losses ?? plan.data?.losses ?? [];
  const busy = work !== null;

  const rehearse = async () => {
    setAgreed(false);
    setRehearsal(await run("rehearsing", (report) => call("rehearse_migration", { to }, report)));
  };
  const rollBack = () => runInto("rolling_back", (report) => call("migrate", { to }, report));

  return (
    <Modal
      open
      width={680}
      title={t("migration.rollback_title")}
      onCancel={onClose}
      mask={{ closable: false }}
      keyboard={!busy}
      closable={!busy}
      footer={[
        <Button key="cancel" onClick={onClose} disabled={busy}>
          {t("common.action.cancel")}
        </Button>,
        <Button
          key="rehearse"
          disabled={busy || plan.data === undefined}
          onClick={() => void rehearse()}
          data-testid="rollback-rehearse"
        >
          {t("migration.rehearse")}
        </Button>,
        <Button
          key="confirm"
          type="primary"
          danger
          disabled={!agreed || busy || plan.data === undefined}
          onClick={() => void rollBack()}
          data-testid="rollback-confirm"
        >
          {t("migration.confirm")}
        </Button>,
      ]}
    >
      <div data-testid="rollback-dialog">
        {plan.isPending && <Skeleton active title={false} />}
        {plan.error !== null && <ErrorNotice failure={plan.error} />}
        {plan.data !== undefined && <PlanView plan={plan.data} rehearsal={rehearsal} />}
        {plan.data !== undefined && !busy && (
          <Checkbox
            checked={agreed}
            onChange={(event) => setAgreed(event.target.checked)}
            data-testid="rollback-agree"
          >
            {t(losses.length === 0 ? "migration.agree_nothing" : "migration.agree")}
          </Checkbox>
        )}
        {work !== null && <WorkProgress title={t(`migration.${work}`)} progress={progress} bytes />}
        {failure !== null && <ErrorNotice failure={failure} />}
      </div>
    </Modal>
  );
}
