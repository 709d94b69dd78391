import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type {
  Difference,
  Failure,
  LedgerComparison,
  Noun,
  NounComparison,
} from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { DifferingRecords } from "./DifferingRecords";

export const DIFFERENCES = ["changed", "missing", "new"] as const satisfies Difference[];

/** The records that a person looks at: those of a noun, or of them those that differ in one way. */
interface Chosen {
  noun: Noun;
  only: Difference | null;
}

/** What differs between what lies ready and the ledger now: by noun, by record, by field. */
export function Differences({ id }: { id: number }) {
  const { t } = useTranslation();
  const [asked, ask] = useState<Chosen | null>(null);
  const comparison = useQuery<LedgerComparison, Failure>({
    queryKey: ["restore", "comparison", id],
    queryFn: () => call("compare_prepared", { id }),
    gcTime: 0,
  });
  if (comparison.isPending) {
    return <Skeleton active title={false} paragraph={{ rows: 6 }} />;
  }
  if (comparison.error !== null) {
    return <ErrorNotice failure={comparison.error} onRetry={() => void comparison.refetch()} />;
  }
  const { nouns, settings } = comparison.data;
  const first = nouns.find((one) => differing(one) > 0);
  if (first === undefined && !settings) {
    return <p data-testid="nothing-differs">{t("restore.compare.nothing")}</p>;
  }
  const chosen = asked ?? (first === undefined ? null : { noun: first.noun, only: null });
  return (
    <div className="differences" data-testid="differences">
      <div>
        <Counts nouns={nouns} chosen={chosen} onChoose={ask} />
        {settings && <p className="warning">{t("restore.compare.settings")}</p>}
        <p className="quiet">{t("restore.compare.hint")}</p>
      </div>
      {chosen !== null && (
        <DifferingRecords key={`${chosen.noun} ${chosen.only}`} id={id} {...chosen} />
      )}
    </div>
  );
}

function differing({ changed, missing, new: added }: NounComparison): number {
  return changed + missing + added;
}

interface CountsProps {
  nouns: readonly NounComparison[];
  chosen: Chosen | null;
  onChoose: (chosen: Chosen) => void;
}

/** How many records of each noun differ, and in what way; a number leads to its records. */
function Counts({ nouns, chosen, onChoose }: CountsProps) {
  const { t } = useTranslation();
  const whole = (count: number) => count.toLocaleString("en-US");
  return (
    <table className="backup-records" data-testid="comparison">
      <thead>
        <tr>
          <th scope="col">{t("backup.noun")}</th>
          <th scope="col">{t("restore.compare.was")}</th>
          <th scope="col">{t("backup.now_count")}</th>
          {DIFFERENCES.map((difference) => (
            <th scope="col" key={difference}>
              {t(`restore.compare.${difference}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {nouns.map((one) => (
          <tr key={one.noun} className={one.noun === chosen?.noun ? "chosen" : ""}>
            <th scope="row">
              <Lead
                text={t(`common.noun.${one.noun}`)}
                count={differing(one)}
                pressed={one.noun === chosen?.noun && chosen.only === null}
                onClick={() => onChoose({ noun: one.noun, only: null })}
                testId={`differing-${one.noun}`}
              />
            </th>
            <td>{whole(one.before)}</td>
            <td>{whole(one.now)}</td>
            {DIFFERENCES.map((difference) => (
              <td key={difference} className={one[difference] === 0 ? "quiet" : ""}>
                <Lead
                  text={whole(one[difference])}
                  name={`${t(`common.noun.${one.noun}`)} ${t(`restore.compare.${difference}`)} ${whole(one[difference])}`}
                  count={one[difference]}
                  pressed={one.noun === chosen?.noun && chosen.only === difference}
                  onClick={() => onChoose({ noun: one.noun, only: difference })}
                  testId={`differing-${one.noun}-${difference}`}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface LeadProps {
  text: string;
  /** What it is called where the text alone says too little. */
  name?: string;
  count: number;
  pressed: boolean;
  onClick: () => void;
  testId: string;
}

/** A text that leads to records; a plain one where there are none. */
function Lead({ text, name, count, pressed, onClick, testId }: LeadProps) {
  return count === 0 ? (
    <span data-testid={testId}>{text}</span>
  ) : (
    <button
      type="button"
      className="link"
      aria-label={name}
      aria-pressed={pressed}
      onClick={onClick}
      data-testid={testId}
    >
      {text}
    </button>
  );
}
