import { Button, Modal } from "antd";
import { useTranslation } from "react-i18next";
import type { PrunePlan } from "../../ipc/bindings";
import { useCover } from "../../shared/shortcuts";
import { Planned } from "./PruneDialog";

interface Props {
  plan: PrunePlan;
  onConfirm: () => void;
  onClose: () => void;
}

/** Shows what another retention rule would remove, before it is put in force. */
export function RuleDialog({ plan, onConfirm, onClose }: Props) {
  const { t } = useTranslation();
  useCover(true);
  return (
    <Modal
      open
      width={640}
      title={t("backup.rule.title")}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose} data-testid="rule-cancel">
          {t("backup.rule.back")}
        </Button>,
        <Button key="save" type="primary" danger onClick={onConfirm} data-testid="rule-confirm">
          {t("backup.rule.confirm")}
        </Button>,
      ]}
    >
      <div className="prune" data-testid="rule-dialog">
        <p>{t("backup.rule.hint")}</p>
        <Planned plan={plan} />
      </div>
    </Modal>
  );
}
