import { QueryClientProvider } from "@tanstack/react-query";
import { App as AntApp, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { type ReactNode, useEffect, useState } from "react";
import "../shared/i18n";
import { PreferencesProvider, usePreferences } from "../shared/preferences";
import { createQueryClient } from "../shared/queries";
import { themeOf } from "../shared/theme";
import { ClosingQuestion } from "./ClosingQuestion";
import { Gate } from "./Gate";

/** The whole window. */
export function App() {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <PreferencesProvider>
        <Themed>
          <Gate />
          <ClosingQuestion />
        </Themed>
      </PreferencesProvider>
    </QueryClientProvider>
  );
}

/** Dresses everything inside in the chosen theme and language. */
export function Themed({ children }: { children: ReactNode }) {
  const { dark, language } = usePreferences();
  useEffect(() => {
    document.documentElement.dataset.theme = dark ? "dark" : "light";
  }, [dark]);
  return (
    <ConfigProvider
      theme={themeOf(dark)}
      locale={language === "zh" ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
    >
      <AntApp component="div">{children}</AntApp>
    </ConfigProvider>
  );
}
