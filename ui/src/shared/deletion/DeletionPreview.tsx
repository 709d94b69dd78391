import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Modal, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type {
  DeletionRecord,
  DeletionReport,
  Failure,
  Noun,
  Referrers,
  Selection,
} from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";
import { ErrorNotice } from "../ErrorNotice";
import { useMessage } from "../message";
import { refresh } from "../queries";
import { useCover } from "../shortcuts";
import "../undo/UndoPreview.css";

interface Props {
  noun: Noun;
  selection: Selection;
  onClose: () => void;
  /** Called once the records are gone and the screens are reading again. */
  onDone?: (report: DeletionReport) => void;
}

/**
 * Shows what a deletion would delete and what stays and why, and does it when confirmed.
 *
 * The preview is the deletion itself, rolled back: it cannot promise what the deletion does not do.
 */
export function DeletionPreview({ noun, selection, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const { message: toast } = App.useApp();
  const client = useQueryClient();
  useCover(true);
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const preview = useQuery<DeletionReport, Failure>({
    queryKey: ["deletion_preview", noun, selection],
    queryFn: () => call("rehearse_deletion", { noun, selection }),
    staleTime: 0,
    gcTime: 0,
  });
  const report = preview.isFetching ? undefined : preview.data;
  const count = report?.deleted ?? 0;

  const remove = async () => {
    setWorking(true);
    setFailure(null);
    try {
      const done = await call("delete_records", { noun, selection });
      void toast.success(t("common.deletion.done", { count: done.deleted }));
      onDone?.(done);
      onClose();
      await refresh(client, done.changed);
    } catch (reason) {
      setFailure(asFailure(reason));
    } finally {
      setWorking(false);
    }
  };

  return (
    <Modal
      open
      title={t("common.deletion.title", { noun: t(`common.noun.${noun}`) })}
      width={640}
      onCancel={onClose}
      mask={{ closable: !working }}
      keyboard={!working}
      closable={!working}
      footer={[
        <Button key="cancel" onClick={onClose} disabled={working} data-testid="delete-cancel">
          {t("common.action.cancel")}
        </Button>,
        <Button
          key="delete"
          type="primary"
          danger
          autoFocus
          loading={working}
          disabled={count === 0}
          onClick={() => void remove()}
          data-testid="delete-confirm"
        >
          {count === 0 ? t("common.action.delete") : t("common.deletion.confirm", { count })}
        </Button>,
      ]}
    >
      <div className="undo-preview" data-testid="deletion-preview">
        {preview.isFetching && (
          <>
            <p className="quiet">{t("common.deletion.loading")}</p>
            <Skeleton active title={false} paragraph={{ rows: 3 }} />
          </>
        )}
        {!preview.isFetching && preview.error !== null && (
          <ErrorNotice failure={preview.error} onRetry={() => void preview.refetch()} />
        )}
        {report !== undefined && <Fates report={report} />}
        {failure !== null && <ErrorNotice failure={failure} noun={noun} />}
      </div>
    </Modal>
  );
}

function Fates({ report }: { report: DeletionReport }) {
  const { t } = useTranslation();
  const refused = report.records.filter((one) => one.refusal !== null);
  const deleted = report.records.filter((one) => one.refusal === null);
  return (
    <>
      {report.refused > 0 && (
        <section className="undo-fate kept_referred" data-testid="delete-refused">
          <h4>{t("common.deletion.refused", { count: report.refused })}</h4>
          <ul>
            {refused.map((one) => (
              <RefusedLine key={one.id} noun={report.noun} record={one} />
            ))}
            <More all={report.refused} shown={refused.length} />
          </ul>
        </section>
      )}
      {report.deleted > 0 && (
        <section className="undo-fate reversed" data-testid="delete-deleted">
          <h4>{t("common.deletion.deleted", { count: report.deleted })}</h4>
          <ul>
            {deleted.map((one) => (
              <li key={one.id}>
                {one.key} <span className="quiet">{one.name}</span>
              </li>
            ))}
            <More all={report.deleted} shown={deleted.length} />
          </ul>
        </section>
      )}
      {report.deleted > 0 && <p className="quiet">{t("common.deletion.undoable")}</p>}
    </>
  );
}

function More({ all, shown }: { all: number; shown: number }) {
  const { t } = useTranslation();
  return all > shown ? (
    <li className="quiet">{t("common.deletion.more", { count: all })}</li>
  ) : null;
}

function RefusedLine({ noun, record }: { noun: Noun; record: DeletionRecord }) {
  const message = useMessage(noun);
  const { refusal } = record;
  return (
    <li>
      <b>{record.key}</b> <span className="quiet">{record.name}</span>
      {refusal !== null &&
        (refusal.referrers.length === 0 ? (
          <div>{message({ code: refusal.code, params: {} })}</div>
        ) : (
          refusal.referrers.map((of) => <ReferrersLine key={of.noun} of={of} />)
        ))}
    </li>
  );
}

/** Who refers to a record: how many of a noun, and the first few by code and name. */
function ReferrersLine({ of }: { of: Referrers }) {
  const { t } = useTranslation();
  const noun = t(`common.noun.${of.noun}`);
  return (
    <div>
      {t("common.deletion.referred_by", { noun, count: of.count })}{" "}
      {of.first.map((one) => `${one.key} ${one.name}`.trim()).join("；")}
      {of.count > of.first.length && " …"}
    </div>
  );
}
