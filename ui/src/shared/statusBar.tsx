import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";

/** What the status bar says of the list on screen. */
export interface ListStatus {
  count: number;
  /** Sums of what is filtered, in yuan, with their names. */
  sums: { label: string; yuan: string }[];
  filtered: boolean;
  /** What the chosen rows come to, in yuan. */
  selection?: {
    count: number;
    sums: { label: string; sum: string; mean: string | null }[];
  } | null;
  /** The block of cells that is marked, and what its amounts come to, in yuan. */
  cells?: { rows: number; columns: number; sum: string | null } | null;
}

interface StatusContext {
  status: ListStatus | null;
  publish: (status: ListStatus | null) => void;
}

const Context = createContext<StatusContext>({ status: null, publish: () => {} });

/** Holds what the list on screen says to the status bar. */
export function StatusProvider({ children }: { children: ReactNode }) {
  const [status, publish] = useState<ListStatus | null>(null);
  const value = useMemo(() => ({ status, publish }), [status]);
  return <Context value={value}>{children}</Context>;
}

/** Gives what the list on screen says. */
export function useListStatus(): ListStatus | null {
  return useContext(Context).status;
}

/** Says something to the status bar as long as the list is on screen. Memoise the status. */
export function usePublishStatus(status: ListStatus | null): void {
  const { publish } = useContext(Context);
  useEffect(() => {
    publish(status);
    return () => publish(null);
  }, [publish, status]);
}
