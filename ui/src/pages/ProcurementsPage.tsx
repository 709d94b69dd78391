import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ContractForm } from "../features/contract/ContractForm";
import { useProcurementColumns } from "../features/procurement/columns";
import { ALL_PROCUREMENT_FIELDS } from "../features/procurement/fields";
import { ProcurementForm } from "../features/procurement/ProcurementForm";
import { ProcurementPanel } from "../features/procurement/ProcurementPanel";
import type { ListQuery, ProcurementRow } from "../ipc/bindings";
import { call } from "../ipc/call";
import type { Picked } from "../shared/form/draft";
import { foundLabel } from "../shared/form/RecordPicker";
import type { FormTarget } from "../shared/form/useFormRecord";
import { EmptyLedger } from "../shared/list/EmptyLedger";
import { RecordList } from "../shared/list/RecordList";
import { useNavigation } from "../shared/navigation";

const read = (query: ListQuery) => call("list_procurements", { query });
const rowTestId = (row: ProcurementRow) => `row-${row.code}`;
const SUMS = ["budget_amount", "award_amount"] as const;

/** What is being written: a procurement, or a contract that comes of one. */
type Writing = { procurement: FormTarget } | { contractOf: Picked } | null;

/** 采购: the list, the procurement beside it, and the forms. */
export function ProcurementsPage() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const [writing, setWriting] = useState<Writing>(null);
  const done = () => setWriting(null);
  const write = (procurement: FormTarget) => setWriting({ procurement });
  const create = () => write({ id: null });
  return (
    <>
      <RecordList
        noun="procurement"
        title={t("procurement.title")}
        columns={useProcurementColumns()}
        read={read}
        rowTestId={rowTestId}
        sums={SUMS}
        batchFields={ALL_PROCUREMENT_FIELDS}
        empty={<EmptyLedger text={t("procurement.empty")} onNew={create} />}
        onNew={create}
        onEdit={(id) => write({ id })}
        onCopy={(id) => write({ id: null, copyOf: id })}
        panel={(id, close) => (
          <ProcurementPanel
            id={id}
            onClose={close}
            onEdit={() => write({ id })}
            onCopy={() => write({ id: null, copyOf: id })}
            onNewContract={({ row }) =>
              setWriting({ contractOf: { id: row.id, label: foundLabel(row) } })
            }
          />
        )}
      />
      {writing !== null && "procurement" in writing && (
        <ProcurementForm
          target={writing.procurement}
          onClose={done}
          onSaved={({ id }) => {
            done();
            if (writing.procurement.id === null) {
              go({ page: "procurements", open: id });
            }
          }}
        />
      )}
      {writing !== null && "contractOf" in writing && (
        <ContractForm
          target={{ id: null }}
          procurement={writing.contractOf}
          onClose={done}
          onSaved={({ id }) => {
            done();
            go({ page: "contracts", open: id });
          }}
        />
      )}
    </>
  );
}
