import { Alert, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Tampering } from "../../ipc/bindings";
import { localText } from "../../shared/values";
import { TamperDialog } from "./TamperDialog";
import { useFindingText } from "./useFindingText";
import "./trust.css";

/** Stands over every page while somebody has changed the file by other means than the program. */
export function TamperBanner({ tampering }: { tampering: Tampering }) {
  const { t } = useTranslation();
  const say = useFindingText();
  const [open, setOpen] = useState(false);
  const { findings, found_at } = tampering;
  const [first] = findings;
  return (
    <>
      <Alert
        banner
        type="error"
        role="alert"
        className="tamper-banner"
        data-testid="tamper-banner"
        title={t("trust.title", { at: localText(found_at) })}
        description={
          <>
            {first !== undefined && say(first)}{" "}
            {findings.length > 1 && t("trust.more", { count: findings.length })}{" "}
            {t("trust.read_only")}
          </>
        }
        action={
          <Button size="small" danger onClick={() => setOpen(true)} data-testid="tamper-look">
            {t("trust.look")}
          </Button>
        }
      />
      {open && <TamperDialog tampering={tampering} onClose={() => setOpen(false)} />}
    </>
  );
}
