import { useTranslation } from "react-i18next";
import type { Deadline } from "../ipc/bindings";
import { choiceLabel } from "./labels";
import { usePreferences } from "./preferences";
import { DateText } from "./values";

interface Props {
  on: string | null;
  state: Deadline | null;
  /** Days from today; negative once the day has passed. */
  days: number | null;
  /** Whether the day itself stands before the word. */
  withDate?: boolean;
  testId?: string;
}

const TONES: Record<Deadline, string> = {
  已到期: "error",
  马上到期: "error",
  即将到期: "warning",
  未到期: "neutral",
};

/** A deadline as colour and word, with the days that are left. */
export function DueDate({ on, state, days, withDate = false, testId }: Props) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  if (on === null || state === null || days === null) {
    return <DateText value={on} />;
  }
  const count = Math.abs(days);
  const left =
    days < 0
      ? t("common.due.passed", { count })
      : days === 0
        ? t("common.due.today")
        : t("common.due.left", { count });
  return (
    <span className="nowrap" data-testid={testId} title={on}>
      {withDate && (
        <>
          <DateText value={on} />{" "}
        </>
      )}
      <span className={`state ${TONES[state]}`}>{choiceLabel(state, language)}</span>{" "}
      <span className="quiet">{left}</span>
    </span>
  );
}
