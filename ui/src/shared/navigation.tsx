import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useRef,
  useState,
} from "react";
import type { Filter, Noun } from "../ipc/bindings";

export type PageName =
  | "home"
  | "contracts"
  | "payment_plans"
  | "payments"
  | "settlements"
  | "procurements"
  | "projects"
  | "suppliers"
  | "undertaking"
  | "evaluations"
  | "interviews"
  | "supplier_ratings"
  | "evaluations_due"
  | "score_differences"
  | "rating_trial"
  | "import"
  | "backups"
  | "journal"
  | "health"
  | "people"
  | "migration"
  | "upkeep"
  | "settings";

/** Where the user is: a page, perhaps with a record open or a filter given. */
export interface Place {
  page: PageName;
  /** The id of the record whose panel is open. */
  open?: number;
  /** Filters to start with, in the place of the remembered ones. */
  filters?: Filter[];
  search?: string;
  /** Which view of the page, where it has several. */
  view?: string;
  /** A file that arrived for this page. */
  file?: string;
}

/** The page on which a noun is shown. */
export const PAGE_OF: Record<Noun, PageName> = {
  contract: "contracts",
  payment_plan: "payment_plans",
  payment: "payments",
  procurement: "procurements",
  project: "projects",
  supplier: "suppliers",
  evaluation: "evaluations",
  interview: "interviews",
  settlement: "settlements",
};

type Memory = Map<string, unknown>;

interface Entry {
  id: number;
  place: Place;
  /** What the page remembers at this step: filter, sort, scroll. */
  memory: Memory;
}

interface Navigation {
  place: Place;
  entryId: number;
  memory: Memory;
  go: (place: Place) => void;
  back: () => void;
  forward: () => void;
  canGoBack: boolean;
  canGoForward: boolean;
}

const Context = createContext<Navigation | null>(null);

/** Gives the way to other pages, and back. */
export function useNavigation(): Navigation {
  const navigation = useContext(Context);
  if (navigation === null) {
    throw new Error("useNavigation outside NavigationProvider");
  }
  return navigation;
}

/** State of a page that back and forward bring back, and the next visit starts with. */
export function useRemembered<T>(key: string, initial: T): [T, (value: T) => void] {
  const { memory } = useNavigation();
  const [value, setValue] = useState<T>(() => (memory.has(key) ? (memory.get(key) as T) : initial));
  const remember = useCallback(
    (next: T) => {
      memory.set(key, next);
      setValue(next);
    },
    [memory, key],
  );
  return [value, remember];
}

/** Holds the steps the user took. */
export function NavigationProvider({ start, children }: { start: Place; children: ReactNode }) {
  const nextId = useRef(1);
  const [steps, setSteps] = useState<{ entries: Entry[]; at: number }>(() => ({
    entries: [{ id: 0, place: start, memory: memoryFor(start, undefined) }],
    at: 0,
  }));
  const { entries, at } = steps;
  const current = entries[at] as Entry;

  const go = useCallback((place: Place) => {
    const id = nextId.current++;
    setSteps(({ entries, at }) => {
      const past = entries.slice(0, at + 1);
      const last = past.findLast((entry) => entry.place.page === place.page);
      const entry = { id, place, memory: memoryFor(place, last?.memory) };
      return { entries: [...past, entry].slice(-50), at: Math.min(at + 1, 49) };
    });
  }, []);
  const move = useCallback((by: number) => {
    setSteps((old) => ({ ...old, at: Math.max(0, Math.min(old.entries.length - 1, old.at + by)) }));
  }, []);

  const value = useMemo<Navigation>(
    () => ({
      place: current.place,
      entryId: current.id,
      memory: current.memory,
      go,
      back: () => move(-1),
      forward: () => move(1),
      canGoBack: at > 0,
      canGoForward: at < entries.length - 1,
    }),
    [current, go, move, at, entries.length],
  );
  return <Context value={value}>{children}</Context>;
}

/** A new step starts as the last visit ended, unless the place says otherwise. */
function memoryFor(place: Place, last: Memory | undefined): Memory {
  const memory: Memory = new Map(last ?? []);
  const given = place.filters !== undefined || place.search !== undefined;
  if (given) {
    memory.set("filters", place.filters ?? []);
    memory.set("search", place.search ?? "");
    memory.delete("scroll");
  }
  if (place.file !== undefined) {
    memory.set("file", place.file);
  }
  if (place.view !== undefined) {
    memory.set("view", place.view);
  }
  if (place.open !== undefined) {
    memory.set("open", place.open);
  }
  return memory;
}
