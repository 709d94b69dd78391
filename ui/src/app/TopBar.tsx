import {
  ArrowLeftOutlined,
  ArrowRightOutlined,
  BulbOutlined,
  GlobalOutlined,
} from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { PersonMenu } from "../features/people/PersonMenu";
import type { Person } from "../ipc/bindings";
import { useNavigation } from "../shared/navigation";
import { type Appearance, usePreferences } from "../shared/preferences";
import { FindBox } from "./FindBox";
import { ScopeFilter } from "./ScopeFilter";
import { UndoButtons } from "./UndoButtons";

/** The bar above the page: back and forward, search, undo and redo, appearance, language. */
export function TopBar({ person }: { person: Person | null }) {
  const { t } = useTranslation();
  const { back, forward, canGoBack, canGoForward } = useNavigation();
  return (
    <header className="top-bar">
      <Button
        type="text"
        icon={<ArrowLeftOutlined />}
        aria-label={t("common.action.back")}
        title={`${t("common.action.back")} (Alt+←)`}
        disabled={!canGoBack}
        onClick={back}
        data-testid="back"
      />
      <Button
        type="text"
        icon={<ArrowRightOutlined />}
        aria-label={t("common.action.forward")}
        title={`${t("common.action.forward")} (Alt+→)`}
        disabled={!canGoForward}
        onClick={forward}
        data-testid="forward"
      />
      <UndoButtons />
      <FindBox />
      <ScopeFilter />
      <span className="top-gap" />
      <Preferences />
      {person !== null && <PersonMenu person={person} />}
    </header>
  );
}

function Preferences() {
  const { t } = useTranslation();
  const { appearance, language, change } = usePreferences();
  const appearances: Appearance[] = ["system", "light", "dark"];
  return (
    <>
      <Dropdown
        trigger={["click"]}
        menu={{
          selectable: true,
          selectedKeys: [appearance],
          items: appearances.map((key) => ({ key, label: t(`common.frame.theme_${key}`) })),
          onClick: ({ key }) => change({ appearance: key as Appearance }),
        }}
      >
        <Button
          type="text"
          icon={<BulbOutlined />}
          aria-label={t("common.frame.theme")}
          title={t("common.frame.theme")}
          data-testid="theme"
        />
      </Dropdown>
      <Button
        type="text"
        icon={<GlobalOutlined />}
        title={t("common.frame.language")}
        onClick={() => change({ language: language === "zh" ? "en" : "zh" })}
        data-testid="language"
      >
        {language === "zh" ? "English" : "中文"}
      </Button>
    </>
  );
}
