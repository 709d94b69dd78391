import { useState } from "react";
import { ContractForm } from "../features/contract/ContractForm";
import { ContractPanel } from "../features/contract/ContractPanel";
import { useContractColumns } from "../features/contract/columns";
import { ALL_CONTRACT_FIELDS } from "../features/contract/fields";
import { PaymentForm } from "../features/payment/PaymentForm";
import { PlanForm } from "../features/payment_plan/PlanForm";
import { SettlementForm } from "../features/settlement/SettlementForm";
import type { ContractRow, ListQuery } from "../ipc/bindings";
import { call } from "../ipc/call";
import type { Picked } from "../shared/form/draft";
import { foundLabel } from "../shared/form/RecordPicker";
import type { FormTarget } from "../shared/form/useFormRecord";
import { NounPage } from "../shared/list/NounPage";
import { useNavigation } from "../shared/navigation";

const read = (query: ListQuery) => call("list_contracts", { query });
const rowTestId = (row: ContractRow) => `row-${row.code}`;
const SUMS = ["amount", "paid"] as const;

/** What is being entered on a contract. */
type Entering =
  | { supplementOf: Picked }
  | { paymentOf: Picked }
  | { planOf: Picked }
  | { settlement: FormTarget; of?: Picked };

const picked = (row: ContractRow): Picked => ({ id: row.id, label: foundLabel(row) });

/** 合同: the list, the contract beside it, its form, and those of what is entered on one. */
export function ContractsPage() {
  const [entering, setEntering] = useState<Entering | null>(null);
  return (
    <>
      <NounPage
        noun="contract"
        columns={useContractColumns()}
        read={read}
        rowTestId={rowTestId}
        sums={SUMS}
        batchFields={ALL_CONTRACT_FIELDS}
        form={(props) => <ContractForm {...props} />}
        panel={(props) => (
          <ContractPanel
            {...props}
            onNewPayment={(row) => setEntering({ paymentOf: picked(row) })}
            onEditPlan={(row) => setEntering({ planOf: picked(row) })}
            onNewSupplement={(row) => setEntering({ supplementOf: picked(row) })}
            onSettle={(row) => setEntering({ settlement: { id: null }, of: picked(row) })}
            onEditSettlement={(settlement) => setEntering({ settlement: { id: settlement } })}
          />
        )}
      />
      {entering !== null && <EntryForm entering={entering} onClose={() => setEntering(null)} />}
    </>
  );
}

function EntryForm({ entering, onClose }: { entering: Entering; onClose: () => void }) {
  const { go } = useNavigation();
  if ("paymentOf" in entering) {
    const { paymentOf } = entering;
    return (
      <PaymentForm target={{ id: null }} contract={paymentOf} onClose={onClose} onSaved={onClose} />
    );
  }
  if ("planOf" in entering) {
    const { planOf } = entering;
    return <PlanForm target={{ id: null }} contract={planOf} onClose={onClose} onSaved={onClose} />;
  }
  if ("settlement" in entering) {
    const { settlement, of } = entering;
    return <SettlementForm target={settlement} contract={of} onClose={onClose} onSaved={onClose} />;
  }
  const openSaved = ({ id }: { id: number }) => {
    onClose();
    go({ page: "contracts", open: id });
  };
  return (
    <ContractForm
      target={{ id: null }}
      parent={entering.supplementOf}
      onClose={onClose}
      onSaved={openSaved}
    />
  );
}
