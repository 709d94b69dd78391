import { DownloadOutlined, EllipsisOutlined } from "@ant-design/icons";
import { Button, Dropdown, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListQuery, Noun } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { type Exportable, ExportDialog } from "./ExportDialog";
import { useFileWriting } from "./useFileWriting";

interface Props {
  noun: Noun;
  query: ListQuery;
  /** Every column of the list, those that are shown first, in their order. */
  columns: readonly Exportable[];
}

/**
 * 导出当前视图: what is filtered, in the order on screen, goes to a file the user chooses.
 *
 * Beside it the template of the same records, to be filled in and imported.
 */
export function ExportButton({ noun, query, columns }: Props) {
  const { t } = useTranslation();
  const { busy, write } = useFileWriting(noun);
  const [open, setOpen] = useState(false);
  const template = () =>
    write(
      () => call("save_template", { noun }),
      () => t("common.list.template_saved", { noun: t(`common.noun.${noun}`) }),
    );
  return (
    <>
      <Space.Compact>
        <Button icon={<DownloadOutlined />} onClick={() => setOpen(true)} data-testid="export">
          {t("common.list.export_view")}
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
            loading={busy}
            aria-label={t("common.list.more_files")}
            title={t("common.list.more_files")}
            data-testid="more-files"
          />
        </Dropdown>
      </Space.Compact>
      {open && (
        <ExportDialog noun={noun} query={query} columns={columns} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
