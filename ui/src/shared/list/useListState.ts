import { useCallback, useMemo } from "react";
import type { Filter, ListQuery, Sort } from "../../ipc/bindings";
import { useRemembered } from "../navigation";

export interface ListState {
  search: string;
  setSearch: (search: string) => void;
  filters: readonly Filter[];
  setFilters: (filters: Filter[]) => void;
  sort: readonly Sort[];
  /** Orders by a field: first up, then down, then as the ledger orders. */
  toggleSort: (field: string) => void;
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
    (field: string) => setSort(nextSort(sort[0], field)),
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
  return { search, setSearch, filters, setFilters, sort, toggleSort, clear, filtered, query };
}

function nextSort(old: Sort | undefined, field: string): Sort[] {
  if (old?.field !== field) {
    return [{ field, descending: false }];
  }
  return old.descending ? [] : [{ field, descending: true }];
}
