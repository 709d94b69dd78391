import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../ipc/bindings";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { exactText } from "../../shared/values";
import { countdown } from "./useLockout";

interface Props {
  failure: Failure;
  /** How many seconds the person is still locked out. */
  left: number;
}

/** Why somebody was not let in; a lockout counts down to its end. */
export function Refused({ failure, left }: Props) {
  const { t } = useTranslation();
  if (failure.code !== "access.locked_out") {
    return <ErrorNotice failure={failure} />;
  }
  if (left === 0) {
    return (
      <Alert
        type="info"
        showIcon
        role="status"
        title={t("people.sign_in.again")}
        data-testid="try-again"
      />
    );
  }
  const at = exactText(failure.params.until ?? "");
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      data-testid="error-notice"
      data-code={failure.code}
      title={t("people.sign_in.locked_out", { at })}
      description={
        // Read out each second, nobody could listen to it.
        <span role="timer" aria-live="off" data-testid="countdown">
          {t("people.sign_in.left", { left: countdown(left) })}
        </span>
      }
    />
  );
}
