import { FolderOpenOutlined } from "@ant-design/icons";
import { App, Button, Input } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { asFailure, call } from "../../ipc/call";
import { useMessage } from "../../shared/message";
import { ImportOptions } from "./ImportOptions";
import { fileName, readPath } from "./rows";
import { importSession, useImportSession } from "./session";
import { useFileDrop } from "./useFileDrop";

/** Where the file comes from and how it is read: dialog, drop or pasted path, then the options. */
export function ImportSource() {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const say = useMessage();
  const { request, stage, rehearsal } = useImportSession();
  const working = stage === "rehearsing" || stage === "committing";

  const over = useFileDrop((paths) => {
    if (importSession.working) {
      notification.warning({ title: t("exchange.source.busy") });
      return;
    }
    const [first] = paths;
    if (first === undefined) {
      return;
    }
    if (paths.length > 1) {
      notification.info({ title: t("exchange.source.one_only", { name: fileName(first) }) });
    }
    importSession.choose(first);
  });

  const choose = async () => {
    try {
      const path = await call("choose_import_file", {});
      if (path !== null) {
        importSession.choose(path);
      }
    } catch (reason) {
      notification.error({ title: say(asFailure(reason)) });
    }
  };

  const chosen = request.path !== "";
  return (
    <section
      className={`import-source${chosen ? " chosen" : ""}${over ? " over" : ""}`}
      aria-label={t("exchange.source.title")}
    >
      <div className="import-file">
        {!chosen && <span>{over ? t("exchange.source.drop_now") : t("exchange.source.drop")}</span>}
        <Button
          type={chosen ? "default" : "primary"}
          icon={<FolderOpenOutlined />}
          onClick={() => void choose()}
          disabled={working}
          data-testid="import-choose"
        >
          {chosen ? t("exchange.source.choose_other") : t("exchange.source.choose")}
        </Button>
        <PathInput path={request.path} disabled={working} />
      </div>
      {chosen ? (
        <div className="import-options">
          <ImportOptions disabled={working} />
          <Button
            type={rehearsal === null ? "primary" : "default"}
            onClick={() => void importSession.rehearse()}
            disabled={working}
            data-testid="import-rehearse"
          >
            {rehearsal === null ? t("exchange.rehearse") : t("exchange.rehearse_again")}
          </Button>
        </div>
      ) : (
        <p className="quiet">{t("exchange.source.hint")}</p>
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
      importSession.choose(next);
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
