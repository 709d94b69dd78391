import { DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { call } from "../../ipc/call";
import { useFileWriting } from "../../shared/list/useFileWriting";
import { usePreferences } from "../../shared/preferences";

/** 导出错误行: writes the rows that are not imported, as they stand in the file, with what is wrong. */
export function ErrorRowsButton({ id, small = false }: { id: number; small?: boolean }) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { busy, write } = useFileWriting();
  const save = () =>
    write(
      () => call("save_import_errors", { id, inEnglish: language === "en" }),
      ({ rows }) => t("exchange.errors.written", { rows }),
    );

  return (
    <Button
      icon={<DownloadOutlined />}
      size={small ? "small" : "middle"}
      loading={busy}
      title={t("exchange.errors.hint")}
      onClick={() => void save()}
      data-testid="import-errors"
    >
      {t("exchange.errors.button")}
    </Button>
  );
}
