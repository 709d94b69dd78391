import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { Filter, JsonValue, LayoutColumn, LayoutFormat, Noun, Sort } from "../ipc/bindings";
import { call } from "../ipc/call";
import { i18n, type Language } from "./i18n";

export type Unit = "yuan" | "wan";
export type Appearance = "system" | "light" | "dark";

/** How the columns of a list stand, where the user moved them. */
export interface ColumnLayout {
  /** Keys in their order; columns that are not named follow as the program has them. */
  order: string[];
  hidden: string[];
  widths: { [key in string]: number };
}

/** A list as the user keeps it under a name. */
export interface SavedView {
  name: string;
  search: string;
  filters: Filter[];
  sort: Sort[];
  layout: ColumnLayout | null;
}

/** The columns of an export under a name; the command line reads it too. */
export interface ExportLayout {
  name: string;
  columns: LayoutColumn[];
  format: LayoutFormat;
}

/** What narrows every list that has the field. */
export interface Scope {
  /** Four digits. */
  year: string | null;
  project: { code: string; label: string } | null;
}

interface Preferences {
  language: Language;
  appearance: Appearance;
  unit: Unit;
  layouts: { [noun in Noun]?: ColumnLayout };
  views: { [noun in Noun]?: SavedView[] };
  exports: { [noun in Noun]?: ExportLayout[] };
  scope: Scope;
  /** Who signed in last on this computer. */
  lastPerson: string;
  /** Whether it is still to be asked if one person or several work with the new ledger. */
  askWho: boolean;
}

interface PreferencesContext extends Preferences {
  /** Whether the screen is dark now, after the system where so chosen. */
  dark: boolean;
  change: (part: Partial<Preferences>) => void;
}

const KEY = "lantai.preferences";
const FIRST: Preferences = {
  language: "zh",
  appearance: "system",
  unit: "yuan",
  layouts: {},
  views: {},
  exports: {},
  scope: { year: null, project: null },
  lastPerson: "",
  askWho: false,
};

const Context = createContext<PreferencesContext>({ ...FIRST, dark: false, change: () => {} });

/** Gives what the user chose of language, appearance and unit. */
export function usePreferences(): PreferencesContext {
  return useContext(Context);
}

/**
 * Keeps the user's choices on this computer: in a file of the program, and beside it in the page,
 * whose copy is there at once when the window opens.
 */
export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [preferences, setPreferences] = useState(stored);
  const systemDark = useSystemDark();
  const { language, appearance } = preferences;
  const dark = appearance === "dark" || (appearance === "system" && systemDark);

  useEffect(() => {
    void i18n.changeLanguage(language);
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  }, [language]);

  const keep = useKeeper();
  const latest = useRef(preferences);
  const changed = useRef(false);
  const put = useCallback((next: Preferences) => {
    latest.current = next;
    localStorage.setItem(KEY, JSON.stringify(next));
    setPreferences(next);
  }, []);
  const change = useCallback(
    (part: Partial<Preferences>) => {
      changed.current = true;
      put({ ...latest.current, ...part });
      keep(latest.current);
    },
    [put, keep],
  );
  useEffect(() => {
    call("preferences", {})
      .then((kept) => {
        // What the user chose in the meantime is newer than the file.
        if (!changed.current && Object.keys(kept).length > 0) {
          put({ ...latest.current, ...(kept as Partial<Preferences>) });
        }
      })
      // Without the file the copy of the page serves.
      .catch(() => {});
  }, [put]);

  const value = useMemo(() => ({ ...preferences, dark, change }), [preferences, dark, change]);
  return <Context value={value}>{children}</Context>;
}

/** Gives the function that writes the file, one state after the other, of several the last. */
function useKeeper(): (preferences: Preferences) => void {
  const waiting = useRef<Preferences | null>(null);
  const writing = useRef(false);
  return useCallback((preferences: Preferences) => {
    waiting.current = preferences;
    const write = async () => {
      writing.current = true;
      while (waiting.current !== null) {
        const next = waiting.current as unknown as { [key in string]: JsonValue };
        waiting.current = null;
        // A file that cannot be written costs nobody their work.
        await call("keep_preferences", { preferences: next }).catch(() => {});
      }
      writing.current = false;
    };
    if (!writing.current) {
      void write();
    }
  }, []);
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
