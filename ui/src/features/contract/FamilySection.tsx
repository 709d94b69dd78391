import { useTranslation } from "react-i18next";
import type { ContractDetail } from "../../ipc/bindings";
import { formatPercent } from "../../shared/decimal";
import { ContractTable } from "../../shared/panel/ContractTable";
import { Section } from "../../shared/panel/RecordPanel";
import { Percent } from "../../shared/values";

interface Props {
  detail: ContractDetail;
  /** Enters a supplement of the main contract; none where this is a child itself. */
  onNewSupplement: (() => void) | undefined;
}

/** The family of a contract as a tree, and how far supplements have made it grow. */
export function FamilySection({ detail, onNewSupplement }: Props) {
  const { t } = useTranslation();
  const { row, family, growth, growth_limit, growth_exceeds } = detail;
  return (
    <Section
      title={t("contract.family")}
      extra={
        onNewSupplement !== undefined && (
          <button
            type="button"
            className="link"
            onClick={onNewSupplement}
            data-testid="new-supplement"
          >
            {t("contract.new_supplement")}
          </button>
        )
      }
    >
      {family.length > 1 ? (
        <ContractTable contracts={family} current={row.id} tree />
      ) : (
        <p className="quiet">{t("contract.no_family")}</p>
      )}
      {growth !== null && family.length > 1 && (
        <p data-testid="panel-growth">
          <span className="quiet">{t("contract.growth")}</span>{" "}
          <Percent ratio={growth} decimals={2} />{" "}
          {growth_exceeds && (
            <span className="state warning">
              {t("contract.growth_warning", { limit: formatPercent(growth_limit, 2) })}
            </span>
          )}
        </p>
      )}
    </Section>
  );
}
