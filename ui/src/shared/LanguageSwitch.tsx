import { usePreferences } from "./preferences";

/** The way to the other language, for screens outside the frame. */
export function LanguageSwitch() {
  const { language, change } = usePreferences();
  const other = language === "zh" ? "en" : "zh";
  return (
    <button type="button" className="link" lang={other} onClick={() => change({ language: other })}>
      {other === "en" ? "English" : "中文"}
    </button>
  );
}
