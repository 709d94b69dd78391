import { useState } from "react";
import { useSupplierColumns } from "../features/supplier/columns";
import { ALL_SUPPLIER_FIELDS } from "../features/supplier/fields";
import { MergeButton } from "../features/supplier/MergeButton";
import { MergeDialog } from "../features/supplier/MergeDialog";
import { SupplierForm } from "../features/supplier/SupplierForm";
import { SupplierPanel } from "../features/supplier/SupplierPanel";
import type { ListQuery, SupplierRow } from "../ipc/bindings";
import { call } from "../ipc/call";
import type { Picked } from "../shared/form/draft";
import { NounPage } from "../shared/list/NounPage";
import { useNavigation } from "../shared/navigation";

const read = (query: ListQuery) => call("list_suppliers", { query });
const rowTestId = (row: SupplierRow) => `row-${row.name}`;
const SUMS = ["total_amount", "paid"] as const;

/** 供应商: the list, the supplier beside it, the form, and merging two of them. */
export function SuppliersPage() {
  const { go } = useNavigation();
  const [merging, setMerging] = useState<{ kept: Picked; gone?: Picked } | null>(null);
  return (
    <>
      <NounPage
        noun="supplier"
        columns={useSupplierColumns()}
        read={read}
        rowTestId={rowTestId}
        sums={SUMS}
        batchFields={ALL_SUPPLIER_FIELDS}
        chosenActions={(chosen) => (
          <MergeButton chosen={chosen} onMerge={(kept, gone) => setMerging({ kept, gone })} />
        )}
        form={(props) => <SupplierForm {...props} />}
        panel={(props) => (
          <SupplierPanel {...props} onMerge={(supplier) => setMerging({ kept: supplier })} />
        )}
      />
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
