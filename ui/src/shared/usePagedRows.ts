import { keepPreviousData, type QueryKey, useQueries, useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Failure } from "../ipc/bindings";

/** One page as the program gives it. */
export interface RowsPage<Row> {
  rows: Row[];
  count: number;
  totals?: { [key in string]: string };
}

export interface PagedRows<Row> {
  count: number;
  totals: { [key in string]: string };
  /** The row at a place of the whole list, or nothing while its page is being read. */
  rowAt: (index: number) => Row | undefined;
  /** Says which rows are on screen, so that their pages are read. */
  onRange: (first: number, last: number) => void;
  /** Whether nothing can be shown yet. */
  pending: boolean;
  /** Whether something is being read. */
  fetching: boolean;
  failure: Failure | null;
  retry: () => void;
}

interface Options<Row> {
  /** Everything the rows depend on; the noun first. */
  queryKey: QueryKey;
  read: (offset: number, limit: number) => Promise<RowsPage<Row>>;
  pageSize?: number;
}

/** How often a moving scroll bar asks for pages, in milliseconds. */
const PACE = 60;

/**
 * Reads a long list window by window: only the pages on screen and their neighbours.
 *
 * The first page is always held: it carries the count and the totals.
 */
export function usePagedRows<Row>({
  queryKey,
  read,
  pageSize = 100,
}: Options<Row>): PagedRows<Row> {
  const [pages, setPages] = useState<readonly number[]>([0]);
  const head = useQuery<RowsPage<Row>, Failure>({
    queryKey: [...queryKey, 0],
    queryFn: () => read(0, pageSize),
    placeholderData: keepPreviousData,
  });
  const rest = useQueries({
    queries: pages
      .filter((page) => page > 0)
      .map((page) => ({
        queryKey: [...queryKey, page],
        queryFn: () => read(page * pageSize, pageSize),
      })),
  });

  const restPages = pages.filter((page) => page > 0);
  const held = useRef(new Map<number, RowsPage<Row>>());
  held.current = new Map(
    restPages.flatMap((page, at) => {
      const data = rest[at]?.data;
      return data === undefined ? [] : [[page, data] as const];
    }),
  );
  if (head.data !== undefined) {
    held.current.set(0, head.data);
  }

  const rowAt = useCallback(
    (index: number) => held.current.get(Math.floor(index / pageSize))?.rows[index % pageSize],
    [pageSize],
  );
  const ask = useCallback(
    (first: number, last: number) => setPages((old) => same(old, pagesOf(first, last, pageSize))),
    [pageSize],
  );
  const onRange = usePaced(ask, PACE);
  const failed = rest.find((query) => query.error !== null);
  const { refetch } = head;

  return {
    count: head.data?.count ?? 0,
    totals: useMemo(() => head.data?.totals ?? {}, [head.data]),
    rowAt,
    onRange,
    pending: head.isPending,
    fetching: head.isFetching || rest.some((query) => query.isFetching),
    failure: head.error ?? (failed?.error as Failure | undefined) ?? null,
    retry: () => {
      void refetch();
      for (const query of rest) {
        void query.refetch();
      }
    },
  };
}

/** Names the pages that a window of rows needs, with half a page around it. */
export function pagesOf(first: number, last: number, pageSize: number): number[] {
  const margin = Math.floor(pageSize / 2);
  const from = Math.max(0, Math.floor((first - margin) / pageSize));
  const to = Math.max(from, Math.floor((last + margin) / pageSize));
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

/** Keeps the old array where nothing changed, so that nothing is drawn again. */
function same(old: readonly number[], next: readonly number[]): readonly number[] {
  return old.length === next.length && old.every((page, at) => page === next[at]) ? old : next;
}

/** Calls at once, then at most once in `pace` milliseconds, always with the newest values. */
function usePaced(
  act: (first: number, last: number) => void,
  pace: number,
): (first: number, last: number) => void {
  const waiting = useRef<[number, number] | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(
    () => () => {
      if (timer.current !== null) {
        clearTimeout(timer.current);
        timer.current = null;
      }
    },
    [],
  );
  return useCallback(
    (first, last) => {
      if (timer.current !== null) {
        waiting.current = [first, last];
        return;
      }
      act(first, last);
      const next = () => {
        timer.current = null;
        if (waiting.current !== null) {
          const [from, to] = waiting.current;
          waiting.current = null;
          act(from, to);
          timer.current = setTimeout(next, pace);
        }
      };
      timer.current = setTimeout(next, pace);
    },
    [act, pace],
  );
}
