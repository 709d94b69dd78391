import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure, PaymentPlan } from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import type { Picked } from "../../shared/form/draft";
import { RecordPicker } from "../../shared/form/RecordPicker";

interface Props {
  contractId: number;
  /** Takes the rows as they would be for this contract; returns how many were new and how many not. */
  onCopied: (rows: readonly PaymentPlan[]) => { added: number; left: number };
}

/** Starts a plan from that of another contract. */
export function CopyPlan({ contractId, onCopied }: Props) {
  const { t } = useTranslation();
  const [choosing, setChoosing] = useState(false);
  const [told, setTold] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  const copy = async (from: Picked | null) => {
    setTold(null);
    setFailure(null);
    if (from === null) {
      return;
    }
    try {
      const rows = await call("copied_payment_plan", { from: from.id, to: contractId });
      const { added, left } = onCopied(rows);
      const key = rows.length === 0 ? "copied_none" : left === 0 ? "copied" : "copied_some";
      setTold(t(`payment_plan.${key}`, { code: from.label, added, left }));
      setChoosing(false);
    } catch (reason) {
      setFailure(asFailure(reason));
    }
  };
  return (
    <>
      {choosing ? (
        <span className="plan-copy">
          <RecordPicker
            noun="contract"
            label={t("payment_plan.copy_from")}
            value={null}
            onChange={(from) => void copy(from)}
            testId="copy-plan-from"
          />
        </span>
      ) : (
        <Button size="small" onClick={() => setChoosing(true)} data-testid="copy-plan">
          {t("payment_plan.copy_plan")}
        </Button>
      )}
      {told !== null && (
        <span className="quiet" role="status" data-testid="plan-copied">
          {told}
        </span>
      )}
      {failure !== null && <ErrorNotice failure={failure} noun="payment_plan" />}
    </>
  );
}
