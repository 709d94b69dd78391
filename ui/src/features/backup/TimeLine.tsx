import { useQuery } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure, TimelineRow } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { type Column, LedgerTable } from "../../shared/LedgerTable";
import { useOperationName } from "../../shared/undo/operation";
import { useOperationColumns } from "../../shared/undo/operationColumns";
import { usePagedRows } from "../../shared/usePagedRows";
import { localText } from "../../shared/values";
import { RestoreDialog } from "./RestoreDialog";
import { backupWork, useBackupWork } from "./work";

/** Damaged operations that are named; more are counted. */
const NAMED = 12;

/** A moment that a person chose: the hash of an operation, and what that is in words. */
interface Chosen {
  hash: string;
  words: string;
}

/** Every operation, newest first, and the way back to before or after any of them. */
export function TimeLine() {
  const { t } = useTranslation();
  const rows = usePagedRows<TimelineRow>({
    queryKey: ["backups", "timeline"],
    read: (offset, limit) => call("timeline", { offset, limit }),
  });
  const [active, setActive] = useState(-1);
  const [moment, setMoment] = useState<Chosen | null>(null);
  const columns = useTimelineColumns();
  const row = rows.rowAt(active);
  return (
    <>
      <div className="desk-list">
        <Damaged />
        {rows.failure !== null && <ErrorNotice failure={rows.failure} onRetry={rows.retry} />}
        {!rows.pending && (
          <LedgerTable<TimelineRow>
            label={t("restore.timeline.title")}
            testId="timeline"
            columns={columns}
            count={rows.count}
            rowAt={rows.rowAt}
            onRange={rows.onRange}
            rowTestId={({ seq, in_force }) => (in_force ? `moment-${seq}` : `moment-gone-${seq}`)}
            rowClass={({ in_force }) => (in_force ? "" : "undone")}
            active={active}
            onActive={setActive}
            empty={t("journal.empty")}
          />
        )}
      </div>
      <aside className="desk-detail backup-detail" aria-live="polite">
        {row === undefined ? (
          <p className="quiet">{t("restore.timeline.choose")}</p>
        ) : (
          <MomentDetail row={row} newest={active === 0} onChoose={setMoment} />
        )}
      </aside>
      {moment !== null && (
        <RestoreDialog
          target={{ kind: "moment", hash: moment.hash }}
          moment={moment.words}
          onClose={() => setMoment(null)}
        />
      )}
    </>
  );
}

/** Which operations cannot be read in an archive. What comes before them can be restored. */
function Damaged() {
  const { t } = useTranslation();
  const damaged = useQuery<number[], Failure>({
    queryKey: ["backups", "timeline", "damaged"],
    queryFn: async () => (await call("timeline", { offset: 0, limit: 0 })).damaged,
  });
  if (damaged.data === undefined || damaged.data.length === 0) {
    return null;
  }
  const named = damaged.data.slice(0, NAMED);
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="timeline-damaged"
      title={t("restore.timeline.damaged", {
        count: damaged.data.length,
        which: named.map((seq) => `#${seq}`).join(" "),
      })}
    />
  );
}

interface MomentProps {
  row: TimelineRow;
  newest: boolean;
  onChoose: (moment: Chosen) => void;
}

function MomentDetail({ row, newest, onChoose }: MomentProps) {
  const { t } = useTranslation();
  const name = useOperationName();
  const { work } = useBackupWork();
  const what = { seq: row.seq, what: `${name(row.operation)} ${row.subject}`.trim() };
  const choose = (hash: string, words: string) => {
    backupWork.forgive();
    onChoose({ hash, words });
  };
  return (
    <article data-testid="moment-detail">
      <h3>{what.what}</h3>
      <p>
        <span className="quiet">{t("journal.seq")}</span> {row.seq} · {localText(row.at)} ·{" "}
        {row.actor}
      </p>
      <p>{t("restore.timeline.records", { count: row.records })}</p>
      {!row.in_force && <p className="warning">{t("restore.timeline.gone")}</p>}
      <p className="quiet">{t("restore.timeline.hint")}</p>
      <div className="moment-actions">
        <Button
          type="primary"
          danger
          disabled={work !== null}
          onClick={() => choose(row.before, t("restore.timeline.before_what", what))}
          data-testid="restore-before"
        >
          {t("restore.timeline.before")}
        </Button>
        {!newest && (
          <Button
            disabled={work !== null}
            onClick={() => choose(row.hash, t("restore.timeline.after_what", what))}
            data-testid="restore-after"
          >
            {t("restore.timeline.after")}
          </Button>
        )}
      </div>
    </article>
  );
}

function useTimelineColumns(): Column<TimelineRow>[] {
  const { t } = useTranslation();
  const told = useOperationColumns<TimelineRow>();
  return useMemo(
    () => [
      ...told,
      {
        key: "records",
        title: t("backup.records"),
        width: 70,
        align: "right",
        render: (row) => <span className="number">{row.records.toLocaleString("en-US")}</span>,
      },
      {
        key: "state",
        title: t("journal.state"),
        width: 110,
        render: (row) =>
          row.in_force ? null : (
            <span className="state neutral">{t("restore.timeline.taken_back")}</span>
          ),
      },
    ],
    [t, told],
  );
}
