import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Checkbox, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { CheckPassphraseDialog, PassphraseDialog } from "./PassphraseDialog";

const KEY = ["backups", "passphrase"];

interface Props {
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** Whether backups that leave the computer are encrypted, and the passphrase that opens them. */
export function Encryption({ checked, onChange }: Props) {
  const { t } = useTranslation();
  const { message: toast } = App.useApp();
  const client = useQueryClient();
  const [open, setOpen] = useState<"set" | "check" | null>(null);
  /** The switch was turned on before there was a passphrase. */
  const [wanted, setWanted] = useState(false);
  const known = useQuery<boolean, Failure>({
    queryKey: KEY,
    queryFn: () => call("has_backup_passphrase", {}),
  });
  if (known.error !== null) {
    return <ErrorNotice failure={known.error} onRetry={() => void known.refetch()} />;
  }
  const has = known.data ?? false;

  const turn = (on: boolean) => {
    if (on && !has) {
      setWanted(true);
      setOpen("set");
    } else {
      onChange(on);
    }
  };
  const close = () => {
    setOpen(null);
    setWanted(false);
  };
  const set = async () => {
    await client.invalidateQueries({ queryKey: KEY });
    if (wanted) {
      onChange(true);
    }
    close();
    void toast.success(t("backup.passphrase.done"));
  };

  return (
    <>
      <Checkbox
        checked={checked}
        disabled={known.data === undefined}
        onChange={(event) => turn(event.target.checked)}
        data-testid="backup-encrypt"
      >
        {t("backup.settings.encrypt")}
      </Checkbox>
      <Space wrap className="backup-passphrase">
        <span className={has ? "success" : "quiet"} data-testid="passphrase-state">
          {t(has ? "backup.passphrase.is_set" : "backup.passphrase.is_missing")}
        </span>
        <Button size="small" onClick={() => setOpen("set")} data-testid="passphrase-set">
          {t(has ? "backup.passphrase.change_button" : "backup.passphrase.set_button")}
        </Button>
        {has && (
          <Button size="small" onClick={() => setOpen("check")} data-testid="passphrase-check">
            {t("backup.passphrase.check_open")}
          </Button>
        )}
      </Space>
      {open === "set" && (
        <PassphraseDialog replaces={has} onSet={() => void set()} onClose={close} />
      )}
      {open === "check" && <CheckPassphraseDialog onClose={close} />}
    </>
  );
}
