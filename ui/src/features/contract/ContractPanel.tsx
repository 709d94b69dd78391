import { useTranslation } from "react-i18next";
import type { ContractDetail, ContractRow } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { useMayDo } from "../../shared/access";
import { capitalAmount } from "../../shared/capitalAmount";
import { DueDate } from "../../shared/DueDate";
import { formatPercent } from "../../shared/decimal";
import { useChoiceLabel, useFieldLabel } from "../../shared/labels";
import { useNavigation } from "../../shared/navigation";
import { RecordHistory } from "../../shared/panel/RecordHistory";
import { type Fact, Facts, RecordPanel, Section } from "../../shared/panel/RecordPanel";
import { useDetail } from "../../shared/panel/useDetail";
import { DateText, Money, Percent, Plain, ProgressBar, Score, State } from "../../shared/values";
import { FamilySection } from "./FamilySection";
import { PaymentsSection } from "./PaymentsSection";
import { PlanSection } from "./PlanSection";
import { SettlementSection } from "./SettlementSection";

interface Props {
  id: number;
  onClose: () => void;
  onEdit: () => void;
  onCopy: () => void;
}

/** What can be entered from the panel of a contract. */
export interface ContractActions {
  onNewPayment: (contract: ContractRow) => void;
  onEditPlan: (contract: ContractRow) => void;
  onNewSupplement: (contract: ContractRow) => void;
  onSettle: (contract: ContractRow) => void;
  onEditSettlement: (id: number) => void;
}

const read = (id: number) => call("contract_detail", { id });

/** Everything about one contract. */
export function ContractPanel({
  id,
  onClose,
  onEdit,
  onCopy,
  ...actions
}: Props & ContractActions) {
  const detail = useDetail("contract", id, read);
  const row = detail.data?.row;
  return (
    <RecordPanel
      noun="contract"
      heading={row?.code ?? ""}
      subheading={row?.name}
      state={
        row && (
          <>
            <State value={row.status} />{" "}
            {row.expiry !== null && row.expiry !== "未到期" && (
              <DueDate
                on={row.expires_on}
                state={row.expiry}
                days={row.days_left}
                testId="panel-expiry"
              />
            )}
          </>
        )
      }
      onClose={onClose}
      onEdit={onEdit}
      onCopy={onCopy}
      loading={detail.loading}
      failure={detail.error}
    >
      {detail.data && <Details detail={detail.data} {...actions} />}
    </RecordPanel>
  );
}

function Details({
  detail,
  onNewPayment,
  onEditPlan,
  onNewSupplement,
  onSettle,
  onEditSettlement,
}: { detail: ContractDetail } & ContractActions) {
  const { row } = detail;
  const mayDo = useMayDo();
  const on = (may: boolean, act: (contract: ContractRow) => void) =>
    may ? () => act(row) : undefined;
  // Supplements and settlements belong to the main contract.
  const isMain = row.parent_code === null;
  return (
    <>
      <Position detail={detail} />
      <FamilySection
        detail={detail}
        onNewSupplement={on(isMain && mayDo("create", "contract"), onNewSupplement)}
      />
      <PlanSection plan={detail.plan} onEdit={on(mayDo("update", "payment_plan"), onEditPlan)} />
      <PaymentsSection
        contractId={row.id}
        payments={detail.payments}
        onNewPayment={on(mayDo("create", "payment"), onNewPayment)}
      />
      <SettlementSection
        detail={detail}
        onSettle={on(isMain && mayDo("create", "settlement"), onSettle)}
        onEdit={onEditSettlement}
      />
      <Evaluation detail={detail} />
      <Fields detail={detail} />
      <RecordHistory noun="contract" id={row.id} />
    </>
  );
}

