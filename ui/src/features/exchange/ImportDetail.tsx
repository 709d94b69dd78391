import { DownloadOutlined } from "@ant-design/icons";
import { Button, Modal, Space } from "antd";
import { useTranslation } from "react-i18next";
import type { ImportHistoryEntry } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { useMayUndo } from "../../shared/access";
import { fileSize } from "../../shared/fileSize";
import { useFileWriting } from "../../shared/list/useFileWriting";
import { useNavigation } from "../../shared/navigation";
import { Facts } from "../../shared/panel/RecordPanel";
import { useCover } from "../../shared/shortcuts";
import { localText } from "../../shared/values";
import { ColumnMatches } from "./ColumnMatches";
import { ErrorRowsButton } from "./ErrorRowsButton";
import { ACTIONS, whole } from "./rows";

interface Props {
  past: ImportHistoryEntry;
  onClose: () => void;
  onUndo: () => void;
}

/** One past import: what it did, what its columns were taken for, and its file as it was. */
export function ImportDetail({ past, onClose, onUndo }: Props) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const mayUndo = useMayUndo();
  useCover(true);
  const { entry, counts } = past;
  const outcome = ACTIONS.filter((action) => counts[action] > 0)
    .map((action) => `${t(`exchange.action.${action}`)} ${whole(counts[action])}`)
    .join(" · ");
  return (
    <Modal
      open
      width={640}
      title={entry.subject}
      onCancel={onClose}
      footer={
        <Space wrap>
          {past.left_out !== null && <ErrorRowsButton id={past.left_out} />}
          {past.original_bytes !== null && (
            <OriginalButton seq={entry.seq} bytes={past.original_bytes} />
          )}
          <Button onClick={() => go({ page: "journal", open: entry.seq })}>
            {t("exchange.history.changes")}
          </Button>
          {entry.undone_by === null && mayUndo(entry.actor) && (
            <Button danger onClick={onUndo} data-testid="import-detail-undo">
              {t("exchange.history.undo")}
            </Button>
          )}
          <Button type="primary" onClick={onClose}>
            {t("common.action.close")}
          </Button>
        </Space>
      }
    >
      <div data-testid="import-detail" className="import-detail">
        <Facts
          facts={[
            { label: t("exchange.history.at"), value: localText(entry.at) },
            { label: t("exchange.history.who"), value: entry.actor },
            { label: t("exchange.history.kind"), value: t(`common.noun.${past.kind}`) },
            { label: t("exchange.history.sheet"), value: past.sheet },
            { label: t("exchange.history.counts"), value: outcome, wide: true },
            ...(past.backup === null
              ? []
              : [{ label: t("exchange.history.backup"), value: past.backup, wide: true }]),
            ...(past.original_bytes === null
              ? [
                  {
                    label: t("exchange.history.original"),
                    value: <span className="quiet">{t("exchange.history.original_not_kept")}</span>,
                    wide: true,
                  },
                ]
              : []),
          ]}
        />
        <h4>{t("exchange.rehearsed.columns_title")}</h4>
        <ColumnMatches columns={past.columns} kind={past.kind} />
      </div>
    </Modal>
  );
}

/** Saves the file that was imported, byte for byte, to where the user says. */
function OriginalButton({ seq, bytes }: { seq: number; bytes: number }) {
  const { t } = useTranslation();
  const { busy, write } = useFileWriting();
  const save = () =>
    write(
      async () => {
        const path = await call("save_import_original", { seq });
        return path === null ? null : { path };
      },
      () => t("exchange.history.original_saved"),
    );
  return (
    <Button
      icon={<DownloadOutlined />}
      loading={busy}
      onClick={() => void save()}
      data-testid="import-original"
    >
      {t("exchange.history.save_original", { size: fileSize(bytes) })}
    </Button>
  );
}
