import { DownloadOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asFailure, call } from "../../ipc/call";
import { useMessage } from "../../shared/message";
import { usePreferences } from "../../shared/preferences";

/** 导出错误行: writes the rows that are not imported, as they stand in the file, with what is wrong. */
export function ErrorRowsButton({ id, small = false }: { id: number; small?: boolean }) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { notification } = App.useApp();
  const message = useMessage();
  const [busy, setBusy] = useState(false);

  const refuse = (reason: unknown) =>
    notification.error({ title: message(asFailure(reason)), role: "alert" });
  const write = async () => {
    setBusy(true);
    try {
      const written = await call("save_import_errors", { id, inEnglish: language === "en" });
      if (written !== null) {
        const { path, rows } = written;
        notification.success({
          title: t("exchange.errors.written", { rows }),
          description: path,
          actions: (
            <Button
              size="small"
              onClick={() => void call("show_in_folder", { path }).catch(refuse)}
            >
              {t("common.action.show_in_folder")}
            </Button>
          ),
        });
      }
    } catch (reason) {
      refuse(reason);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Button
      icon={<DownloadOutlined />}
      size={small ? "small" : "middle"}
      loading={busy}
      title={t("exchange.errors.hint")}
      onClick={() => void write()}
      data-testid="import-errors"
    >
      {t("exchange.errors.button")}
    </Button>
  );
}