function Position({ detail }: { detail: ContractDetail }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const { row } = detail;
  const capital = row.amount === null ? null : capitalAmount(row.amount);
  const facts: Fact[] = [
    {
      label: label("amount", "contract"),
      wide: true,
      testId: "panel-amount",
      value: (
        <>
          <b>
            <Money yuan={row.amount} />
          </b>{" "}
          {capital !== null && <span className="quiet">{capital}</span>}
        </>
      ),
    },
    {
      label: label("progress", "contract"),
      wide: true,
      value: <ProgressBar ratio={row.progress} testId="panel-progress" />,
    },
    { label: label("paid", "contract"), value: <Money yuan={row.paid} />, testId: "panel-paid" },
    {
      label: label("remaining", "contract"),
      testId: "panel-remaining",
      value: (
        <>
          <Money yuan={row.remaining} />{" "}
          {row.remaining !== null && detail.settlement === null && (
            <span className="quiet">{t("contract.estimated")}</span>
          )}
        </>
      ),
    },
    { label: label("base", "contract"), value: <Money yuan={row.base} /> },
    { label: label("family_amount", "contract"), value: <Money yuan={row.family_amount} /> },
    ...retentionFacts(),
  ];

  /** 质保金 of the family: how much is held, and until when. */
  function retentionFacts(): Fact[] {
    const { retention_percent: percent } = detail.contract.record;
    if (row.retention === null && row.releases_on === null) {
      return [];
    }
    return [
      {
        label: t("contract.retention"),
        testId: "panel-retention",
        value: (
          <>
            <Money yuan={row.retention} />{" "}
            {percent !== null && (
              <span className="quiet">
                {t("contract.retention_share", { percent: formatPercent(percent, 2) })}
              </span>
            )}
          </>
        ),
      },
      {
        label: t("contract.release"),
        testId: "panel-release",
        value:
          row.releases_on === null ? (
            <span className="quiet">{t("contract.released")}</span>
          ) : (
            <DueDate on={row.releases_on} state={row.release} days={row.release_days} withDate />
          ),
      },
    ];
  }
  return (
    <Section title={t("contract.position")}>
      <Facts facts={facts} />
    </Section>
  );
}

function Evaluation({ detail }: { detail: ContractDetail }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const { go } = useNavigation();
  const { evaluation } = detail;
  if (evaluation === null) {
    return (
      <Section title={t("contract.evaluation")}>
        <p className="quiet">{t("contract.not_evaluated")}</p>
      </Section>
    );
  }
  return (
    <Section
      title={t("contract.evaluation")}
      extra={
        <button
          type="button"
          className="link"
          onClick={() => go({ page: "evaluations", open: evaluation.id })}
        >
          {t("common.action.open")}
        </button>
      }
    >
      <Facts
        facts={[
          {
            label: label("comprehensive_score", "evaluation"),
            value: (
              <>
                <Score score={evaluation.comprehensive_score} />{" "}
                {evaluation.grade !== null && <State value={evaluation.grade} />}
              </>
            ),
          },
          {
            label: label("last_score", "evaluation"),
            value: <Score score={evaluation.last_score} />,
          },
          {
            label: label("period", "evaluation"),
            value: <Plain text={evaluation.period} />,
            wide: true,
          },
          { label: label("evaluator", "evaluation"), value: <Plain text={evaluation.evaluator} /> },
        ]}
      />
    </Section>
  );
}

function Fields({ detail }: { detail: ContractDetail }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const choice = useChoiceLabel();
  const { go } = useNavigation();
  const { row } = detail;
  const { record } = detail.contract;
  const text = (field: string, value: string | null, wide = false): Fact => ({
    label: label(field, "contract"),
    value: <Plain text={value} />,
    wide,
  });
  const date = (field: string, value: string | null): Fact => ({
    label: label(field, "contract"),
    value: <DateText value={value} />,
  });
  return (
    <>
      <Section title={t("contract.group_basic")}>
        <Facts
          facts={[
            text("sequence", record.sequence),
            text("kind", choice(record.kind)),
            text("type", record.type === null ? null : choice(record.type)),
            text("source", choice(record.source)),
            text("procurement_code", row.procurement_code),
            text("parent_code", row.parent_code),
            text("project_code", projectText(detail), true),
          ]}
        />
      </Section>
      <Section title={t("contract.group_parties")}>
        <Facts
          facts={[
            {
              label: label("supplier", "contract"),
              wide: true,
              value: (
                <button
                  type="button"
                  className="link"
                  onClick={() => go({ page: "suppliers", open: row.supplier_id })}
                >
                  {row.supplier}
                </button>
              ),
            },
            text("party_a", record.party_a, true),
            text("party_b_representative", record.party_b_representative),
            text("party_a_representative", record.party_a_representative),
            text("party_b_contact", record.party_b_contact),
            text("party_a_contact", record.party_a_contact),
            text("party_b_manager", record.party_b_manager),
            text("party_a_manager", record.party_a_manager),
          ]}
        />
      </Section>
      <Section title={t("contract.group_dates")}>
        <Facts
          facts={[
            date("signed_on", record.signed_on),
            date("archived_on", record.archived_on),
            date("starts_on", record.starts_on),
            date("ends_on", record.ends_on),
            text("duration", record.duration),
            text("officer", record.officer),
            {
              label: label("retention_percent", "contract"),
              value: <Percent ratio={record.retention_percent} decimals={2} />,
            },
            date("retention_due_on", record.retention_due_on),
            date("guarantee_returned_on", record.guarantee_returned_on),
            text("payment_terms", record.payment_terms, true),
            text("remarks", record.remarks, true),
          ]}
        />
      </Section>
    </>
  );
}

function projectText({ row, project_name }: ContractDetail): string | null {
  const text = [row.project_code, project_name].filter((part) => part !== null).join(" ");
  return text === "" ? null : text;
}
