import { CloseOutlined, CopyOutlined, DeleteOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  count: number;
  onCopy: () => void;
  /** None where the person may not delete. */
  onRemove: (() => void) | null;
  onClear: () => void;
  /** What else can be done with what is chosen. */
  children?: ReactNode;
}

/** What can be done with the chosen rows; it stands where the tools of the list stand. */
export function SelectionBar({ count, onCopy, onRemove, onClear, children }: Props) {
  const { t } = useTranslation();
  return (
    <span className="selection-bar" data-testid="selection-bar">
      <b role="status">{t("common.list.selected", { count })}</b>
      {children}
      <Button icon={<CopyOutlined />} onClick={onCopy} title="Ctrl+C" data-testid="copy-rows">
        {t("common.list.copy")}
      </Button>
      {onRemove !== null && (
        <Button
          danger
          icon={<DeleteOutlined />}
          onClick={onRemove}
          title="Del"
          data-testid="delete-rows"
        >
          {t("common.action.delete")}
        </Button>
      )}
      <Button
        type="text"
        icon={<CloseOutlined />}
        onClick={onClear}
        aria-label={t("common.list.clear_selection")}
        title={`${t("common.list.clear_selection")} (Esc)`}
        data-testid="clear-selection"
      />
    </span>
  );
}
