import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { ArchiveReport, BackupPlace } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { useMessage } from "../../shared/message";
import { localText } from "../../shared/values";
import { backupWork, useBackupWork } from "./work";

/** How far the journal archive in a place is, and how it stood when every byte was looked at. */
export function Archived({ place }: { place: BackupPlace }) {
  const { t } = useTranslation();
  const { archived, archive_failure, archive_found: found } = place;
  return (
    <>
      {archive_failure !== null ? (
        <span className="warning">{t("backup.place.archive_failed")}</span>
      ) : (
        archived !== null && (
          <span className="number">{t("backup.place.archived_to", { seq: archived })}</span>
        )
      )}
      {found !== null && <Found found={found} />}
    </>
  );
}

/** In a word; what is wrong with it stands below its place. */
function Found({ found }: { found: ArchiveReport }) {
  const { t } = useTranslation();
  if (found.failure !== null) {
    return null;
  }
  const { segments } = found;
  return isWhole(found) ? (
    <span className="success" title={t("backup.archive.at", { at: localText(found.at) })}>
      {t("backup.archive.whole", { count: segments.length })}
    </span>
  ) : (
    <span className="error">{t("backup.archive.faulty")}</span>
  );
}

/** Which segments of an archive are damaged, by name, and which operations lack; and why none was looked at. */
export function ArchiveFaults({ found }: { found: ArchiveReport }) {
  const { t } = useTranslation();
  const say = useMessage();
  const damaged = found.segments.filter(({ state }) => state !== "sound");
  if (found.failure === null && damaged.length === 0 && found.gaps.length === 0) {
    return null;
  }
  const place = found.place;
  return (
    <tr data-testid="archive-faults">
      <td colSpan={6}>
        {t("backup.archive.found_at", { at: localText(found.at) })}
        <ul className="archive-faults">
          {found.failure !== null && (
            <li className="warning">
              {say({ code: found.failure, params: { value: place, path: place } })}
            </li>
          )}
          {damaged.map(({ name, state }) => (
            <li key={name}>
              <code>{name}</code>{" "}
              <span className={state === "replaced" ? "quiet" : "error"}>
                {t(`backup.archive.state.${state}`)}
              </span>
            </li>
          ))}
          {found.gaps.map(({ first, last }) => (
            <li key={first} className="error">
              {t(first === last ? "backup.archive.gap_of_one" : "backup.archive.gap", {
                first,
                last,
              })}
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}

/** Looks at every byte of the archives, and writes again what the ledger still has. */
export function CheckArchives() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { work } = useBackupWork();
  const check = async () => {
    const checked = await backupWork.run("checking", (report) =>
      call("check_archives", {}, report),
    );
    if (checked !== null) {
      client.setQueryData<BackupPlace[]>(["backups", "places"], checked.done);
      await client.invalidateQueries({ queryKey: ["backups"] });
    }
  };
  return (
    <Button
      size="small"
      loading={work === "checking"}
      disabled={work !== null}
      title={t("backup.archive.check_hint")}
      onClick={() => void check()}
      data-testid="check-archives"
    >
      {t("backup.archive.check")}
    </Button>
  );
}

function isWhole({ segments, gaps }: ArchiveReport): boolean {
  return (
    gaps.length === 0 && segments.every(({ state }) => state === "sound" || state === "replaced")
  );
}
