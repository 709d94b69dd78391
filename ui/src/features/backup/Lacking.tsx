import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import type { RestoreLack } from "../../ipc/bindings";
import { useOperationName } from "../../shared/undo/operation";
import { localText } from "../../shared/values";

/** Which operations no archive and no backup can bring back. */
export function Lacking({ lack }: { lack: RestoreLack }) {
  const { t } = useTranslation();
  const name = useOperationName();
  const { first, last, reached } = lack;
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      data-testid="restore-lack"
      title={t(lack.damaged ? "restore.lack_damaged" : "restore.lack_missing", {
        first,
        last,
        reached,
      })}
      description={
        <ul className="restore-lack">
          {lack.known.map((one) => (
            <li key={one.seq}>
              {one.seq} · {localText(one.at)} · {one.actor} · {name(one.operation)} {one.subject}
            </li>
          ))}
        </ul>
      }
    />
  );
}
