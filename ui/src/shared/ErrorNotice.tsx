import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { asFailure } from "../ipc/call";
import type { FieldOwner } from "./labels";
import { useMessage } from "./message";

interface Props {
  /** Whatever was thrown; a `Failure` as a rule. */
  failure: unknown;
  noun?: FieldOwner;
  onRetry?: () => void;
}

/** Says in plain words what went wrong, with the number under which the log has it. */
export function ErrorNotice({ failure, noun, onRetry }: Props) {
  const { t } = useTranslation();
  const message = useMessage(noun);
  const described = asFailure(failure);
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      data-testid="error-notice"
      data-code={described.code}
      title={message(described)}
      description={
        described.incident === ""
          ? undefined
          : t("common.error.incident", { incident: described.incident })
      }
      action={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            {t("common.action.retry")}
          </Button>
        )
      }
    />
  );
}
