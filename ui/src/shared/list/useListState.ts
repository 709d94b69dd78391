import { useCallback, useMemo } from "react";
import type { Filter, ListQuery, Sort } from "../../ipc/bindings";
import { useRemembered } from "../navigation";

export interface ListState {
  search: string;
  setSearch: (search: string) => void;
  filters: readonly Filter[];
  setFilters: (filters: Filter[]) => void;
  sort: readonly Sort[];
  /**
   * Orders by a field: first up, then down, then as the ledger orders. With `add` by the field
   * after those before.
   */
  toggleSort: (field: string, add: boolean) => void;
  setSort: (sort: readonly Sort[]) => void;
  clear: () => void;
  filtered: boolean;
  /** What the list asks for, without a page. */
  query: ListQuery;
}

/** What a list is filtered and sorted by, remembered with the page. */
export function useListState(): ListState {
  const [search, setSearch] = useRemembered("search", "");
  const [filters, setFilters] = useRemembered<readonly Filter[]>("filters", []);
  const [sort, setSort] = useRemembered<readonly Sort[]>("sort", []);
  const toggleSort = useCallback(
    (field: string, add: boolean) => setSort(nextSort(sort, field, add)),
    [sort, setSort],
  );
  const clear = useCallback(() => {
    setSearch("");
    setFilters([]);
  }, [setSearch, setFilters]);
  const query = useMemo(
    () => ({ search, filters: [...filters], sort: [...sort], offset: 0, limit: 0 }),
    [search, filters, sort],
  );
  const filtered = search.trim() !== "" || filters.length > 0;
  return {
    search,
    setSearch,
    filters,
    setFilters,
    sort,
    toggleSort,
    setSort,
    clear,
    filtered,
    query,
  };
}

/** More levels order nothing that a person can follow. */
const LEVELS = 4;

export function nextSort(old: readonly Sort[], field: string, add: boolean): Sort[] {
  const own = add || old.length === 1 ? old.find((level) => level.field === field) : undefined;
  const next: Sort[] =
    own === undefined
      ? [{ field, descending: false }]
      : own.descending
        ? []
        : [{ field, descending: true }];
  if (!add) {
    return next;
  }
  if (own === undefined) {
    return [...old.slice(0, LEVELS - 1), ...next];
  }
  return old.flatMap((level) => (level.field === field ? next : [level]));
}
