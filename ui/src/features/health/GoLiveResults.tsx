import { useTranslation } from "react-i18next";
import type { GoLiveReport, HealthState, NounTotals } from "../../ipc/bindings";
import { formatDecimal } from "../../shared/decimal";
import { localText } from "../../shared/values";
import { useItemWord } from "./GoLiveList";
import { useSaid } from "./HealthItems";

const TONES: Record<HealthState, string> = {
  ok: "success",
  attention: "warning",
  fault: "error",
  unknown: "neutral",
};

/** What the program found by itself: health, and counts and sums beside those of a backup. */
export function GoLiveResults({ report }: { report: GoLiveReport }) {
  const { t } = useTranslation();
  return (
    <section
      className="go-live-results"
      aria-label={t("health.view.go_live")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
      tabIndex={0}
      data-testid="go-live-results"
    >
      <p className="quiet number">{t("health.checked_at", { at: localText(report.at) })}</p>
      <Totals report={report} />
      <Automatic report={report} />
    </section>
  );
}

/** The whole check as a page of paper, with room for signatures. */
export function GoLivePaper({ report }: { report: GoLiveReport }) {
  const { t } = useTranslation();
  const word = useItemWord();
  return (
    <div className="go-live-paper">
      <h1>{t("health.view.go_live")}</h1>
      <p>
        {t("health.go_live.of", {
          at: localText(report.at),
          version: report.program_version,
          schema: report.schema_version,
        })}
      </p>
      <Totals report={report} />
      <Automatic report={report} />
      <h2>{t("health.go_live.manual")}</h2>
      <table>
        <tbody>
          {report.manual.map((item) => (
            <tr key={item.name}>
              <td>{item.done_at === null ? "☐" : "☑"}</td>
              <th scope="row">{word(item)}</th>
              <td>{item.done_at !== null && `${item.done_by ?? ""} ${localText(item.done_at)}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="go-live-sign">{t("health.go_live.sign")}</p>
    </div>
  );
}

function Automatic({ report }: { report: GoLiveReport }) {
  const { t } = useTranslation();
  const said = useSaid();
  return (
    <>
      <h3>{t("health.go_live.automatic")}</h3>
      <table className="go-live-table">
        <tbody>
          {report.items.map((item) => (
            <tr key={`${item.name} ${item.about ?? ""}`}>
              <th scope="row">{t(`health.name.${item.name}`)}</th>
              <td>
                <span className={`state ${TONES[item.state]}`}>
                  {t(`health.state.${item.state}`)}
                </span>
              </td>
              <td>{said(item)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Totals({ report }: { report: GoLiveReport }) {
  const { t } = useTranslation();
  const { backup } = report;
  return (
    <>
      <h3>
        {t("health.go_live.totals")}{" "}
        <small className="quiet">
          {backup === null
            ? t("health.go_live.no_backup")
            : t("health.go_live.beside", { name: backup.name })}
        </small>
      </h3>
      <table className="go-live-table" data-testid="go-live-totals">
        <thead>
          <tr>
            <th scope="col">{t("health.go_live.noun")}</th>
            <th scope="col">{t("health.go_live.count")}</th>
            {backup !== null && <th scope="col">{t("health.go_live.count_before")}</th>}
            <th scope="col">{t("health.go_live.amount")}</th>
            {backup !== null && <th scope="col">{t("health.go_live.amount_before")}</th>}
            {backup !== null && <th scope="col">{t("health.go_live.verdict")}</th>}
          </tr>
        </thead>
        <tbody>
          {report.totals.map((row) => (
            <tr key={row.noun}>
              <th scope="row">{t(`common.noun.${row.noun}`)}</th>
              <td>{formatDecimal(String(row.count), 0)}</td>
              {row.before !== null && <td>{formatDecimal(String(row.before.count), 0)}</td>}
              <td>{amount(row.amount)}</td>
              {row.before !== null && <td>{amount(row.before.amount)}</td>}
              {row.before !== null && <Verdict row={row} />}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Verdict({ row }: { row: NounTotals }) {
  const { t } = useTranslation();
  return (
    <td>
      <span className={`state ${row.same ? "success" : "warning"}`}>
        {t(row.same ? "health.go_live.same" : "health.go_live.differs")}
      </span>
    </td>
  );
}

function amount(yuan: string | null): string {
  return yuan === null ? "—" : formatDecimal(yuan, 2);
}
