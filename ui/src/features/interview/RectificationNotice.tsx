import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { InterviewDetail } from "../../ipc/bindings";
import { PrintSheet } from "../../shared/print/PrintSheet";
import "./notice.css";

interface Props {
  detail: InterviewDetail;
  onClose: () => void;
}

/** 整改通知单 on a page of paper: what was found, what is to be done, until when. */
export function RectificationNotice({ detail, onClose }: Props) {
  const { t } = useTranslation();
  const [code, setCode] = useState(detail.notice_code);
  const { row, contract, supplier } = detail;
  const date = (value: string) => {
    const [year, month, day] = value.split("-").map(Number);
    return t("interview.notice.date", { year, month, day });
  };
  return (
    <PrintSheet
      title={t("interview.notice.title")}
      tools={
        <Input
          style={{ width: 260 }}
          addonBefore={t("interview.notice.code")}
          aria-label={t("interview.notice.code")}
          value={code}
          onChange={(event) => setCode(event.target.value)}
          data-testid="notice-code"
        />
      }
      onClose={onClose}
    >
      <div className="notice" data-testid="notice">
        <h1>{t("interview.notice.title")}</h1>
        <p className="notice-code">
          {t("interview.notice.code")}：{code}
        </p>
        <p className="notice-to">{supplier.name}：</p>
        <p className="notice-text">
          {t(row.kind === "违约约谈" ? "interview.notice.of_breach" : "interview.notice.of_talk", {
            date: date(row.held_on),
          })}
        </p>
        <table>
          <tbody>
            <tr>
              <th>{t("interview.notice.contract")}</th>
              <td>{contract === null ? "—" : `${contract.code}　${contract.name}`}</td>
            </tr>
            <tr>
              <th>{t("interview.notice.held_on")}</th>
              <td>{date(row.held_on)}</td>
            </tr>
            <tr>
              <th>{t("interview.notice.reason")}</th>
              <td className="prose">{row.reason}</td>
            </tr>
            <tr className="tall">
              <th>{t("interview.notice.rectification")}</th>
              <td className="prose">{row.rectification}</td>
            </tr>
            <tr>
              <th>{t("interview.notice.due_on")}</th>
              <td>
                <b>{row.due_on === null ? t("interview.notice.no_due") : date(row.due_on)}</b>
              </td>
            </tr>
          </tbody>
        </table>
        <p className="notice-text">{t("interview.notice.answer")}</p>
        <div className="notice-signatures">
          <Signature
            of={contract?.party_a ?? t("interview.notice.issuer")}
            name={row.interviewer}
          />
          <Signature of={supplier.name} name={row.representative} />
        </div>
      </div>
    </PrintSheet>
  );
}

/** Who signs: stamp, name and date, to be filled in by hand. */
function Signature({ of, name }: { of: string; name: string | null }) {
  const { t } = useTranslation();
  return (
    <div>
      <p>
        {of}
        {t("interview.notice.stamp")}
      </p>
      <p className="notice-line">
        {t("interview.notice.signed_by")}
        {name === null ? "" : <span className="notice-hint">（{name}）</span>}
      </p>
      <p className="notice-line">{t("interview.notice.signed_on")}</p>
    </div>
  );
}
