import { useQuery } from "@tanstack/react-query";
import { App } from "antd";
import { useEffect, useRef } from "react";
import { asFailure } from "../../ipc/call";
import type { FieldOwner } from "../labels";
import { useMessage } from "../message";

/** What a form is about: a record to edit, one to copy, or neither for a new one. */
export interface FormTarget {
  /** The record to edit; none makes a new one. */
  id: number | null;
  /** The record that a new one starts as a copy of. */
  copyOf?: number | undefined;
}

interface Loaded<Detail> {
  /** False while the record is being read. */
  ready: boolean;
  /** The record to edit or to copy; none for a new one. */
  detail: Detail | undefined;
}

/**
 * Reads the record that a form edits or copies.
 *
 * The form starts from what the ledger says now, never from what a list read before. Where the
 * record is gone, it says so and closes.
 */
export function useFormRecord<Detail>(
  noun: FieldOwner,
  target: FormTarget,
  read: (id: number) => Promise<Detail>,
  onClose: () => void,
): Loaded<Detail> {
  const { message: toast } = App.useApp();
  const message = useMessage(noun);
  const source = target.id ?? target.copyOf ?? null;
  const { data, error } = useQuery({
    queryKey: [noun, "form", source],
    queryFn: () => read(source ?? 0),
    enabled: source !== null,
    gcTime: 0,
    staleTime: 0,
  });
  const leave = useRef(onClose);
  leave.current = onClose;
  useEffect(() => {
    if (error !== null) {
      void toast.error(message(asFailure(error)));
      leave.current();
    }
  }, [error, message, toast]);
  return { ready: source === null || data !== undefined, detail: data };
}
