import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../../ipc/call";
import { useChoiceLabel } from "../../shared/labels";

/** Warns beside the picker where the chosen supplier is watched or blacklisted. */
export function SupplierNote({ id }: { id: number }) {
  const { t } = useTranslation();
  const choice = useChoiceLabel();
  const detail = useQuery({
    queryKey: ["supplier", "detail", id],
    queryFn: () => call("supplier_detail", { id }),
  });
  const supplier = detail.data?.supplier.record;
  if (supplier === undefined || supplier.status === "合格") {
    return null;
  }
  const tone = supplier.status === "黑名单" ? "error" : "warning";
  return (
    <div className={`form-note ${tone}`} role="alert" data-testid="supplier-warning">
      {t("contract.supplier_warning", {
        status: choice(supplier.status),
        reason: supplier.status_reason ?? t("common.empty_value"),
      })}
    </div>
  );
}
