import { App, Button, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Interview, InterviewDetail, InterviewStatus } from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { useChoiceLabel, useFieldLabel } from "../../shared/labels";
import { useSave } from "../../shared/queries";
import { useCover } from "../../shared/shortcuts";

/** Where each status may go back to. */
const BEFORE: Record<InterviewStatus, InterviewStatus[]> = {
  仅记录: [],
  待整改: ["仅记录"],
  整改中: ["待整改", "仅记录"],
  已完成: ["整改中", "待整改", "仅记录"],
};

/** How tests find the button that saves. */
const SAVE = { "data-testid": "flow-save" };

type Step = "finish" | "back";

interface Change {
  part: Partial<Interview>;
  reason: string | null;
}

/** 待整改 → 整改中 → 已完成 as buttons; the way back asks why. */
export function StatusFlow({ detail }: { detail: InterviewDetail }) {
  const { t } = useTranslation();
  const { message: toast } = App.useApp();
  const [step, setStep] = useState<Step | null>(null);
  const { id, revision, record } = detail.interview;
  const { status } = record;
  const saving = useSave(({ part, reason }: Change) =>
    call("update_interview", { id, revision, interview: { ...record, ...part }, reason }),
  );
  const save = (change: Change) =>
    saving.mutate(change, {
      onSuccess: () => {
        setStep(null);
        void toast.success(t("common.form.saved"));
      },
    });
  const open = status === "待整改" || status === "整改中";
  return (
    <>
      <div className="flow" data-testid="status-flow">
        {status === "待整改" && (
          <Button
            size="small"
            type="primary"
            loading={saving.isPending && step === null}
            onClick={() => save({ part: { status: "整改中" }, reason: null })}
            data-testid="start-rectification"
          >
            {t("interview.start")}
          </Button>
        )}
        {open && (
          <Button
            size="small"
            {...(status === "整改中" ? { type: "primary" as const } : {})}
            onClick={() => setStep("finish")}
            data-testid="finish-rectification"
          >
            {t("interview.finish")}
          </Button>
        )}
        {BEFORE[status].length > 0 && (
          <Button size="small" onClick={() => setStep("back")} data-testid="move-back">
            {t("interview.back")}
          </Button>
        )}
      </div>
      {saving.error !== null && step === null && (
        <ErrorNotice failure={asFailure(saving.error)} noun="interview" />
      )}
      {step === "finish" && (
        <Finish
          result={record.result ?? ""}
          saving={saving.isPending}
          failure={saving.error}
          onSave={(result) =>
            save({
              part: { status: "已完成", result: result.trim() === "" ? null : result },
              reason: null,
            })
          }
          onClose={() => setStep(null)}
        />
      )}
      {step === "back" && (
        <Back
          from={status}
          saving={saving.isPending}
          failure={saving.error}
          onSave={(to, reason) => save({ part: { status: to }, reason })}
          onClose={() => setStep(null)}
        />
      )}
    </>
  );
}

interface DialogProps {
  saving: boolean;
  failure: unknown;
  onClose: () => void;
}

function Finish({
  result: before,
  saving,
  failure,
  onSave,
  onClose,
}: DialogProps & { result: string; onSave: (result: string) => void }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const [result, setResult] = useState(before);
  useCover(true);
  return (
    <Modal
      open
      title={t("interview.finish")}
      okText={t("common.action.save")}
      cancelText={t("common.action.cancel")}
      okButtonProps={{ loading: saving, ...SAVE }}
      onOk={() => onSave(result)}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      {failure != null && <ErrorNotice failure={failure} noun="interview" />}
      <Form layout="vertical">
        <Form.Item label={label("result", "interview")} htmlFor="flow-result">
          <Input.TextArea
            id="flow-result"
            data-testid="flow-result"
            autoFocus
            autoSize={{ minRows: 3, maxRows: 8 }}
            value={result}
            onChange={(event) => setResult(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function Back({
  from,
  saving,
  failure,
  onSave,
  onClose,
}: DialogProps & {
  from: InterviewStatus;
  onSave: (to: InterviewStatus, reason: string) => void;
}) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const choice = useChoiceLabel();
  const [to, setTo] = useState<InterviewStatus>(BEFORE[from][0] ?? from);
  const [reason, setReason] = useState("");
  useCover(true);
  return (
    <Modal
      open
      title={t("interview.back")}
      okText={t("common.action.save")}
      cancelText={t("common.action.cancel")}
      okButtonProps={{ loading: saving, disabled: reason.trim() === "", ...SAVE }}
      onOk={() => onSave(to, reason.trim())}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      {failure != null && <ErrorNotice failure={failure} noun="interview" />}
      <Form layout="vertical">
        <Form.Item label={label("status", "interview")} htmlFor="flow-status">
          <Select
            id="flow-status"
            data-testid="flow-status"
            value={to}
            onChange={setTo}
            options={BEFORE[from].map((status) => ({ value: status, label: choice(status) }))}
          />
        </Form.Item>
        <Form.Item label={t("interview.back_reason")} htmlFor="flow-reason" required>
          <Input.TextArea
            id="flow-reason"
            data-testid="flow-reason"
            autoFocus
            placeholder={t("interview.back_hint")}
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
