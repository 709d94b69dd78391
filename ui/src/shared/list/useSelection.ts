import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import type { ListQuery, Noun, Selection, SelectionSummary } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import type { RowTicks } from "../LedgerTable";

export interface ListSelection<Row> extends RowTicks<Row> {
  count: number;
  /** As the program takes it; nothing where nothing is chosen. */
  selection: Selection | null;
  /** What the chosen records come to, once it is known. */
  summary: SelectionSummary | null;
  selectAll: () => void;
  clear: () => void;
}

/** Everything that fits but for some, or some records alone. */
interface Chosen {
  all: boolean;
  ids: ReadonlySet<number>;
}

const NOTHING: Chosen = { all: false, ids: new Set() };

interface Options<Row> {
  noun: Noun;
  /** What the list shows now, without its page. */
  query: ListQuery;
  count: number;
  rowAt: (index: number) => Row | undefined;
}

/**
 * Which records of a list are chosen.
 *
 * Ctrl+A chooses by the query: no row needs to be read for it. Another search or filter begins
 * anew, for what is chosen should be seen; another order keeps the choice.
 */
export function useSelection<Row extends { id: number }>({
  noun,
  query,
  count,
  rowAt,
}: Options<Row>): ListSelection<Row> {
  const about = JSON.stringify([query.search, query.filters]);
  const [kept, keep] = useState<{ about: string; chosen: Chosen }>({ about, chosen: NOTHING });
  const chosen = kept.about === about ? kept.chosen : NOTHING;
  const anchor = useRef(-1);
  const latest = useRef({ chosen, query, about });
  latest.current = { chosen, query, about };

  const put = useCallback(
    (next: Chosen) => keep({ about: latest.current.about, chosen: next }),
    [],
  );
  const isTicked = useCallback((row: Row) => chosen.ids.has(row.id) !== chosen.all, [chosen]);
  const tickRange = useCallback(
    async (to: number) => {
      const [first, last] = [Math.min(anchor.current, to), Math.max(anchor.current, to)];
      const ids = await idsBetween(noun, latest.current.query, first, last, rowAt);
      const now = latest.current.chosen;
      const next = new Set(now.ids);
      for (const id of ids) {
        if (now.all) {
          next.delete(id);
        } else {
          next.add(id);
        }
      }
      put({ ...now, ids: next });
    },
    [noun, rowAt, put],
  );
  const tick = useCallback(
    (index: number, how: "toggle" | "range") => {
      if (how === "range" && anchor.current >= 0) {
        void tickRange(index).catch(() => {});
        return;
      }
      anchor.current = index;
      const id = rowAt(index)?.id;
      const now = latest.current.chosen;
      if (id !== undefined) {
        const next = new Set(now.ids);
        if (!next.delete(id)) {
          next.add(id);
        }
        put({ ...now, ids: next });
      }
    },
    [rowAt, put, tickRange],
  );
  const selectAll = useCallback(() => put({ all: true, ids: new Set() }), [put]);
  const clear = useCallback(() => {
    anchor.current = -1;
    put(NOTHING);
  }, [put]);

  const size = chosen.all ? Math.max(0, count - chosen.ids.size) : chosen.ids.size;
  const selection = useMemo(() => selectionOf(chosen, query), [chosen, query]);
  const summary = useQuery({
    queryKey: [noun, "selection", selection],
    queryFn: () => call("selection_summary", { noun, selection: selection as Selection }),
    enabled: selection !== null && size > 0,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const all = size === 0 ? "none" : size >= count ? "all" : "some";
  return {
    count: size,
    selection: size === 0 ? null : selection,
    summary: size === 0 ? null : (summary.data ?? null),
    isTicked,
    tick,
    all,
    tickAll: all === "all" ? clear : selectAll,
    selectAll,
    clear,
  };
}

function selectionOf(chosen: Chosen, query: ListQuery): Selection | null {
  const ids = [...chosen.ids];
  if (chosen.all) {
    return { fitting: { query: { ...query, sort: [], offset: 0, limit: 0 }, except: ids } };
  }
  return ids.length === 0 ? null : { records: ids.map((id) => ({ id, revision: null })) };
}

/** Takes the records between two places from what was read, else asks for them. */
async function idsBetween<Row extends { id: number }>(
  noun: Noun,
  query: ListQuery,
  first: number,
  last: number,
  rowAt: (index: number) => Row | undefined,
): Promise<number[]> {
  const rows = Array.from({ length: last - first + 1 }, (_, at) => rowAt(first + at));
  const known = rows.filter((row) => row !== undefined);
  return known.length === rows.length
    ? known.map((row) => row.id)
    : call("selection_range", { noun, query, first, last });
}
