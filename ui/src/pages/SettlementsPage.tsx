import { useSettlementColumns } from "../features/settlement/columns";
import { SETTLEMENT_FIELDS } from "../features/settlement/fields";
import { SettlementForm } from "../features/settlement/SettlementForm";
import { SettlementPanel } from "../features/settlement/SettlementPanel";
import type { ListQuery, SettlementRow } from "../ipc/bindings";
import { call } from "../ipc/call";
import { NounPage } from "../shared/list/NounPage";

const read = (query: ListQuery) => call("list_settlements", { query });
const rowTestId = (row: SettlementRow) => `row-${row.contract_code}`;
const SUMS = ["final_amount"] as const;

/** 结算: the list, the settlement beside it, and the form. */
export function SettlementsPage() {
  return (
    <NounPage
      noun="settlement"
      columns={useSettlementColumns()}
      read={read}
      rowTestId={rowTestId}
      sums={SUMS}
      batchFields={SETTLEMENT_FIELDS}
      form={(props) => <SettlementForm {...props} />}
      panel={(props) => <SettlementPanel {...props} />}
    />
  );
}
