import { useQuery } from "@tanstack/react-query";
import { Pagination, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure, RecordChange } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { useChangedFieldLabel, useChangedValue } from "../../shared/undo/changedField";

/** Records drawn at once. */
const PAGE = 50;
/** The program tells the changes of a large operation up to this many records. */
const TOLD = 500;

/** What an operation changed: record by record, field by field, old and new. */
export function EntryChanges({ seq }: { seq: number }) {
  const { t } = useTranslation();
  const [page, setPage] = useState(1);
  const changes = useQuery<RecordChange[], Failure>({
    queryKey: ["journal", "changes", seq],
    queryFn: () => call("journal_changes", { seq }),
  });
  if (changes.isPending) {
    return <Skeleton active title={false} paragraph={{ rows: 4 }} />;
  }
  if (changes.error !== null) {
    return <ErrorNotice failure={changes.error} onRetry={() => void changes.refetch()} />;
  }
  const records = changes.data;
  return (
    <section className="entry-changes" data-testid="journal-changes">
      <p className="quiet">
        {records.length === 0
          ? t("journal.no_changes")
          : records.length >= TOLD
            ? t("journal.first_records", { count: records.length })
            : t("journal.records", { count: records.length })}
      </p>
      {records.slice((page - 1) * PAGE, page * PAGE).map((record) => (
        <RecordFields key={`${record.topic}-${record.id}-${record.action}`} record={record} />
      ))}
      {records.length > PAGE && (
        <Pagination
          size="small"
          current={page}
          pageSize={PAGE}
          total={records.length}
          showSizeChanger={false}
          onChange={setPage}
        />
      )}
    </section>
  );
}

const TONE = { created: "success", updated: "accent", deleted: "error" } as const;

function RecordFields({ record }: { record: RecordChange }) {
  const { t } = useTranslation();
  const label = useChangedFieldLabel();
  const show = useChangedValue();
  return (
    <table className="record-change">
      <caption>
        <span className={`state ${TONE[record.action]}`}>{t(`journal.${record.action}`)}</span>{" "}
        <span className="quiet">{t(`common.noun.${record.topic}`)}</span>{" "}
        <strong>{record.key}</strong>
      </caption>
      <tbody>
        {record.fields.map((change) => (
          <tr key={change.field}>
            <th scope="row">{label(change.field, record.topic)}</th>
            <td>
              {record.action !== "created" && <del>{show(change.field, change.old)}</del>}
              {record.action === "updated" && " → "}
              {record.action !== "deleted" && <ins>{show(change.field, change.new)}</ins>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
