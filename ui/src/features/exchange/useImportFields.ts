import { useQuery } from "@tanstack/react-query";
import type { ImportField, Noun } from "../../ipc/bindings";
import { call } from "../../ipc/call";

const NONE: readonly ImportField[] = [];

/** Reads the fields that the columns of a kind of file may fill. */
export function useImportFields(kind: Noun | null): readonly ImportField[] {
  const fields = useQuery({
    queryKey: ["import_fields", kind],
    queryFn: () => call("import_fields", { kind: kind ?? "contract" }),
    enabled: kind !== null,
  });
  return fields.data ?? NONE;
}
