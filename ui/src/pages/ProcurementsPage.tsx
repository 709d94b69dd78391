import { useState } from "react";
import { ContractForm } from "../features/contract/ContractForm";
import { useProcurementColumns } from "../features/procurement/columns";
import { ALL_PROCUREMENT_FIELDS } from "../features/procurement/fields";
import { ProcurementForm } from "../features/procurement/ProcurementForm";
import { ProcurementPanel } from "../features/procurement/ProcurementPanel";
import type { ListQuery, ProcurementRow } from "../ipc/bindings";
import { call } from "../ipc/call";
import type { Picked } from "../shared/form/draft";
import { foundLabel } from "../shared/form/RecordPicker";
import { NounPage } from "../shared/list/NounPage";
import { useNavigation } from "../shared/navigation";

const read = (query: ListQuery) => call("list_procurements", { query });
const rowTestId = (row: ProcurementRow) => `row-${row.code}`;
const SUMS = ["budget_amount", "award_amount"] as const;

/** 采购: the list, the procurement beside it, its form, and that of a contract that comes of it. */
export function ProcurementsPage() {
  const { go } = useNavigation();
  const [awarded, setAwarded] = useState<Picked | null>(null);
  return (
    <>
      <NounPage
        noun="procurement"
        columns={useProcurementColumns()}
        read={read}
        rowTestId={rowTestId}
        sums={SUMS}
        batchFields={ALL_PROCUREMENT_FIELDS}
        form={(props) => <ProcurementForm {...props} />}
        panel={(props) => (
          <ProcurementPanel
            {...props}
            onNewContract={({ row }) => setAwarded({ id: row.id, label: foundLabel(row) })}
          />
        )}
      />
      {awarded !== null && (
        <ContractForm
          target={{ id: null }}
          procurement={awarded}
          onClose={() => setAwarded(null)}
          onSaved={({ id }) => {
            setAwarded(null);
            go({ page: "contracts", open: id });
          }}
        />
      )}
    </>
  );
}
