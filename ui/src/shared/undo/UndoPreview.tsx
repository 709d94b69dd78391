import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Modal, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure, UndoFate, UndoneRecord, UndoReport } from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";
import { ErrorNotice } from "../ErrorNotice";
import { ALL_NOUNS, refresh } from "../queries";
import { useCover } from "../shortcuts";
import "./UndoPreview.css";

/** Names drawn of each list; the counts say how many there are. */
const SHOWN = 200;

interface Props {
  /** The journal entry to undo. */
  seq: number;
  open: boolean;
  /** What the entry was, in words. */
  what?: string;
  onClose: () => void;
  /** Called once the undo is done and the screens are reading again. */
  onDone?: (report: UndoReport) => void;
}

/**
 * Shows what an undo would reverse and what it would keep, and does it when confirmed.
 *
 * The preview is the undo itself, rolled back: it cannot promise what the undo does not do.
 */
export function UndoPreview({ seq, open, what, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  useCover(open);
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const preview = useQuery<UndoReport, Failure>({
    queryKey: ["undo_preview", seq],
    queryFn: () => call("rehearse_undo", { seq }),
    enabled: open,
    staleTime: 0,
    gcTime: 0,
  });
  // An old preview may be in the store for a moment after the window opens again.
  const report = preview.isFetching ? undefined : preview.data;

  const close = () => {
    setFailure(null);
    onClose();
  };
  const undo = async () => {
    setWorking(true);
    setFailure(null);
    try {
      const done = await call("undo", { seq });
      await refresh(client, ALL_NOUNS);
      onClose();
      onDone?.(done);
    } catch (reason) {
      setFailure(asFailure(reason));
    } finally {
      setWorking(false);
    }
  };

  return (
    <Modal
      open={open}
      title={t("journal.undo.title_seq", { seq })}
      width={640}
      onCancel={close}
      mask={{ closable: !working }}
      keyboard={!working}
      closable={!working}
      destroyOnHidden
      footer={[
        <Button key="cancel" onClick={close} disabled={working} data-testid="undo-cancel">
          {t("common.action.cancel")}
        </Button>,
        <Button
          key="undo"
          type="primary"
          danger
          loading={working}
          disabled={report === undefined || report.reversed === 0}
          onClick={() => void undo()}
          data-testid="undo-confirm"
        >
          {working
            ? t("journal.undo.working")
            : report === undefined || report.reversed === 0
              ? t("common.action.undo")
              : t("journal.undo.confirm", { count: report.reversed })}
        </Button>,
      ]}
    >
      <div className="undo-preview" data-testid="undo-preview">
        {what !== undefined && <p className="undo-what">{what}</p>}
        {preview.isFetching && (
          <>
            <p className="quiet">{t("journal.undo.loading")}</p>
            <Skeleton active title={false} paragraph={{ rows: 3 }} />
          </>
        )}
        {!preview.isFetching && preview.error !== null && (
          <ErrorNotice failure={preview.error} onRetry={() => void preview.refetch()} />
        )}
        {report !== undefined && <Fates report={report} />}
        {failure !== null && <ErrorNotice failure={failure} />}
      </div>
    </Modal>
  );
}

function Fates({ report }: { report: UndoReport }) {
  const { t } = useTranslation();
  const kept = report.kept_changed + report.kept_referred;
  return (
    <>
      {report.reversed === 0 && <p className="warning">{t("journal.undo.nothing")}</p>}
      <Fate
        report={report}
        fate="kept_changed"
        count={report.kept_changed}
        title={t("journal.undo.kept_changed", { count: report.kept_changed })}
      />
      <Fate
        report={report}
        fate="kept_referred"
        count={report.kept_referred}
        title={t("journal.undo.kept_referred", { count: report.kept_referred })}
      />
      <Fate
        report={report}
        fate="reversed"
        count={report.reversed}
        title={t("journal.undo.reversed", { count: report.reversed })}
      />
      {report.reversed > 0 && (
        <p className="quiet">
          {kept === 0 && t("journal.undo.all")} {t("journal.undo.again")}
        </p>
      )}
    </>
  );
}

interface FateProps {
  report: UndoReport;
  fate: UndoFate;
  count: number;
  title: string;
}

function Fate({ report, fate, count, title }: FateProps) {
  const { t } = useTranslation();
  if (count === 0) {
    return null;
  }
  const records = report.records.filter((record) => record.fate === fate);
  return (
    <section className={`undo-fate ${fate}`} data-testid={`undo-${fate.replace("_", "-")}`}>
      <h4>{title}</h4>
      <ul>
        {records.slice(0, SHOWN).map((record) => (
          <FateLine key={`${record.topic}-${record.id}`} record={record} />
        ))}
        {count > Math.min(records.length, SHOWN) && (
          <li className="quiet">{t("journal.undo.more", { count })}</li>
        )}
      </ul>
    </section>
  );
}

function FateLine({ record }: { record: UndoneRecord }) {
  const { t } = useTranslation();
  return (
    <li>
      <span className="quiet">{t(`common.noun.${record.topic}`)}</span> {record.key}
    </li>
  );
}
