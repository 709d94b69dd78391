import { useQuery } from "@tanstack/react-query";
import { call } from "../ipc/call";
import { useMessage } from "./message";

/**
 * Warns beside a picker where the chosen supplier is blacklisted, watched or poorly graded.
 *
 * What is warned of is decided by the ledger; every field that picks a supplier carries this note.
 */
export function SupplierNote({ id }: { id: number }) {
  const message = useMessage("supplier");
  const warnings = useQuery({
    queryKey: ["supplier", "warnings", id],
    queryFn: () => call("supplier_warnings", { id }),
  });
  if (warnings.data === undefined || warnings.data.length === 0) {
    return null;
  }
  return (
    <div role="alert" data-testid="supplier-warning">
      {warnings.data.map((warning) => (
        <div
          key={warning.code}
          className={`form-note ${warning.code === "supplier.watched" ? "warning" : "error"}`}
        >
          {message(warning)}
        </div>
      ))}
    </div>
  );
}
