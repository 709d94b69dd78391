import { PrinterOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { InterviewDetail } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { useMayDo } from "../../shared/access";
import { useFieldLabel } from "../../shared/labels";
import { useNavigation } from "../../shared/navigation";
import { ContractTable } from "../../shared/panel/ContractTable";
import { DetailPanel, type PanelProps } from "../../shared/panel/DetailPanel";
import { RecordHistory } from "../../shared/panel/RecordHistory";
import { Facts, Section } from "../../shared/panel/RecordPanel";
import { DateText, Plain, State } from "../../shared/values";
import { Deadline } from "./Deadline";
import { RectificationNotice } from "./RectificationNotice";
import { StatusFlow } from "./StatusFlow";
import "./interview.css";

const read = (id: number) => call("interview_detail", { id });

/** Everything about one interview. */
export function InterviewPanel(props: PanelProps) {
  return (
    <DetailPanel
      {...props}
      noun="interview"
      read={read}
      heading={({ row }) => row.supplier}
      subheading={({ row }) => <DateText value={row.held_on} />}
      state={({ row }) => <State value={row.status} />}
    >
      {(detail) => <Details detail={detail} />}
    </DetailPanel>
  );
}

function Details({ detail }: { detail: InterviewDetail }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const label = useFieldLabel();
  const mayDo = useMayDo();
  const [printing, setPrinting] = useState(false);
  const { row, contract, supplier } = detail;
  return (
    <>
      {row.kind === "违约约谈" && <p className="breach">{t("interview.breach")}</p>}
      {mayDo("update", "interview") && <StatusFlow detail={detail} />}
      <Section
        title={t("interview.group_rectification")}
        extra={
          row.rectification !== null && (
            <Button
              size="small"
              type="link"
              icon={<PrinterOutlined />}
              onClick={() => setPrinting(true)}
              data-testid="print-notice"
            >
              {t("interview.print_notice")}
            </Button>
          )
        }
      >
        <Facts
          facts={[
            {
              label: label("due_on", "interview"),
              wide: true,
              value: <Deadline due={row.due_on} days={row.days_left} />,
            },
          ]}
        />
        <Text label={label("rectification", "interview")} text={row.rectification} />
        <Text label={label("result", "interview")} text={row.result} />
      </Section>
      <Section title={t("interview.group_talk")}>
        <Facts
          facts={[
            { label: label("kind", "interview"), value: <State value={row.kind} /> },
            {
              label: label("held_on", "interview"),
              value: <DateText value={row.held_on} />,
            },
            { label: label("interviewer", "interview"), value: <Plain text={row.interviewer} /> },
            {
              label: label("representative", "interview"),
              value: <Plain text={row.representative} />,
            },
            {
              label: label("supplier", "interview"),
              wide: true,
              value: (
                <>
                  <button
                    type="button"
                    className="link"
                    onClick={() => go({ page: "suppliers", open: supplier.id })}
                  >
                    {supplier.name}
                  </button>{" "}
                  <State value={supplier.status} />
                </>
              ),
            },
          ]}
        />
        <Text label={label("reason", "interview")} text={row.reason} />
        <Text label={label("content", "interview")} text={row.content} />
      </Section>
      {contract !== null && (
        <Section title={t("common.noun.contract")}>
          <ContractTable contracts={[contract]} />
        </Section>
      )}
      <RecordHistory noun="interview" id={row.id} />
      {printing && <RectificationNotice detail={detail} onClose={() => setPrinting(false)} />}
    </>
  );
}

/** A long text under its label, with its line breaks. */
function Text({ label, text }: { label: string; text: string | null }) {
  return text === null || text === "" ? null : (
    <div>
      <div className="quiet">{label}</div>
      <div className="prose">{text}</div>
    </div>
  );
}
