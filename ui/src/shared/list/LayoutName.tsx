import { SaveOutlined } from "@ant-design/icons";
import { Button, Input, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isComposing } from "../shortcuts";

interface Props {
  start: string;
  disabled: boolean;
  onSave: (name: string) => void;
}

/** Keeps the chosen columns under a name; the same name again replaces what it meant. */
export function LayoutName({ start, disabled, onSave }: Props) {
  const { t } = useTranslation();
  const [name, setName] = useState(start);
  const wanted = name.trim();
  const save = () => {
    if (wanted !== "" && !disabled) {
      onSave(wanted);
    }
  };
  return (
    <Space.Compact>
      <Input
        maxLength={40}
        placeholder={t("common.export.name")}
        aria-label={t("common.export.name")}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !isComposing(event.nativeEvent)) {
            save();
          }
        }}
        data-testid="layout-name"
      />
      <Button
        icon={<SaveOutlined />}
        disabled={wanted === "" || disabled}
        onClick={save}
        data-testid="save-layout"
      >
        {t("common.export.save")}
      </Button>
    </Space.Compact>
  );
}
