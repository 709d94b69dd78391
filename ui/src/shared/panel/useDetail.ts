import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Noun } from "../../ipc/bindings";

/** How long a panel may go on showing the record before: shorter than anybody reads. */
const PATIENCE_MS = 150;

/**
 * Reads the record of a panel.
 *
 * The record before stays until the next one is there, which takes a few milliseconds: a panel that
 * empties in between flickers at every arrow key, and is drawn twice. Only where the next one is
 * late does the panel say that it waits.
 */
export function useDetail<T>(noun: Noun, id: number, read: (id: number) => Promise<T>) {
  const detail = useQuery({
    queryKey: [noun, "detail", id],
    queryFn: () => read(id),
    placeholderData: keepPreviousData,
  });
  const loading = detail.isPending || detail.isPlaceholderData;
  const late = useLate(loading, id);
  return { data: late ? undefined : detail.data, loading, error: detail.error };
}

/** Whether the wait for this record is longer than anybody should look at another. */
function useLate(loading: boolean, id: number): boolean {
  const [late, setLate] = useState<number | null>(null);
  useEffect(() => {
    if (!loading) {
      return;
    }
    const timer = setTimeout(() => setLate(id), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setLate(null);
    };
  }, [loading, id]);
  return loading && late === id;
}
