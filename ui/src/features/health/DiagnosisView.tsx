import { SaveOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DiagnosisPart, Failure } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { fileSize } from "../../shared/fileSize";
import { useFileWriting } from "../../shared/list/useFileWriting";

/** 诊断包: what goes in, before it is saved for IT. */
export function DiagnosisView() {
  const { t } = useTranslation();
  const { busy, write } = useFileWriting();
  const [shown, show] = useState<string | null>(null);
  const parts = useQuery<DiagnosisPart[], Failure>({
    queryKey: ["diagnosis"],
    queryFn: () => call("preview_diagnosis", {}),
    staleTime: 0,
  });
  const save = () =>
    write(
      async () => {
        const path = await call("save_diagnosis", {});
        return path === null ? null : { path };
      },
      () => t("health.diagnosis.saved"),
    );
  const chosen = parts.data?.find(({ name }) => name === shown);
  return (
    <section
      className="diagnosis"
      aria-label={t("health.view.diagnosis")}
      data-testid="diagnosis-view"
    >
      <div className="diagnosis-head">
        <p>{t("health.diagnosis.hint")}</p>
        <Button
          type="primary"
          icon={<SaveOutlined />}
          loading={busy}
          onClick={() => void save()}
          data-testid="diagnosis-save"
        >
          {t("health.diagnosis.save")}
        </Button>
      </div>
      {parts.error !== null && (
        <ErrorNotice failure={parts.error} onRetry={() => void parts.refetch()} />
      )}
      {parts.isPending ? (
        <Skeleton active />
      ) : (
        <div className="diagnosis-columns">
          <ul data-testid="diagnosis-parts">
            {(parts.data ?? []).map(({ name, bytes, text }) => (
              <li key={name}>
                {text === null ? (
                  <code>{name}</code>
                ) : (
                  <button
                    type="button"
                    className="link"
                    aria-pressed={name === shown}
                    onClick={() => show(name)}
                  >
                    <code>{name}</code>
                  </button>
                )}
                <span className="quiet number">{fileSize(bytes)}</span>
              </li>
            ))}
          </ul>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
          <pre aria-live="polite" tabIndex={0} data-testid="diagnosis-text">
            {chosen?.text ?? t("health.diagnosis.choose")}
          </pre>
        </div>
      )}
    </section>
  );
}
