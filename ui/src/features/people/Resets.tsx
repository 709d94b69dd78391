import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import type { PasswordReset } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { useTask } from "../../shared/useTask";
import { localText } from "../../shared/values";

/** Passwords that were reset by a command, not here: an administrator should know of each. */
export function Resets({ resets }: { resets: readonly PasswordReset[] }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { failure, busy, run } = useTask();
  const confirm = () =>
    run(async () => client.setQueryData(["app_state"], await call("confirm_resets", {})));
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      data-testid="resets"
      title={t("people.resets.title")}
      description={
        <>
          <ul>
            {resets.map(({ id, name, at, by }) => (
              <li key={`${id} ${at}`}>{t("people.resets.one", { name, at: localText(at), by })}</li>
            ))}
          </ul>
          <p>{t("people.resets.hint")}</p>
          {failure !== null && <ErrorNotice failure={failure} />}
        </>
      }
      action={
        <Button
          size="small"
          loading={busy}
          onClick={() => void confirm()}
          data-testid="resets-confirm"
        >
          {t("people.resets.confirm")}
        </Button>
      }
    />
  );
}
