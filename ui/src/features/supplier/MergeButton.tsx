import { MergeCellsOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { useTranslation } from "react-i18next";
import type { Selection } from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";
import { useMay } from "../../shared/access";
import type { Picked } from "../../shared/form/draft";
import { useMessage } from "../../shared/message";

interface Props {
  chosen: Selection | null;
  onMerge: (kept: Picked, gone: Picked) => void;
}

/** Merges the two suppliers that are chosen in the list; there for exactly two, and for whom it may. */
export function MergeButton({ chosen, onMerge }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const { notification } = App.useApp();
  const message = useMessage("supplier");
  if (
    !may("merge_suppliers") ||
    chosen === null ||
    !("records" in chosen) ||
    chosen.records.length !== 2
  ) {
    return null;
  }
  const [first, second] = chosen.records;
  const open = async () => {
    try {
      const keptId = first?.id ?? 0;
      const { kept, gone } = await call("preview_merge", { keptId, goneId: second?.id ?? 0 });
      onMerge({ id: kept.id, label: kept.name }, { id: gone.id, label: gone.name });
    } catch (reason) {
      notification.error({ title: message(asFailure(reason)), role: "alert" });
    }
  };
  return (
    <Button icon={<MergeCellsOutlined />} onClick={() => void open()} data-testid="merge-chosen">
      {t("supplier.merge.open")}
    </Button>
  );
}
