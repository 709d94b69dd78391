import { DownloadOutlined, ExportOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Exported, ListQuery, Noun, Progress } from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";
import { useMessage } from "../../shared/message";
import { WorkProgress } from "../../shared/work/WorkProgress";
import { KINDS, pageOf } from "./kinds";

const EVERYTHING: ListQuery = { search: "", filters: [], sort: [], offset: 0, limit: 0 };

/** A template to fill in for every kind, and the whole list of those that have one. */
export function TemplateList() {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const say = useMessage();
  const [exporting, setExporting] = useState<{ noun: Noun; progress: Progress | null } | null>(
    null,
  );

  const finish = (saved: Exported | null, text: (saved: Exported) => string) => {
    if (saved === null) {
      return;
    }
    notification.success({
      title: text(saved),
      actions: <ShowInFolder path={saved.path} />,
      duration: 12,
    });
  };
  const fail = (reason: unknown) => {
    const failure = asFailure(reason);
    const tell = failure.code === "cancelled" ? notification.info : notification.error;
    tell({ title: say(failure) });
  };

  const template = async (noun: Noun) => {
    try {
      finish(await call("save_template", { noun }), ({ path }) =>
        t("exchange.template.saved", { path }),
      );
    } catch (reason) {
      fail(reason);
    }
  };
  const exportAll = async (noun: Noun) => {
    setExporting({ noun, progress: null });
    try {
      const report = (progress: Progress) => setExporting({ noun, progress });
      finish(await call("export_list", { noun, query: EVERYTHING }, report), (saved) =>
        t("exchange.template.exported", { rows: saved.rows, path: saved.path }),
      );
    } catch (reason) {
      fail(reason);
    } finally {
      setExporting(null);
    }
  };

  return (
    <section className="templates" data-testid="templates">
      <h3>{t("exchange.template.title")}</h3>
      <p className="quiet">{t("exchange.template.hint")}</p>
      {exporting !== null && (
        <WorkProgress
          title={`${t("exchange.template.export")} · ${t(`common.noun.${exporting.noun}`)}`}
          progress={exporting.progress}
        />
      )}
      <ul>
        {KINDS.map((noun) => (
          <li key={noun}>
            <span className="template-kind">{t(`common.noun.${noun}`)}</span>
            <Button
              size="small"
              icon={<DownloadOutlined />}
              onClick={() => void template(noun)}
              data-testid={`template-${noun}`}
            >
              {t("exchange.template.template")}
            </Button>
            {pageOf(noun) !== undefined && (
              <Button
                size="small"
                icon={<ExportOutlined />}
                disabled={exporting !== null}
                onClick={() => void exportAll(noun)}
                data-testid={`export-${noun}`}
              >
                {t("exchange.template.export")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function ShowInFolder({ path }: { path: string }) {
  const { t } = useTranslation();
  return (
    <Button size="small" onClick={() => void call("show_in_folder", { path }).catch(() => {})}>
      {t("common.action.show_in_folder")}
    </Button>
  );
}
