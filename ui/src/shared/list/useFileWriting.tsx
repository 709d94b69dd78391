import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Exported, Noun } from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";
import { useMessage } from "../message";

/** Has a file written that the user names, and tells where it is or why there is none. */
export function useFileWriting(noun: Noun) {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const message = useMessage(noun);
  const [busy, setBusy] = useState(false);
  const refuse = (reason: unknown) =>
    notification.error({ title: message(asFailure(reason)), role: "alert" });
  const show = (path: string) => call("show_in_folder", { path }).catch(refuse);

  const write = async (writing: () => Promise<Exported | null>) => {
    setBusy(true);
    try {
      const exported = await writing();
      if (exported !== null) {
        notification.success({
          title: t("common.list.exported", { rows: exported.rows }),
          description: exported.path,
          actions: (
            <Button size="small" onClick={() => void show(exported.path)}>
              {t("common.action.show_in_folder")}
            </Button>
          ),
        });
      }
    } catch (reason) {
      if (asFailure(reason).code !== "cancelled") {
        refuse(reason);
      }
    } finally {
      setBusy(false);
    }
  };
  return { busy, write };
}
