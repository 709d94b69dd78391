import { SafetyCertificateOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Modal } from "antd";
import { useTranslation } from "react-i18next";
import type { ChainReport, Failure } from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { useMessage } from "../../shared/message";

/** Verifies on demand that the journal is as it was written, and says so plainly. */
export function ChainCheck() {
  const { t } = useTranslation();
  const check = useMutation<ChainReport, Failure>({
    mutationFn: async () => {
      try {
        return await call("verify_journal", {});
      } catch (reason) {
        throw asFailure(reason);
      }
    },
  });
  return (
    <>
      <Button
        className="journal-verify"
        icon={<SafetyCertificateOutlined />}
        loading={check.isPending}
        onClick={() => check.mutate()}
        data-testid="journal-verify"
      >
        {check.isPending ? t("journal.verify.running") : t("journal.verify.button")}
      </Button>
      <Modal
        open={check.isSuccess || check.isError}
        title={t("journal.verify.button")}
        onCancel={() => check.reset()}
        footer={
          <Button type="primary" onClick={() => check.reset()}>
            {t("common.action.close")}
          </Button>
        }
      >
        {check.isError && <ErrorNotice failure={check.error} onRetry={() => check.mutate()} />}
        {check.isSuccess && <Finding report={check.data} />}
      </Modal>
    </>
  );
}

function Finding({ report }: { report: ChainReport }) {
  const { t } = useTranslation();
  const say = useMessage();
  if (report.broken_at !== null || report.problem !== null) {
    return (
      <Alert
        type="error"
        showIcon
        data-testid="journal-broken"
        title={
          report.problem === null
            ? t("journal.verify.broken", { seq: report.broken_at })
            : say(report.problem)
        }
        description={t("journal.verify.advice")}
      />
    );
  }
  return (
    <Alert
      type="success"
      showIcon
      data-testid="journal-sound"
      title={
        report.entries === 0
          ? t("journal.verify.empty")
          : t("journal.verify.sound", { count: report.entries })
      }
      description={
        report.head !== null && (
          <span className="chain-head">
            {t("journal.verify.head")} <code>{report.head}</code>
          </span>
        )
      }
    />
  );
}
