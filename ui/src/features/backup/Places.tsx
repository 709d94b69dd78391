import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BackupPlace, Failure } from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";
import { fileSize } from "../../shared/fileSize";
import { useMessage } from "../../shared/message";
import { localText } from "../../shared/values";
import { Archived, ArchiveFaults } from "./Archives";

interface Props {
  /** The further places as they are being edited. */
  places: readonly string[];
  onRemove: (place: string) => void;
}

/** Where backups lie: the folder beside the ledger, then the further places, and how each stands. */
export function Places({ places, onRemove }: Props) {
  const { t } = useTranslation();
  const { data } = useQuery<BackupPlace[], Failure>({
    queryKey: ["backups", "places"],
    queryFn: () => call("backup_places", {}),
    // A stick that is plugged in shows up by itself.
    refetchInterval: 15_000,
  });
  const beside = data?.find(({ built_in }) => built_in);
  return (
    <table className="backup-places" data-testid="backup-places">
      <thead>
        <tr>
          <th scope="col">{t("backup.place.folder")}</th>
          <th scope="col">{t("backup.place.state")}</th>
          <th scope="col">{t("backup.place.reached_at")}</th>
          <th scope="col">{t("backup.place.archived")}</th>
          <th scope="col">{t("backup.place.free")}</th>
          <th scope="col">{t("backup.place.actions")}</th>
        </tr>
      </thead>
      <tbody>
        {beside !== undefined && (
          <tr>
            <th scope="row">
              <code>{beside.folder}</code>
            </th>
            <td>{t("backup.place.beside")}</td>
            <td />
            <td>
              <Archived place={beside} />
            </td>
            <td className="number">{beside.free !== null && fileSize(beside.free)}</td>
            <td />
          </tr>
        )}
        {beside?.archive_found != null && <ArchiveFaults found={beside.archive_found} />}
        {places.map((place) => (
          <Further
            key={place}
            place={place}
            standing={data?.find(({ folder, built_in }) => folder === place && !built_in)}
            onRemove={() => onRemove(place)}
          />
        ))}
      </tbody>
    </table>
  );
}

interface FurtherProps {
  place: string;
  /** None where the place was not saved yet. */
  standing: BackupPlace | undefined;
  onRemove: () => void;
}

function Further({ place, standing, onRemove }: FurtherProps) {
  const { t } = useTranslation();
  const say = useMessage();
  const [testing, setTesting] = useState(false);
  const [tested, setTested] = useState<{ free: number | null } | Failure | null>(null);
  const test = async () => {
    setTesting(true);
    setTested(null);
    try {
      setTested({ free: await call("test_backup_place", { place }) });
    } catch (reason) {
      setTested(asFailure(reason));
    } finally {
      setTesting(false);
    }
  };
  return (
    <>
      <tr data-testid={`place-${place}`}>
        <th scope="row">
          <code>{place}</code>
        </th>
        <td>
          <State standing={standing} />
        </td>
        <td className="number">
          {standing === undefined
            ? ""
            : standing.reached_at === null
              ? t("backup.place.never")
              : localText(standing.reached_at)}
        </td>
        <td>{standing !== undefined && <Archived place={standing} />}</td>
        <td className="number">{standing?.free != null && fileSize(standing.free)}</td>
        <td className="backup-place-actions">
          {standing !== undefined && (
            <Button
              size="small"
              loading={testing}
              aria-label={t("backup.place.test_of", { place })}
              onClick={() => void test()}
            >
              {t("backup.place.test")}
            </Button>
          )}
          <Button
            size="small"
            aria-label={t("backup.settings.remove_of", { place })}
            onClick={onRemove}
          >
            {t("backup.settings.remove")}
          </Button>
        </td>
      </tr>
      {standing?.archive_found != null && <ArchiveFaults found={standing.archive_found} />}
      {tested === null && standing?.failure != null && (
        <tr>
          <td colSpan={6} className="error">
            {t("backup.place.last_failure", {
              why: say({ code: standing.failure, params: { value: place, path: place } }),
            })}
          </td>
        </tr>
      )}
      {tested !== null && (
        <tr>
          <td colSpan={6} aria-live="polite" data-testid="place-tested">
            {"code" in tested ? (
              <span className="error">{say(tested)}</span>
            ) : (
              <span className="success">
                {tested.free === null
                  ? t("backup.place.works")
                  : t("backup.place.works_with", { free: fileSize(tested.free) })}
              </span>
            )}
          </td>
        </tr>
      )}
    </>
  );
}

function State({ standing }: { standing: BackupPlace | undefined }) {
  const { t } = useTranslation();
  const [tone, text] =
    standing === undefined
      ? (["neutral", "backup.place.unsaved"] as const)
      : standing.overdue
        ? (["error", "backup.place.overdue"] as const)
        : !standing.reachable
          ? (["warning", "backup.place.away"] as const)
          : (["success", "backup.place.reachable"] as const);
  return <span className={`state ${tone}`}>{t(text)}</span>;
}
