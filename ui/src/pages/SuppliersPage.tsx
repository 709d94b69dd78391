import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSupplierColumns } from "../features/supplier/columns";
import { ALL_SUPPLIER_FIELDS } from "../features/supplier/fields";
import { MergeButton } from "../features/supplier/MergeButton";
import { MergeDialog } from "../features/supplier/MergeDialog";
import { SupplierForm } from "../features/supplier/SupplierForm";
import { SupplierPanel } from "../features/supplier/SupplierPanel";
import type { ListQuery, SupplierRow } from "../ipc/bindings";
import { call } from "../ipc/call";
import type { Picked } from "../shared/form/draft";
import type { FormTarget } from "../shared/form/useFormRecord";
import { EmptyLedger } from "../shared/list/EmptyLedger";
import { RecordList } from "../shared/list/RecordList";
import { useNavigation } from "../shared/navigation";

const read = (query: ListQuery) => call("list_suppliers", { query });
const rowTestId = (row: SupplierRow) => `row-${row.name}`;
const SUMS = ["total_amount", "paid"] as const;

/** 供应商: the list, the supplier beside it, and the form. */
export function SuppliersPage() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const [writing, setWriting] = useState<FormTarget | null>(null);
  const [merging, setMerging] = useState<{ kept: Picked; gone?: Picked } | null>(null);
  const create = () => setWriting({ id: null });
  const copy = (id: number) => setWriting({ id: null, copyOf: id });
  return (
    <>
      <RecordList
        noun="supplier"
        title={t("supplier.title")}
        columns={useSupplierColumns()}
        read={read}
        rowTestId={rowTestId}
        sums={SUMS}
        batchFields={ALL_SUPPLIER_FIELDS}
        chosenActions={(chosen) => (
          <MergeButton chosen={chosen} onMerge={(kept, gone) => setMerging({ kept, gone })} />
        )}
        empty={<EmptyLedger text={t("supplier.empty")} onNew={create} />}
        onNew={create}
        onEdit={(id) => setWriting({ id })}
        onCopy={copy}
        panel={(id, close) => (
          <SupplierPanel
            id={id}
            onClose={close}
            onEdit={() => setWriting({ id })}
            onCopy={() => copy(id)}
            onMerge={(supplier) => setMerging({ kept: supplier })}
          />
        )}
      />
      {writing !== null && (
        <SupplierForm
          target={writing}
          onClose={() => setWriting(null)}
          onSaved={({ id }) => {
            setWriting(null);
            if (writing.id === null) {
              go({ page: "suppliers", open: id });
            }
          }}
        />
      )}
      {merging !== null && (
        <MergeDialog
          {...merging}
          onClose={() => setMerging(null)}
          onMerged={({ id }) => {
            setMerging(null);
            go({ page: "suppliers", open: id });
          }}
        />
      )}
    </>
  );
}
