import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Exported, Noun } from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";
import { useMessage } from "../message";

/** Has a file written that the user names, and tells where it is or why there is none. */
export function useFileWriting(noun?: Noun) {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const message = useMessage(noun);
  const [busy, setBusy] = useState(false);
  const refuse = (reason: unknown) =>
    notification.error({ title: message(asFailure(reason)), role: "alert" });
  const show = (path: string) => call("show_in_folder", { path }).catch(refuse);

  /** What to say of an export. */
  const exported = ({ rows }: Exported) => t("common.list.exported", { rows });
  /** Tells whether there is a file now. */
  const write = async <Written extends { path: string }>(
    writing: () => Promise<Written | null>,
    title: (written: Written) => string,
  ) => {
    setBusy(true);
    try {
      const written = await writing();
      if (written === null) {
        return false;
      }
      notification.success({
        title: title(written),
        description: written.path,
        actions: (
          <Button size="small" onClick={() => void show(written.path)}>
            {t("common.action.show_in_folder")}
          </Button>
        ),
      });
      return true;
    } catch (reason) {
      if (asFailure(reason).code !== "cancelled") {
        refuse(reason);
      }
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, write, exported };
}
