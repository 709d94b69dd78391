import { useTranslation } from "react-i18next";
import { DateText } from "../../shared/values";
import "./interview.css";

interface Props {
  due: string | null;
  /** Days left on the day the ledger was asked; none where nothing is open. */
  days: number | null;
}

/** A deadline with how much of it is left: colour and words. */
export function Deadline({ due, days }: Props) {
  return (
    <>
      <DateText value={due} /> {days !== null && <DaysLeft days={days} />}
    </>
  );
}

/** How many days are left, or by how many it is overdue. */
export function DaysLeft({ days }: { days: number }) {
  const { t } = useTranslation();
  if (days < 0) {
    return <b className="error">{t("interview.overdue_by", { count: -days })}</b>;
  }
  return (
    <span className={days <= SOON ? "warning" : "quiet"}>
      {days === 0 ? t("interview.due_today") : t("interview.days_left", { count: days })}
    </span>
  );
}

/** A week: time to ask how it goes. */
const SOON = 7;
