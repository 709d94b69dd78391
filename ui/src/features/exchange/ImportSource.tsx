import { FolderOpenOutlined } from "@ant-design/icons";
import { App, Button, Input } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { asFailure, call } from "../../ipc/call";
import { useMessage } from "../../shared/message";
import { ImportOptions } from "./ImportOptions";
import { readPath } from "./rows";
import { importSession, useImportSession } from "./session";

/** Where the file comes from and how it is read: dialog, drop or pasted path, then the options. */
export function ImportSource() {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const say = useMessage();
  const { path, file, stage } = useImportSession();
  const working = stage !== "choosing" && stage !== "reading" && stage !== "rehearsed";

  const choose = async () => {
    try {
      const chosen = await call("choose_import_file", {});
      if (chosen !== null) {
        await importSession.choose(chosen);
      }
    } catch (reason) {
      notification.error({ title: say(asFailure(reason)) });
    }
  };

  const chosen = file !== null || stage === "opening";
  return (
    <section
      className={`import-source${chosen ? " chosen" : ""}`}
      aria-label={t("exchange.source.title")}
    >
      <div className="import-file">
        {!chosen && <span>{t("exchange.source.drop")}</span>}
        <Button
          type={chosen ? "default" : "primary"}
          icon={<FolderOpenOutlined />}
          onClick={() => void choose()}
          disabled={working}
          data-testid="import-choose"
        >
          {chosen ? t("exchange.source.choose_other") : t("exchange.source.choose")}
        </Button>
        <PathInput path={path} disabled={working} />
      </div>
      {chosen ? (
        <div className="import-options">
          <ImportOptions disabled={working} />
        </div>
      ) : (
        <p className="quiet">
          {t("exchange.source.hint")} {t("exchange.source.paste_hint")}
        </p>
      )}
    </section>
  );
}

/** The path as text: it can be read in full, pasted, and taken with Enter. */
function PathInput({ path, disabled }: { path: string; disabled: boolean }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(path);
  useEffect(() => setTyped(path), [path]);
  const take = () => {
    const next = readPath(typed);
    if (next !== "" && next !== path) {
      void importSession.choose(next);
    }
  };
  return (
    <Input
      className="import-path"
      value={typed}
      disabled={disabled}
      spellCheck={false}
      aria-label={t("exchange.source.path")}
      title={path}
      placeholder={t("exchange.source.path_placeholder")}
      onChange={(event) => setTyped(event.target.value)}
      onPressEnter={take}
      onBlur={take}
      data-testid="import-path"
    />
  );
}
