import { useTranslation } from "react-i18next";
import type { EvaluationDetail } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { useChoiceLabel, useFieldLabel } from "../../shared/labels";
import { ContractTable } from "../../shared/panel/ContractTable";
import { DetailPanel, type PanelProps } from "../../shared/panel/DetailPanel";
import { RecordHistory } from "../../shared/panel/RecordHistory";
import { Facts, Section } from "../../shared/panel/RecordPanel";
import { sumText } from "../../shared/scoreSum";
import { Plain, Score, State } from "../../shared/values";

const read = (id: number) => call("evaluation_detail", { id });

/** Everything about one evaluation. */
export function EvaluationPanel(props: PanelProps) {
  return (
    <DetailPanel
      {...props}
      noun="evaluation"
      read={read}
      heading={({ row }) => row.contract_code}
      subheading={({ row }) => row.contract_name}
      state={({ row }) => <State value={row.grade ?? "未评价"} />}
    >
      {(detail) => <Details detail={detail} />}
    </DetailPanel>
  );
}

function Details({ detail }: { detail: EvaluationDetail }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const { row, contract } = detail;
  return (
    <>
      <Section title={t("evaluation.comprehensive")}>
        <Comprehensive detail={detail} />
      </Section>
      <Section title={t("evaluation.scores")}>
        <ScoreTable detail={detail} />
      </Section>
      <Section title={t("common.panel.fields")}>
        <Facts
          facts={[
            {
              label: label("period", "evaluation"),
              value: <Plain text={row.period} />,
              wide: true,
            },
            { label: label("evaluator", "evaluation"), value: <Plain text={row.evaluator} /> },
            {
              label: label("supplier", "evaluation"),
              value: <Plain text={row.supplier} />,
              wide: true,
            },
            {
              label: label("remarks", "evaluation"),
              value: <Plain text={row.remarks} />,
              wide: true,
            },
          ]}
        />
      </Section>
      <Section title={t("common.noun.contract")}>
        <ContractTable contracts={[contract]} />
      </Section>
      <RecordHistory noun="evaluation" id={row.id} />
    </>
  );
}

function Comprehensive({ detail }: { detail: EvaluationDetail }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const choice = useChoiceLabel();
  const { record } = detail.evaluation;
  const { weights, last_score: last } = record;
  const { process_score: process } = detail.row;
  return (
    <Facts
      facts={[
        {
          label: label("comprehensive_score", "evaluation"),
          value: (
            <b>
              <Score score={record.comprehensive_score} />
            </b>
          ),
        },
        {
          label: label("comprehensive_origin", "evaluation"),
          value: choice(record.comprehensive_origin),
        },
        {
          label: label("weights", "evaluation"),
          wide: true,
          value:
            weights === null ? (
              <span className="quiet">{t("evaluation.no_weights")}</span>
            ) : (
              <>
                {t("evaluation.weights", {
                  last: weights.last_percent,
                  process: weights.process_percent,
                })}
                <div className="quiet">{sumText({ last, process, weights })}</div>
              </>
            ),
        },
      ]}
    />
  );
}

function ScoreTable({ detail }: { detail: EvaluationDetail }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const { record } = detail.evaluation;
  const yearly = Object.entries(record.yearly_scores);
  const irregular = Object.entries(record.irregular_scores);
  return (
    <table className="mini-table">
      <tbody>
        <ScoreLine name={label("last_score", "evaluation")} score={record.last_score} />
        {yearly.map(([year, score]) => (
          <ScoreLine key={year} name={t("evaluation.yearly", { year })} score={score} />
        ))}
        {irregular.map(([number, score]) => (
          <ScoreLine key={number} name={t("evaluation.irregular", { number })} score={score} />
        ))}
      </tbody>
    </table>
  );
}

function ScoreLine({ name, score }: { name: string; score: string | null }) {
  return (
    <tr>
      <td>{name}</td>
      <td className="right">
        <Score score={score} />
      </td>
    </tr>
  );
}
