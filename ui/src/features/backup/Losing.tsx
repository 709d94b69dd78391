import { Alert, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { JournalEntry, Loss, RestorePreview } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { LedgerTable } from "../../shared/LedgerTable";
import { useOperationColumns } from "../../shared/undo/operationColumns";
import { usePagedRows } from "../../shared/usePagedRows";
import { Differences } from "./Differences";

interface Props {
  preview: RestorePreview;
  /** Whether the ledger stands still enough to be compared with. */
  idle: boolean;
}

const VIEWS = ["operations", "records"] as const;
type View = (typeof VIEWS)[number];

/** What a restore takes back: how many operations, which, and what becomes of each record. */
export function Losing({ preview, idle }: Props) {
  const { t } = useTranslation();
  const [view, setView] = useState<View>("operations");
  const { id, loss } = preview;
  if (loss?.operations === 0) {
    return <p data-testid="restore-loss">{t("backup.restore.nothing_lost")}</p>;
  }
  const shown = loss === null ? "records" : view;
  return (
    <section>
      {loss === null ? (
        <Alert type="warning" showIcon title={t("backup.restore.foreign")} />
      ) : (
        <Counted loss={loss} />
      )}
      {loss !== null && (
        <Segmented<View>
          value={view}
          onChange={setView}
          options={VIEWS.map((value) => ({
            value,
            label: <span data-testid={`loss-${value}`}>{t(`restore.loss.${value}`)}</span>,
          }))}
        />
      )}
      {idle && shown === "operations" && <TakenBack count={loss?.operations ?? 0} />}
      {idle && shown === "records" && <Differences id={id} />}
    </section>
  );
}

/** How many operations would be taken back, and how many records they touched. */
function Counted({ loss }: { loss: Loss }) {
  const { t } = useTranslation();
  return (
    <div data-testid="restore-loss">
      <p className="warning">{t("backup.restore.lost", { count: loss.operations })}</p>
      <ul className="restore-records">
        {loss.records.map(({ topic, count }) => (
          <li key={topic}>
            {t(`common.noun.${topic}`)}{" "}
            <span className="number">{count.toLocaleString("en-US")}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The operations that would be taken back, newest first: as many of the newest in the journal. */
function TakenBack({ count }: { count: number }) {
  const { t } = useTranslation();
  const rows = usePagedRows<JournalEntry>({
    queryKey: ["journal", "entries", "newest"],
    read: (offset, limit) =>
      call("list_journal", {
        query: {
          actors: [],
          operations: [],
          nouns: [],
          from: null,
          to: null,
          text: "",
          offset,
          limit,
        },
      }),
  });
  const [active, setActive] = useState(-1);
  const columns = useOperationColumns<JournalEntry>();
  return (
    <div className="taken-back">
      {rows.failure !== null && <ErrorNotice failure={rows.failure} onRetry={rows.retry} />}
      {!rows.pending && (
        <LedgerTable<JournalEntry>
          label={t("restore.loss.operations")}
          testId="taken-back"
          columns={columns}
          count={Math.min(count, rows.count)}
          rowAt={rows.rowAt}
          onRange={rows.onRange}
          rowTestId={({ seq }) => `taken-back-${seq}`}
          active={active}
          onActive={setActive}
        />
      )}
    </div>
  );
}
