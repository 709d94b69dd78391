import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSettlementColumns } from "../features/settlement/columns";
import { SETTLEMENT_FIELDS } from "../features/settlement/fields";
import { SettlementForm } from "../features/settlement/SettlementForm";
import { SettlementPanel } from "../features/settlement/SettlementPanel";
import type { ListQuery, SettlementRow } from "../ipc/bindings";
import { call } from "../ipc/call";
import type { FormTarget } from "../shared/form/useFormRecord";
import { EmptyLedger } from "../shared/list/EmptyLedger";
import { RecordList } from "../shared/list/RecordList";
import { useNavigation } from "../shared/navigation";

const read = (query: ListQuery) => call("list_settlements", { query });
const rowTestId = (row: SettlementRow) => `row-${row.contract_code}`;
const SUMS = ["final_amount"] as const;

/** 结算: the list, the settlement beside it, and the form. */
export function SettlementsPage() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const [writing, setWriting] = useState<FormTarget | null>(null);
  const create = () => setWriting({ id: null });
  const copy = (id: number) => setWriting({ id: null, copyOf: id });
  return (
    <>
      <RecordList
        noun="settlement"
        title={t("settlement.title")}
        columns={useSettlementColumns()}
        read={read}
        rowTestId={rowTestId}
        sums={SUMS}
        batchFields={SETTLEMENT_FIELDS}
        empty={<EmptyLedger text={t("settlement.empty")} onNew={create} />}
        onNew={create}
        onEdit={(id) => setWriting({ id })}
        onCopy={copy}
        panel={(id, close) => (
          <SettlementPanel
            id={id}
            onClose={close}
            onEdit={() => setWriting({ id })}
            onCopy={() => copy(id)}
          />
        )}
      />
      {writing !== null && (
        <SettlementForm
          target={writing}
          onClose={() => setWriting(null)}
          onSaved={({ id }) => {
            setWriting(null);
            if (writing.id === null) {
              go({ page: "settlements", open: id });
            }
          }}
        />
      )}
    </>
  );
}
