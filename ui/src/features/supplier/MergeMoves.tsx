import { useTranslation } from "react-i18next";
import type { MergePreview } from "../../ipc/bindings";
import { ContractTable } from "../../shared/panel/ContractTable";
import { DateText } from "../../shared/values";
import { InterviewTable } from "./SupplierTables";

/** What goes over to the survivor, counted, and record by record on demand. */
export function MergeMoves({ preview }: { preview: MergePreview }) {
  const { t } = useTranslation();
  const { contracts, interviews, procurements } = preview;
  return (
    <div className="merge-moves" data-testid="merge-moves">
      <p>
        {t("supplier.merge.moves", {
          contracts: contracts.length,
          interviews: interviews.length,
          procurements: procurements.length,
        })}
      </p>
      <p>
        <span className="quiet">{t("supplier.merge.former_names")}</span>{" "}
        {preview.former_names.join("；")}
      </p>
      {contracts.length > 0 && (
        <details>
          <summary>{t("supplier.contracts", { count: contracts.length })}</summary>
          <ContractTable contracts={contracts} />
        </details>
      )}
      {interviews.length > 0 && (
        <details>
          <summary>{t("supplier.interview_list", { count: interviews.length })}</summary>
          <InterviewTable interviews={interviews} />
        </details>
      )}
      {procurements.length > 0 && (
        <details>
          <summary>{t("supplier.merge.procurements", { count: procurements.length })}</summary>
          <ul>
            {procurements.map((one) => (
              <li key={one.id}>
                {one.code} {one.name} <DateText value={one.award_notice_on} />
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="quiet">{t("supplier.merge.undoable")}</p>
    </div>
  );
}
