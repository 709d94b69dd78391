import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { useMayOpen } from "../../shared/access";
import { type PageName, useNavigation } from "../../shared/navigation";
import "./evaluation.css";

/** The views of 履约评价, each a page of its own: back and forward lead through them. */
export const EVALUATION_VIEWS = [
  "evaluations",
  "supplier_ratings",
  "evaluations_due",
  "score_differences",
  "rating_trial",
] as const satisfies readonly PageName[];

/** Switches between the views of 履约评价. */
export function ViewTabs() {
  const { t } = useTranslation();
  const { place, go } = useNavigation();
  const mayOpen = useMayOpen();
  return (
    <div className="view-tabs">
      <Segmented
        aria-label={t("evaluation.views")}
        data-testid="evaluation-views"
        value={place.page}
        onChange={(page) => go({ page: page as PageName })}
        options={EVALUATION_VIEWS.filter(mayOpen).map((page) => ({
          value: page,
          label: <span data-testid={`view-${page}`}>{t(`evaluation.view_${page}`)}</span>,
        }))}
      />
    </div>
  );
}
