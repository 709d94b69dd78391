import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Difference, DifferingRecord, Failure, FieldChange, Noun } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { type Column, LedgerTable } from "../../shared/LedgerTable";
import { useChangedFieldLabel, useChangedValue } from "../../shared/undo/changedField";
import { usePagedRows } from "../../shared/usePagedRows";

interface Props {
  /** The number of what lies ready. */
  id: number;
  noun: Noun;
  only: Difference | null;
}

const TONE = { changed: "accent", missing: "error", new: "success" } as const;

/** The records of a noun that differ, and of the chosen one each field: then → now. */
export function DifferingRecords({ id, noun, only }: Props) {
  const { t } = useTranslation();
  const rows = usePagedRows<DifferingRecord>({
    queryKey: ["restore", "differing", id, noun, only],
    read: (offset, limit) => call("differing_records", { id, noun, only, offset, limit }),
  });
  const [active, setActive] = useState(0);
  const columns = useRecordColumns();
  const record = rows.rowAt(active);
  return (
    <div className="differing">
      {rows.failure !== null && <ErrorNotice failure={rows.failure} onRetry={rows.retry} />}
      <div className="differing-list">
        {!rows.pending && (
          <LedgerTable<DifferingRecord>
            label={t(`common.noun.${noun}`)}
            testId="differing-records"
            columns={columns}
            count={rows.count}
            rowAt={rows.rowAt}
            onRange={rows.onRange}
            rowTestId={({ key }) => `differs-${key}`}
            active={active}
            onActive={setActive}
          />
        )}
      </div>
      <div className="differing-fields" aria-live="polite">
        {record !== undefined && <Fields key={record.id} id={id} record={record} />}
      </div>
    </div>
  );
}

/** What a record was and is, field by field. */
function Fields({ id, record }: { id: number; record: DifferingRecord }) {
  const { t } = useTranslation();
  const label = useChangedFieldLabel();
  const show = useChangedValue();
  const { noun, difference } = record;
  const fields = useQuery<FieldChange[], Failure>({
    queryKey: ["restore", "fields", id, noun, record.id],
    queryFn: () => call("differing_fields", { id, noun, record: record.id }),
    gcTime: 0,
  });
  if (fields.isPending) {
    return <Skeleton active title={false} paragraph={{ rows: 3 }} />;
  }
  if (fields.error !== null) {
    return <ErrorNotice failure={fields.error} />;
  }
  return (
    <table data-testid="differing-fields">
      <caption>
        <span className={`state ${TONE[difference]}`}>{t(`restore.compare.${difference}`)}</span>{" "}
        <strong>{record.key}</strong>
      </caption>
      <tbody>
        {fields.data.map((field) => (
          <tr key={field.field}>
            <th scope="row">{label(field.field, noun)}</th>
            <td>
              {difference !== "new" && <del>{show(field.field, field.old)}</del>}
              {difference === "changed" && " → "}
              {difference !== "missing" && <ins>{show(field.field, field.new)}</ins>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function useRecordColumns(): Column<DifferingRecord>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        key: "key",
        title: t("restore.compare.record"),
        width: 180,
        grow: true,
        render: (row) => <span title={row.key}>{row.key}</span>,
      },
      {
        key: "difference",
        title: t("restore.compare.difference"),
        width: 84,
        render: (row) => (
          <span className={`state ${TONE[row.difference]}`}>
            {t(`restore.compare.${row.difference}`)}
          </span>
        ),
      },
    ],
    [t],
  );
}
