import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Input } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { useTask } from "../../shared/useTask";

const LONGEST = 480;

/** After how many minutes without a touch the window locks itself. */
export function IdleMinutes({ minutes }: { minutes: number }) {
  const { t } = useTranslation();
  const { message: toast } = App.useApp();
  const client = useQueryClient();
  const [text, setText] = useState(String(minutes));
  const { failure, busy, run } = useTask();
  useEffect(() => setText(String(minutes)), [minutes]);
  const typed = text.normalize("NFKC").trim();
  const wanted = /^\d{1,3}$/.test(typed) && Number(typed) <= LONGEST ? Number(typed) : null;
  const isReady = wanted !== null && wanted !== minutes && !busy;
  const save = async () => {
    if (!isReady) {
      return;
    }
    const saved = await run(async () =>
      client.setQueryData(["app_state"], await call("set_idle_minutes", { minutes: wanted })),
    );
    if (saved) {
      void toast.success(t("common.form.saved"));
    }
  };
  return (
    <section className="people-part" aria-label={t("people.idle.title")}>
      <h2>{t("people.idle.title")}</h2>
      <form
        className="people-line"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <label htmlFor="idle-minutes">{t("people.idle.label")}</label>
        <Input
          id="idle-minutes"
          data-testid="idle-minutes"
          style={{ width: 110 }}
          inputMode="numeric"
          autoComplete="off"
          suffix={t("people.idle.minutes")}
          aria-invalid={wanted === null}
          status={wanted === null ? "error" : ""}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button
          htmlType="submit"
          loading={busy}
          disabled={!isReady && !busy}
          data-testid="idle-save"
        >
          {t("common.action.save")}
        </Button>
        <span className={wanted === null ? "error" : "quiet"}>
          {t(wanted === null ? "people.idle.unreadable" : "people.idle.hint")}
        </span>
      </form>
      {failure !== null && <ErrorNotice failure={failure} />}
    </section>
  );
}
