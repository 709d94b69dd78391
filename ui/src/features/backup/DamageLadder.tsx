import { Button } from "antd";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type {
  DamageSurvey,
  LedgerComparison,
  NounComparison,
  RestoreTarget,
  WayBack,
} from "../../ipc/bindings";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { localText } from "../../shared/values";
import { WorkProgress } from "../../shared/work/WorkProgress";
import { useSurvey } from "./useSurvey";

interface Props {
  /** Whether records may still be read out of the ledger. */
  recoverable: boolean;
  onChoose: (target: RestoreTarget) => void;
}

/** What may bring back the most, before any single backup is chosen: counted first, where asked. */
export function DamageLadder({ recoverable, onChoose }: Props) {
  const { t } = useTranslation();
  const { survey, progress, surveying, failure, begin } = useSurvey();
  const ways = waysOf(recoverable, survey);
  return (
    <>
      {recoverable && survey === null && !surveying && (
        <p>
          <Button type="primary" onClick={begin} data-testid="survey-damage">
            {t("restore.survey.begin")}
          </Button>{" "}
          <span className="quiet">{t("restore.survey.hint")}</span>
        </p>
      )}
      {surveying && <WorkProgress title={t("restore.survey.working")} progress={progress} />}
      {failure !== null && failure.code !== "cancelled" && <ErrorNotice failure={failure} />}
      <dl className="recovery-choices" aria-busy={surveying}>
        {ways.map((way) => (
          <Fragment key={way}>
            <dt>
              <Button
                block
                disabled={surveying}
                type={survey?.first === way ? "primary" : "default"}
                onClick={() => onChoose({ kind: way })}
                data-testid={`lost-${way}`}
              >
                {t(`restore.ladder.${way}`)}
              </Button>
            </dt>
            <dd>
              {t(`restore.ladder.${way}_hint`)}
              {survey !== null && <Found way={way} survey={survey} />}
            </dd>
          </Fragment>
        ))}
      </dl>
      {survey?.comparison != null && <Beside comparison={survey.comparison} />}
    </>
  );
}

/** The ways that lead anywhere, the one that is offered first before the other. */
function waysOf(recoverable: boolean, survey: DamageSurvey | null): readonly WayBack[] {
  if (survey === null) {
    return recoverable ? ["newest", "recovered"] : ["newest"];
  }
  const ways: readonly WayBack[] =
    survey.first === "newest" ? ["newest", "recovered"] : ["recovered", "newest"];
  return ways.filter((way) => (way === "newest" ? survey.replayed : survey.recovered) !== null);
}

/** What one way brings back, and what it loses. */
function Found({ way, survey }: { way: WayBack; survey: DamageSurvey }) {
  const { t } = useTranslation();
  const { replayed, recovered } = survey;
  if (way === "newest" && replayed !== null) {
    return (
      <p data-testid="found-newest">
        {t("restore.survey.newest", {
          seq: replayed.seq,
          at: replayed.at === null ? "" : localText(replayed.at),
        })}{" "}
        {replayed.lack === null ? (
          <span className="success">{t("restore.survey.no_lack")}</span>
        ) : (
          <span className="warning">
            {t("restore.survey.lack", { first: replayed.lack.first, last: replayed.lack.last })}
          </span>
        )}
      </p>
    );
  }
  if (way === "recovered" && recovered !== null) {
    const { lost_count: count, journal_is_cut: cut, saved } = recovered;
    const records = saved.reduce((sum, one) => sum + one.count, 0);
    return (
      <p data-testid="found-recovered">
        {t("restore.survey.recovered", { count: records })}{" "}
        <span className={count === 0 && !cut ? "success" : "warning"}>
          {count === 0 && !cut
            ? t("restore.recovered.whole")
            : t("restore.recovered.lost", { count })}
        </span>
        {cut && <span className="warning"> {t("restore.recovered.cut")}</span>}
      </p>
    );
  }
  return null;
}

/** What each way has that the other lacks, by kind of records. */
function Beside({ comparison }: { comparison: LedgerComparison }) {
  const { t } = useTranslation();
  const number = (count: number) => count.toLocaleString("en-US");
  const differs = ({ changed, missing, new: added }: NounComparison) =>
    changed + missing + added > 0;
  return (
    <table className="backup-records survey" data-testid="ways-beside">
      <thead>
        <tr>
          <th scope="col">{t("backup.noun")}</th>
          <th scope="col">{t("restore.survey.by_newest")}</th>
          <th scope="col">{t("restore.survey.by_recovered")}</th>
          <th scope="col">{t("restore.survey.only_newest")}</th>
          <th scope="col">{t("restore.survey.only_recovered")}</th>
          <th scope="col">{t("restore.survey.differ")}</th>
        </tr>
      </thead>
      <tbody>
        {comparison.nouns
          .filter((counts) => counts.before + counts.now > 0)
          .map((counts) => (
            <tr key={counts.noun} className={differs(counts) ? "warning" : ""}>
              <th scope="row">{t(`common.noun.${counts.noun}`)}</th>
              <td>{number(counts.before)}</td>
              <td>{number(counts.now)}</td>
              <td>{number(counts.missing)}</td>
              <td>{number(counts.new)}</td>
              <td>{number(counts.changed)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
