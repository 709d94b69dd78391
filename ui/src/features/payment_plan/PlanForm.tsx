import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Saved } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import type { Picked } from "../../shared/form/draft";
import { foundLabel } from "../../shared/form/RecordPicker";
import { type FormTarget, useFormRecord } from "../../shared/form/useFormRecord";
import { PlanDialog } from "./PlanDialog";

interface Props {
  /** A row of the plan that is edited or copied; neither begins with the contract. */
  target: FormTarget;
  contract?: Picked | undefined;
  onSaved: (saved: Saved) => void;
  onClose: () => void;
}

/** The payment plan of a contract, all its rows in one form. */
export function PlanForm({ target, contract, onSaved, onClose }: Props) {
  const { ready, detail } = useFormRecord("payment_plan", target, readRow, onClose);
  const [chosen, setChosen] = useState<Picked | null>(contract ?? null);
  const of = detail === undefined ? chosen : picked(detail.contract);
  const loaded = useQuery({
    // Not a key of payment plans: what a save changes would begin the form anew before it is closed.
    queryKey: ["plan_form", of?.id],
    queryFn: () => call("contract_detail", { id: of?.id ?? 0 }),
    enabled: of !== null,
    gcTime: 0,
    staleTime: 0,
  });
  if (!ready) {
    return null;
  }
  return (
    <PlanDialog
      // Read again, the form starts anew.
      key={`${of?.id} ${loaded.dataUpdatedAt}`}
      contract={of}
      onContract={detail === undefined && contract === undefined ? setChosen : undefined}
      detail={loaded.data}
      failure={loaded.error}
      start={target.id ?? undefined}
      copyOf={target.copyOf}
      onReload={() => void loaded.refetch()}
      onSaved={onSaved}
      onClose={onClose}
    />
  );
}

const readRow = (id: number) => call("payment_plan_detail", { id });

function picked(row: { id: number; code: string; name: string }): Picked {
  return { id: row.id, label: foundLabel(row) };
}
