import { DiffOutlined, SafetyCertificateOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Space } from "antd";
import { useTranslation } from "react-i18next";
import type { BackupRow } from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";
import { useMay } from "../../shared/access";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { fileSize } from "../../shared/fileSize";
import { Facts, Section } from "../../shared/panel/RecordPanel";
import { exactText } from "../../shared/values";
import { Soundness } from "./BackupTable";
import { FileActions } from "./FileActions";
import { backupWork, useBackupWork } from "./work";

interface Props {
  backup: BackupRow;
  proven: boolean;
  onCompare: () => void;
  onRestore: () => void;
}

/** One backup: what it says of itself, what is in it, and what can be done with it. */
export function BackupDetail({ backup, proven, onCompare, onRestore }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const { work, verdicts } = useBackupWork();
  const verdict = verdicts.get(backup.path);

  return (
    <article data-testid="backup-detail" aria-label={backup.name}>
      <h3>
        {exactText(backup.made_at)} <Soundness verdict={verdict} proven={proven} />
      </h3>
      <Space wrap className="backup-actions">
        <Button
          size="small"
          icon={<SafetyCertificateOutlined />}
          loading={work === "verifying"}
          disabled={work !== null}
          onClick={() => void verify(backup)}
          data-testid="backup-verify"
        >
          {t("backup.verify")}
        </Button>
        <Button
          size="small"
          icon={<DiffOutlined />}
          disabled={work !== null}
          onClick={onCompare}
          data-testid="backup-compare"
        >
          {t("restore.compare.button")}
        </Button>
        {may("restore") && (
          <Button
            size="small"
            danger
            disabled={work !== null}
            onClick={onRestore}
            data-testid="backup-restore"
          >
            {t("backup.restore.button")}
          </Button>
        )}
        <FileActions backup={backup} />
      </Space>
      {verdict !== undefined &&
        (verdict.failure === null ? (
          <p className="success" role="status" data-testid="backup-sound">
            {t("backup.sound", { time: exactText(verdict.at.toISOString()) })}
          </p>
        ) : (
          <ErrorNotice failure={verdict.failure} />
        ))}
      <Facts
        facts={[
          { label: t("backup.reason_column"), value: t(`backup.reason.${backup.reason}`) },
          { label: t("backup.size"), value: fileSize(backup.bytes) },
          { label: t("backup.up_to"), value: backup.seq.toLocaleString("en-US") },
          { label: t("backup.program"), value: backup.program_version },
          ...(backup.note === null
            ? []
            : [{ label: t("backup.note"), value: backup.note, wide: true }]),
          { label: t("backup.file"), value: <Copies backup={backup} />, wide: true },
        ]}
      />
      <Records backup={backup} />
    </article>
  );
}

/** The name of the file, and every folder in which a copy of it lies. */
function Copies({ backup: { name, folders } }: { backup: BackupRow }) {
  return (
    <>
      <code>{name}</code>
      {folders.map((folder) => (
        <div key={folder}>
          <code>{folder}</code>
        </div>
      ))}
    </>
  );
}

/** Holds a backup against its manifest, and keeps what was found. */
async function verify({ name, path }: BackupRow): Promise<void> {
  await backupWork.run("verifying", async () => {
    try {
      await call("verify_backup", { name });
      backupWork.noteVerdict(path, null);
    } catch (reason) {
      const failure = asFailure(reason);
      if (failure.code !== "backup.damaged") {
        throw failure;
      }
      backupWork.noteVerdict(path, failure);
    }
  });
}

/** How many records the backup holds of each noun, beside how many there are now. */
function Records({ backup }: { backup: BackupRow }) {
  const { t } = useTranslation();
  const { data: state } = useQuery({
    queryKey: ["app_state"],
    queryFn: () => call("app_state", {}),
  });
  const whole = (count: number) => count.toLocaleString("en-US");
  return (
    <Section title={t("backup.inside")}>
      <table className="backup-records">
        <thead>
          <tr>
            <th scope="col">{t("backup.noun")}</th>
            <th scope="col">{t("backup.in_backup")}</th>
            <th scope="col">{t("backup.now_count")}</th>
          </tr>
        </thead>
        <tbody>
          {backup.counts.map(({ noun, count }) => {
            const now = state?.counts.find((one) => one.noun === noun)?.count;
            return (
              <tr key={noun}>
                <th scope="row">{t(`common.noun.${noun}`)}</th>
                <td>{whole(count)}</td>
                <td className={now === count ? "quiet" : "differs"}>
                  {now === undefined ? t("common.empty_value") : whole(now)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}
