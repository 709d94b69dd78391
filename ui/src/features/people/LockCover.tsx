import { LockOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, type InputRef } from "antd";
import { useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { call } from "../../ipc/call";
import { Secret } from "../../shared/form/Secret";
import { useLeave } from "../../shared/ledger";
import { useCover } from "../../shared/shortcuts";
import { useTask } from "../../shared/useTask";
import { Refused } from "./Refused";
import { useCoverAll } from "./useCoverAll";
import { useLockout } from "./useLockout";
import "./people.css";

/** Lies over the locked desk, on which everything stays as it was, until the password is given. */
export function LockCover({ name }: { name: string }) {
  const layer = useCoverAll();
  useCover(true);
  if (layer === null) {
    return null;
  }
  // Beside the window in the document, the layer has no look of its own.
  return createPortal(
    <App component="div">
      <Lock name={name} />
    </App>,
    layer,
  );
}

function Lock({ name }: { name: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [password, setPassword] = useState("");
  const [leaving, setLeaving] = useState(false);
  const { failure, busy, run } = useTask();
  const secret = useRef<InputRef>(null);
  const waits = useLockout(failure);
  const isReady = password !== "" && !busy && waits === 0;

  // Also after a refusal.
  useEffect(() => {
    if (!busy && !leaving) {
      secret.current?.focus({ cursor: "all" });
    }
  }, [busy, leaving]);

  const unlock = () =>
    run(async () => {
      const state = await call("unlock", { password });
      client.setQueryData(["app_state"], state);
      // What was asked under the lock was refused. A form keeps the record it began with.
      await client.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] !== "app_state" && queryKey[1] !== "form",
      });
    });

  return (
    <div
      role="dialog"
      aria-modal="true"
      aria-label={t("people.lock.title")}
      className="lock"
      data-testid="lock-cover"
    >
      <form
        className="sign-in lock-sheet"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) {
            void unlock();
          }
        }}
      >
        <h1>
          <LockOutlined aria-hidden /> {t("people.lock.title")}
        </h1>
        <p>{t("people.lock.hint", { name })}</p>
        <Secret
          id="unlock-password"
          ref={secret}
          label={t("people.password")}
          value={password}
          onChange={setPassword}
          known
          autoFocus
        />
        {failure !== null && <Refused failure={failure} left={waits} />}
        <Button
          type="primary"
          htmlType="submit"
          block
          loading={busy && !leaving}
          disabled={leaving || (!isReady && !busy)}
          data-testid="unlock"
        >
          {t("people.lock.unlock")}
        </Button>
        {leaving ? (
          <Leave onStay={() => setLeaving(false)} />
        ) : (
          <Button type="link" onClick={() => setLeaving(true)} data-testid="lock-other">
            {t("people.lock.other")}
          </Button>
        )}
      </form>
    </div>
  );
}

/** Asks once more: the next person does not find what this one had not saved. */
function Leave({ onStay }: { onStay: () => void }) {
  const { t } = useTranslation();
  const leave = useLeave();
  const { failure, busy, run } = useTask();
  return (
    <div role="alert" className="lock-leave">
      <p>{t("people.lock.lost")}</p>
      {failure !== null && <Refused failure={failure} left={0} />}
      <Button
        danger
        loading={busy}
        onClick={() => void run(async () => leave(await call("sign_out", {})))}
        data-testid="lock-sign-out"
      >
        {t("people.sign_out.button")}
      </Button>{" "}
      <Button disabled={busy} autoFocus onClick={onStay} data-testid="lock-stay">
        {t("common.action.cancel")}
      </Button>
    </div>
  );
}
