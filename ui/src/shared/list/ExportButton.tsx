import { DownloadOutlined, EllipsisOutlined } from "@ant-design/icons";
import { App, Button, Dropdown, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Exported, ListQuery, Noun, Progress } from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";
import { useMessage } from "../message";

/** Every row that a list can have: an export is never a page. */
const EVERY_ROW = 4_294_967_295;

/**
 * 导出当前视图: writes what is filtered, in the order on screen, to a file the user chooses.
 *
 * Beside it the template of the same columns, to be filled in and imported.
 */
export function ExportButton({ noun, query }: { noun: Noun; query: ListQuery }) {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const message = useMessage(noun);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [busy, setBusy] = useState(false);

  const write = async (
    writing: () => Promise<Exported | null>,
    title: (rows: number) => string,
  ) => {
    setBusy(true);
    try {
      const exported = await writing();
      if (exported !== null) {
        notification.success({
          title: title(exported.rows),
          description: exported.path,
          actions: (
            <Button size="small" onClick={() => void show(exported.path)}>
              {t("common.action.show_in_folder")}
            </Button>
          ),
        });
      }
    } catch (reason) {
      const failure = asFailure(reason);
      if (failure.code !== "cancelled") {
        notification.error({ title: message(failure), role: "alert" });
      }
    } finally {
      setBusy(false);
      setProgress(null);
    }
  };

  const view = () => {
    const all = { ...query, offset: 0, limit: EVERY_ROW };
    return write(
      () => call("export_list", { noun, query: all }, setProgress),
      (rows) => t("common.list.exported", { rows }),
    );
  };
  const template = () =>
    write(
      () => call("save_template", { noun }),
      () => t("common.list.template_saved", { noun: t(`common.noun.${noun}`) }),
    );

  const show = (path: string) =>
    call("show_in_folder", { path }).catch((reason) =>
      notification.error({ title: message(asFailure(reason)), role: "alert" }),
    );

  return (
    <>
      <Space.Compact>
        <Button
          icon={<DownloadOutlined />}
          loading={busy}
          onClick={() => void view()}
          data-testid="export"
        >
          {progress === null
            ? t("common.list.export_view")
            : t("common.list.exporting", { done: progress.done })}
        </Button>
        <Dropdown
          trigger={["click"]}
          disabled={busy}
          menu={{
            items: [{ key: "template", label: t("common.list.template") }],
            onClick: () => void template(),
          }}
        >
          <Button
            icon={<EllipsisOutlined />}
            aria-label={t("common.list.more_files")}
            data-testid="more-files"
          />
        </Dropdown>
      </Space.Compact>
      {progress !== null && (
        <Button onClick={() => void call("cancel_work", {})} data-testid="cancel-export">
          {t("common.action.cancel")}
        </Button>
      )}
    </>
  );
}
