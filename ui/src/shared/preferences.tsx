import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from "react";
import { i18n, type Language } from "./i18n";

export type Unit = "yuan" | "wan";
export type Appearance = "system" | "light" | "dark";

interface Preferences {
  language: Language;
  appearance: Appearance;
  unit: Unit;
}

interface PreferencesContext extends Preferences {
  /** Whether the screen is dark now, after the system where so chosen. */
  dark: boolean;
  change: (part: Partial<Preferences>) => void;
}

const KEY = "lantai.preferences";
const FIRST: Preferences = { language: "zh", appearance: "system", unit: "yuan" };

const Context = createContext<PreferencesContext>({ ...FIRST, dark: false, change: () => {} });

/** Gives what the user chose of language, appearance and unit. */
export function usePreferences(): PreferencesContext {
  return useContext(Context);
}

/** Keeps the user's choices on this computer. */
export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [preferences, setPreferences] = useState(stored);
  const systemDark = useSystemDark();
  const { language, appearance } = preferences;
  const dark = appearance === "dark" || (appearance === "system" && systemDark);

  useEffect(() => {
    void i18n.changeLanguage(language);
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  }, [language]);

  const change = useCallback((part: Partial<Preferences>) => {
    setPreferences((old) => {
      const next = { ...old, ...part };
      localStorage.setItem(KEY, JSON.stringify(next));
      return next;
    });
  }, []);

  const value = useMemo(() => ({ ...preferences, dark, change }), [preferences, dark, change]);
  return <Context value={value}>{children}</Context>;
}

function stored(): Preferences {
  try {
    return { ...FIRST, ...JSON.parse(localStorage.getItem(KEY) ?? "{}") };
  } catch {
    return FIRST;
  }
}

function useSystemDark(): boolean {
  const [dark, setDark] = useState(() => darkQuery()?.matches ?? false);
  useEffect(() => {
    const query = darkQuery();
    const follow = () => setDark(query?.matches ?? false);
    query?.addEventListener("change", follow);
    return () => query?.removeEventListener("change", follow);
  }, []);
  return dark;
}

function darkQuery(): MediaQueryList | undefined {
  return window.matchMedia?.("(prefers-color-scheme: dark)");
}
