import { useTranslation } from "react-i18next";
import type { ContractPlan, PaymentPlanRow } from "../../ipc/bindings";
import { useFieldLabel } from "../../shared/labels";
import { useMessage } from "../../shared/message";
import { useNavigation } from "../../shared/navigation";
import { Section } from "../../shared/panel/RecordPanel";
import { DateText, Money, Percent, ProgressBar, State } from "../../shared/values";

interface Props {
  plan: ContractPlan;
  /** None where the person may not. */
  onEdit: (() => void) | undefined;
}

/** The payment plan of a contract: its rows, how far each is paid, and what they come to. */
export function PlanSection({ plan, onEdit }: Props) {
  const { t } = useTranslation();
  return (
    <Section
      title={t("payment_plan.section", { count: plan.rows.length })}
      extra={
        onEdit !== undefined && (
          <button type="button" className="link" onClick={onEdit} data-testid="edit-plan">
            {t("payment_plan.edit")}
          </button>
        )
      }
    >
      {plan.rows.length === 0 ? (
        <p className="quiet">
          {t(onEdit === undefined ? "payment_plan.none_yet" : "payment_plan.none")}
        </p>
      ) : (
        <PlanRows plan={plan} />
      )}
    </Section>
  );
}

function PlanRows({ plan }: { plan: ContractPlan }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const message = useMessage("payment_plan");
  const { sum } = plan;
  const differs = sum.difference !== null && sum.payable !== null && sum.contract_amount !== null;
  return (
    <>
      <table className="mini-table" data-testid="panel-plan">
        <thead>
          <tr>
            <th>{label("term", "payment_plan")}</th>
            <th>{label("state", "payment_plan")}</th>
            <th className="right">
              {label("payable", "payment_plan")}
              <div>{label("share", "payment_plan")}</div>
            </th>
            <th>{label("paid", "payment_plan")}</th>
            <th className="right">{label("open", "payment_plan")}</th>
          </tr>
        </thead>
        <tbody>
          {plan.rows.map((row) => (
            <PlanRow key={row.id} row={row} />
          ))}
        </tbody>
        <tfoot>
          <tr data-testid="panel-plan-sum">
            <th colSpan={2}>{t("payment_plan.sum")}</th>
            <td className="right">
              <Money yuan={sum.payable} />
              <div>
                <Percent ratio={sum.share} decimals={2} />
              </div>
            </td>
            <td>
              <Money yuan={sum.paid} />
            </td>
            <td className="right">
              <Money yuan={sum.open} />
            </td>
          </tr>
        </tfoot>
      </table>
      {differs && (
        <p className="warning" role="status" data-testid="plan-differs">
          {message({
            code: "payment_plan.sum_differs",
            params: {
              sum: sum.payable ?? "",
              amount: sum.contract_amount ?? "",
              difference: sum.difference ?? "",
            },
          })}
        </p>
      )}
    </>
  );
}

function PlanRow({ row }: { row: PaymentPlanRow }) {
  const { go } = useNavigation();
  return (
    <tr>
      <td>
        <button
          type="button"
          className="link"
          title={[row.term, row.remarks].filter((text) => text !== null).join("\n")}
          onClick={() => go({ page: "payment_plans", open: row.id })}
        >
          <span className="two-lines">{row.term}</span>
        </button>
        <div className="quiet nowrap">
          <DateText value={row.due_on} />
        </div>
      </td>
      <td className="nowrap">{row.state !== null && <State value={row.state} />}</td>
      <td className="right">
        <Money yuan={row.payable} />
        <div className="quiet">
          <Percent ratio={row.share} decimals={2} />
        </div>
      </td>
      <td style={{ minWidth: 90 }}>
        <ProgressBar ratio={row.progress} />
      </td>
      <td className="right">
        <Money yuan={row.open} />
      </td>
    </tr>
  );
}
