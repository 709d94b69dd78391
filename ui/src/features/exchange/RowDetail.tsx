import { useTranslation } from "react-i18next";
import type { Issue, Noun, RehearsalRow } from "../../ipc/bindings";
import { useMessage } from "../../shared/message";

/** Everything about the chosen row: each issue in plain words, each change with both values. */
export function RowDetail({ row, kind }: { row: RehearsalRow | undefined; kind: Noun }) {
  const { t } = useTranslation();
  return (
    <section className="row-detail" aria-live="polite" data-testid="import-row-detail">
      {row === undefined ? (
        <span className="quiet">{t("exchange.row.choose")}</span>
      ) : (
        <>
          <h4>
            {t("exchange.row.title", { row: row.row })}{" "}
            <span className={`row-action outcome-${row.action}`}>
              {t(`exchange.action.${row.action}`)}
            </span>{" "}
            {row.key}
          </h4>
          <ul>
            {row.issues.map((issue, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the issues of a row never change.
              <IssueLine key={at} issue={issue} kind={kind} quiet={row.action === "skipped"} />
            ))}
            {row.changes.map((change) => (
              <li key={change.column}>
                <strong>{change.column}</strong> <del>{change.old ?? "—"}</del> →{" "}
                <ins>{change.new ?? "—"}</ins>
              </li>
            ))}
            {row.issues.length === 0 && row.changes.length === 0 && (
              <li className="quiet">
                {row.action === "insert" ? t("exchange.row.insert") : t("exchange.row.nothing")}
              </li>
            )}
          </ul>
        </>
      )}
    </section>
  );
}

function IssueLine({ issue, kind, quiet }: { issue: Issue; kind: Noun; quiet: boolean }) {
  const { t } = useTranslation();
  const say = useMessage(kind);
  return (
    <li className={quiet ? "quiet" : issue.severity}>
      {issue.column !== null && <strong>{issue.column}</strong>}{" "}
      {issue.severity === "warning" && !quiet && <span>[{t("exchange.row.warning")}] </span>}
      {say(issue)}
      {issue.value !== null && issue.value !== "" && (
        <span className="quiet"> {t("exchange.row.cell", { value: issue.value })}</span>
      )}
    </li>
  );
}
