import { Button, Modal } from "antd";
import { useTranslation } from "react-i18next";
import type { BackupRow } from "../../ipc/bindings";
import { useMay } from "../../shared/access";
import { useCover } from "../../shared/shortcuts";
import { localText } from "../../shared/values";
import { Differences } from "./Differences";
import { Preparing } from "./Preparing";
import { useCandidate } from "./useCandidate";

interface Props {
  backup: BackupRow;
  onClose: () => void;
  onRestore: () => void;
}

/** A backup beside the ledger as it is now; nothing is restored. */
export function CompareDialog({ backup, onClose, onRestore }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  useCover(true);
  const candidate = useCandidate({ kind: "backup", name: backup.name });
  return (
    <Modal
      open
      width={1000}
      title={t("restore.compare.title", { at: localText(backup.made_at) })}
      onCancel={onClose}
      footer={[
        may("restore") && (
          <Button key="restore" danger onClick={onRestore} data-testid="compare-restore">
            {t("backup.restore.button")}
          </Button>
        ),
        <Button key="close" type="primary" onClick={onClose} data-testid="compare-close">
          {t("common.action.close")}
        </Button>,
      ]}
    >
      <div className="restore" data-testid="compare-dialog">
        <Preparing candidate={candidate} onCancelled={onClose} />
        {candidate.preview !== null && <Differences id={candidate.preview.id} />}
      </div>
    </Modal>
  );
}
