import { Button, Space } from "antd";
import { useTranslation } from "react-i18next";
import { useMayOpen } from "../access";
import { useNavigation } from "../navigation";

/** What to do where the ledger has no record of a noun: enter one, or import a workbook. */
export function EmptyLedger({ text, onNew }: { text: string; onNew?: () => void }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const mayOpen = useMayOpen();
  return (
    <div>
      <p>{text}</p>
      <Space>
        {onNew !== undefined && <Button onClick={onNew}>{t("common.action.new")}</Button>}
        {mayOpen("import") && (
          <Button type="primary" onClick={() => go({ page: "import" })}>
            {t("common.frame.import")}
          </Button>
        )}
      </Space>
    </div>
  );
}
