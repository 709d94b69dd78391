import { useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";
import { useEvent } from "../../ipc/events";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { useEnter } from "../../shared/ledger";

const KEY = "ledger-damaged";

/** Says that the open ledger is damaged, and offers to repair it, until it is repaired. */
export function useDamage(damaged: boolean): void {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const client = useQueryClient();
  useEvent("ledger-damaged", () => void client.invalidateQueries({ queryKey: ["app_state"] }));
  const tell = useEffectEvent(() =>
    notification.error({
      key: KEY,
      title: t("restore.damage.title"),
      description: <Repair />,
      duration: 0,
      role: "alert",
    }),
  );
  useEffect(() => {
    if (damaged) {
      tell();
      return () => notification.destroy(KEY);
    }
  }, [damaged, notification]);
}

/** Closes the damaged ledger and goes to where the ways to repair it are. */
function Repair() {
  const { t } = useTranslation();
  const enter = useEnter();
  const [closing, setClosing] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const repair = async () => {
    setClosing(true);
    setFailure(null);
    try {
      await enter(await call("repair_ledger", {}));
    } catch (reason) {
      setFailure(asFailure(reason));
      setClosing(false);
    }
  };
  return (
    <>
      <p>{t("restore.damage.hint")}</p>
      {failure !== null && <ErrorNotice failure={failure} />}
      <Button
        size="small"
        type="primary"
        loading={closing}
        onClick={() => void repair()}
        data-testid="repair-ledger"
      >
        {t("restore.damage.repair")}
      </Button>
    </>
  );
}
