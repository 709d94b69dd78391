import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { SimilarSupplier } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { useRested } from "../../shared/useRested";
import { State } from "../../shared/values";

interface Props {
  /** The name that is being typed. */
  name: string;
  /** The supplier that is being edited; none for a new one. */
  own: number | null;
}

const REST = 250;
/** From this many characters on a name tells something. */
const ENOUGH = 2;

/** Suppliers of a near name, shown while a name is typed: a duplicate is seen before it is saved. */
export function SimilarSuppliers({ name, own }: Props) {
  const { t } = useTranslation();
  const asked = useRested(name.trim(), REST);
  const similar = useQuery({
    queryKey: ["supplier", "similar", own, asked],
    queryFn: () => call("similar_suppliers", { name: asked, own }),
    enabled: asked.length >= ENOUGH,
  });
  const found = asked.length >= ENOUGH ? (similar.data ?? []) : [];
  if (found.length === 0) {
    return null;
  }
  return (
    <div className="similar-suppliers" role="status" data-testid="similar-suppliers">
      <div className="quiet">{t("supplier.similar")}</div>
      <ul>
        {found.map((one) => (
          <Similar key={one.id} one={one} />
        ))}
      </ul>
    </div>
  );
}

function Similar({ one }: { one: SimilarSupplier }) {
  const { t } = useTranslation();
  return (
    <li className={one.same ? "same" : undefined}>
      <b>{one.name}</b>
      {one.former_name !== null && (
        <span>{t("supplier.once_named", { name: one.former_name })}</span>
      )}
      <State value={one.status} />
      <span className="quiet">{t("supplier.contract_count", { count: one.contracts })}</span>
      {one.uscc !== null && <span className="quiet">{one.uscc}</span>}
      {one.same && <span className="error">{t("supplier.same_name")}</span>}
    </li>
  );
}
