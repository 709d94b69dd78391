import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../../ipc/call";
import { useFieldLabel } from "../../shared/labels";
import { Money, Percent } from "../../shared/values";

/** Says under the picker how far the chosen contract is paid. */
export function ContractNote({ id }: { id: number }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const detail = useQuery({
    queryKey: ["contract", "detail", id],
    queryFn: () => call("contract_detail", { id }),
  });
  const row = detail.data?.row;
  if (row === undefined) {
    return null;
  }
  return (
    <div className="form-note quiet" data-testid="contract-note" title={t("payment.after")}>
      {row.supplier} · {label("base", "contract")} <Money yuan={row.base} /> ·{" "}
      {label("paid", "contract")} <Money yuan={row.paid} /> · {label("remaining", "contract")}{" "}
      <Money yuan={row.remaining} /> · <Percent ratio={row.progress} />
    </div>
  );
}
