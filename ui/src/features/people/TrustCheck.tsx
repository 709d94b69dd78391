import { SafetyCertificateOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { useTask } from "../../shared/useTask";

/** Looks on demand whether the file was changed by anything but the program. */
export function TrustCheck() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [sound, setSound] = useState(false);
  const { failure, busy, run } = useTask();
  const check = async () => {
    setSound(false);
    await run(async () => {
      const state = await call("check_trust", {});
      client.setQueryData(["app_state"], state);
      setSound(state.tampering === null);
    });
  };
  return (
    <section className="people-part" aria-label={t("trust.check.title")}>
      <h2>{t("trust.check.title")}</h2>
      <p className="quiet">{t("trust.check.hint")}</p>
      {failure !== null && <ErrorNotice failure={failure} />}
      <div className="people-line">
        <Button
          icon={<SafetyCertificateOutlined />}
          loading={busy}
          onClick={() => void check()}
          data-testid="check-trust"
        >
          {t("trust.check.button")}
        </Button>
        <span role="status" className="success" data-testid="trust-sound">
          {sound && t("trust.check.sound")}
        </span>
      </div>
    </section>
  );
}
