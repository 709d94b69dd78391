import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import type { SupplierRow } from "../../ipc/bindings";
import { useFieldLabel } from "../../shared/labels";
import { useNavigation } from "../../shared/navigation";
import { Money, ProgressBar, Score, State } from "../../shared/values";
import type { Shown } from "./Undertaken";

interface Props {
  supplier: SupplierRow;
  onShown: (shown: Shown) => void;
}

/** The figures of a supplier; those that have a list behind them lead there. */
export function UndertakenSummary({ supplier, onShown }: Props) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const label = useFieldLabel();
  const of = (page: "evaluations" | "interviews", breaches = false) => {
    const filters = [
      { field: "supplier_id", comparison: "is" as const, values: [String(supplier.id)] },
      ...(breaches ? [{ field: "kind", comparison: "is" as const, values: ["违约约谈"] }] : []),
    ];
    go({ page, filters });
  };
  return (
    <dl className="undertaken-summary" data-testid="undertaken-summary">
      <Figure name={label("contracts", "supplier")} onClick={() => onShown("all")}>
        {supplier.contracts}
      </Figure>
      <Figure name={label("in_execution", "supplier")} onClick={() => onShown("在执行")}>
        {supplier.in_execution}
      </Figure>
      <Figure name={label("total_amount", "supplier")}>
        <Money yuan={supplier.total_amount} />
      </Figure>
      <Figure name={label("paid", "supplier")}>
        <Money yuan={supplier.paid} />
      </Figure>
      <Figure name={label("progress", "supplier")}>
        <ProgressBar ratio={supplier.progress} testId="summary-progress" />
      </Figure>
      <Figure name={label("mean_score", "supplier")} onClick={() => of("evaluations")}>
        {supplier.mean_score === null ? (
          <State value="未评价" />
        ) : (
          <Score score={supplier.mean_score} />
        )}
      </Figure>
      <Figure name={label("interviews", "supplier")} onClick={() => of("interviews")}>
        {supplier.interviews}
      </Figure>
      <Figure
        name={label("breaches", "supplier")}
        onClick={() => of("interviews", true)}
        tone={supplier.breaches > 0 ? "error" : undefined}
      >
        {t("supplier.undertaking.times", { count: supplier.breaches })}
      </Figure>
    </dl>
  );
}

interface FigureProps {
  name: string;
  onClick?: () => void;
  tone?: "error" | undefined;
  children: ReactNode;
}

function Figure({ name, onClick, tone, children }: FigureProps) {
  const id = useId();
  return (
    <div>
      <dt id={id}>{name}</dt>
      <dd className={tone}>
        {onClick === undefined ? (
          children
        ) : (
          <button
            id={`${id}-value`}
            type="button"
            className="link"
            onClick={onClick}
            aria-labelledby={`${id} ${id}-value`}
          >
            {children}
          </button>
        )}
      </dd>
    </div>
  );
}
