import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ContractForm } from "../features/contract/ContractForm";
import { ContractPanel } from "../features/contract/ContractPanel";
import { useContractColumns } from "../features/contract/columns";
import { ALL_CONTRACT_FIELDS } from "../features/contract/fields";
import { PaymentForm } from "../features/payment/PaymentForm";
import { SettlementForm } from "../features/settlement/SettlementForm";
import type { ContractRow, ListQuery } from "../ipc/bindings";
import { call } from "../ipc/call";
import type { Picked } from "../shared/form/draft";
import { foundLabel } from "../shared/form/RecordPicker";
import type { FormTarget } from "../shared/form/useFormRecord";
import { EmptyLedger } from "../shared/list/EmptyLedger";
import { RecordList } from "../shared/list/RecordList";
import { useNavigation } from "../shared/navigation";

const read = (query: ListQuery) => call("list_contracts", { query });
const rowTestId = (row: ContractRow) => `row-${row.code}`;
const SUMS = ["amount", "paid"] as const;

/** What is being written: a contract, or what is entered on one. */
type Writing =
  | { contract: FormTarget; parent?: Picked }
  | { payment: Picked }
  | { settlement: FormTarget; of?: Picked }
  | null;

const picked = (row: ContractRow): Picked => ({ id: row.id, label: foundLabel(row) });

/** 合同: the list, the contract beside it, and the forms. */
export function ContractsPage() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const [writing, setWriting] = useState<Writing>(null);
  const done = () => setWriting(null);
  const create = () => setWriting({ contract: { id: null } });
  const copy = (id: number) => setWriting({ contract: { id: null, copyOf: id } });
  return (
    <>
      <RecordList
        noun="contract"
        title={t("contract.title")}
        columns={useContractColumns()}
        read={read}
        rowTestId={rowTestId}
        sums={SUMS}
        batchFields={ALL_CONTRACT_FIELDS}
        empty={<EmptyLedger text={t("contract.empty")} onNew={create} />}
        onNew={create}
        onEdit={(id) => setWriting({ contract: { id } })}
        onCopy={copy}
        panel={(id, close) => (
          <ContractPanel
            id={id}
            onClose={close}
            onEdit={() => setWriting({ contract: { id } })}
            onCopy={() => copy(id)}
            onNewPayment={(row) => setWriting({ payment: picked(row) })}
            onNewSupplement={(row) => setWriting({ contract: { id: null }, parent: picked(row) })}
            onSettle={(row) => setWriting({ settlement: { id: null }, of: picked(row) })}
            onEditSettlement={(settlement) => setWriting({ settlement: { id: settlement } })}
          />
        )}
      />
      {writing !== null && "contract" in writing && (
        <ContractForm
          target={writing.contract}
          parent={writing.parent}
          onClose={done}
          onSaved={({ id }) => {
            done();
            if (writing.contract.id === null) {
              go({ page: "contracts", open: id });
            }
          }}
        />
      )}
      {writing !== null && "settlement" in writing && (
        <SettlementForm
          target={writing.settlement}
          contract={writing.of}
          onClose={done}
          onSaved={done}
        />
      )}
      {writing !== null && "payment" in writing && (
        <PaymentForm
          target={{ id: null }}
          contract={writing.payment}
          onClose={done}
          onSaved={done}
        />
      )}
    </>
  );
}
