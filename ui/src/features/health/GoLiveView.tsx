import { FileExcelOutlined, PrinterOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BackupList, Failure, GoLiveReport, Progress } from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { useFileWriting } from "../../shared/list/useFileWriting";
import { PrintSheet } from "../../shared/print/PrintSheet";
import { localText } from "../../shared/values";
import { WorkProgress } from "../../shared/work/WorkProgress";
import { GoLiveList } from "./GoLiveList";
import { GoLivePaper, GoLiveResults } from "./GoLiveResults";

type Work = "checking" | "exporting";

/** 上线检查: before and after an installation or an upgrade, what was looked at and what came of it. */
export function GoLiveView() {
  const { t } = useTranslation();
  const { busy, write, exported } = useFileWriting();
  const [backup, setBackup] = useState<string | null>(null);
  const [report, setReport] = useState<GoLiveReport | null>(null);
  const [work, setWork] = useState<Work | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [printing, setPrinting] = useState(false);
  const list = useQuery<BackupList, Failure>({
    queryKey: ["backups", "list"],
    queryFn: () => call("list_backups", {}),
  });
  const begin = (kind: Work) => {
    setWork(kind);
    setProgress(null);
    setFailure(null);
  };
  const check = async () => {
    begin("checking");
    try {
      setReport(await call("go_live_report", { backup }, setProgress));
    } catch (reason) {
      const refused = asFailure(reason);
      setFailure(refused.code === "cancelled" ? null : refused);
    } finally {
      setWork(null);
    }
  };
  const save = async () => {
    begin("exporting");
    await write(() => call("export_go_live", { backup }, setProgress), exported);
    setWork(null);
  };
  return (
    <section className="go-live" aria-label={t("health.view.go_live")} data-testid="go-live-view">
      <p className="quiet">{t("health.go_live.hint")}</p>
      <div className="go-live-tools">
        <label htmlFor="go-live-backup">{t("health.go_live.compare_with")}</label>
        <Select<string>
          id="go-live-backup"
          className="go-live-backup"
          aria-label={t("health.go_live.compare_with")}
          value={backup ?? ""}
          onChange={(value) => {
            setBackup(value === "" ? null : value);
            setReport(null);
          }}
          options={[
            { value: "", label: t("health.go_live.no_backup") },
            ...(list.data?.backups ?? []).map(({ name, made_at, program_version, note }) => ({
              value: name,
              label: [localText(made_at), program_version, note].filter(Boolean).join(" · "),
            })),
          ]}
          data-testid="go-live-backup"
        />
        <Button
          type="primary"
          disabled={work !== null}
          loading={work === "checking"}
          onClick={() => void check()}
          data-testid="go-live-check"
        >
          {t("health.go_live.check")}
        </Button>
        <Button
          icon={<FileExcelOutlined />}
          disabled={work !== null || busy}
          onClick={() => void save()}
          data-testid="go-live-export"
        >
          {t("health.go_live.export")}
        </Button>
        <Button
          icon={<PrinterOutlined />}
          disabled={report === null}
          onClick={() => setPrinting(true)}
          data-testid="go-live-print"
        >
          {t("common.action.print")}
        </Button>
      </div>
      {work !== null && (
        <WorkProgress key={work} title={t("health.checking")} progress={progress} />
      )}
      {failure !== null && <ErrorNotice failure={failure} />}
      <div className="go-live-columns">
        <GoLiveList />
        {report === null ? (
          <p className="quiet">{t("health.go_live.not_checked")}</p>
        ) : (
          <GoLiveResults report={report} />
        )}
      </div>
      {printing && report !== null && (
        <PrintSheet title={t("health.view.go_live")} onClose={() => setPrinting(false)}>
          <GoLivePaper report={report} />
        </PrintSheet>
      )}
    </section>
  );
}
