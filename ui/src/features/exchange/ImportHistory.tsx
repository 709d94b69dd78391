import { App, Button, Space, Table, type TableColumnsType } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImportHistoryEntry, RowAction, UndoReport } from "../../ipc/bindings";
import { useMayUndo } from "../../shared/access";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { UndoPreview } from "../../shared/undo/UndoPreview";
import { DateText } from "../../shared/values";
import { ErrorRowsButton } from "./ErrorRowsButton";
import { ImportDetail } from "./ImportDetail";
import { ImportMemoryButton } from "./ImportMemory";
import { whole } from "./rows";
import { importSession } from "./session";
import { useImports } from "./useImports";

const COUNTED: readonly RowAction[] = ["insert", "update", "unchanged", "conflict", "error"];

/** Every file that was imported, newest first, and the way to take one back. */
export function ImportHistory() {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const imports = useImports();
  const [undoing, setUndoing] = useState<ImportHistoryEntry | null>(null);
  const [looking, setLooking] = useState<number | null>(null);
  const columns = useHistoryColumns(setLooking, setUndoing);
  const looked = imports.data?.find(({ entry }) => entry.seq === looking);

  const tell = (report: UndoReport) => {
    const kept = report.kept_changed + report.kept_referred;
    const { result } = importSession.state();
    if (result?.journal_seq === report.undone) {
      importSession.noteUndone(report.reversed, kept);
    }
    notification.success({
      title:
        kept === 0
          ? t("journal.undo.done", { count: report.reversed })
          : t("journal.undo.done_kept", { reversed: report.reversed, kept }),
    });
  };

  return (
    <section className="import-history" data-testid="import-history">
      <div className="history-head">
        <h3>{t("exchange.history.title")}</h3>
        <ImportMemoryButton />
      </div>
      {imports.error !== null && (
        <ErrorNotice failure={imports.error} onRetry={() => void imports.refetch()} />
      )}
      <Table<ImportHistoryEntry>
        size="small"
        rowKey={({ entry }) => entry.seq}
        columns={columns}
        dataSource={imports.data ?? []}
        loading={imports.isPending}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: t("exchange.history.empty") }}
        tableLayout="fixed"
        onRow={({ entry }) => ({ "data-testid": `import-history-${entry.seq}` }) as object}
      />
      {looked !== undefined && undoing === null && (
        <ImportDetail
          past={looked}
          onClose={() => setLooking(null)}
          onUndo={() => setUndoing(looked)}
        />
      )}
      {undoing !== null && (
        <UndoPreview
          seq={undoing.entry.seq}
          open
          what={t("exchange.history.what", { file: undoing.entry.subject })}
          onClose={() => setUndoing(null)}
          onDone={tell}
        />
      )}
    </section>
  );
}

function useHistoryColumns(look: (seq: number) => void, undo: (row: ImportHistoryEntry) => void) {
  const { t } = useTranslation();
  const mayUndo = useMayUndo();
  return useMemo<TableColumnsType<ImportHistoryEntry>>(
    () => [
      {
        key: "at",
        title: t("exchange.history.at"),
        width: 118,
        render: (_, { entry }) => <DateText value={entry.at} />,
      },
      {
        key: "file",
        title: t("exchange.history.file"),
        render: (_, { entry, sheet }) => (
          <span className="history-file">
            {entry.subject} {sheet !== "" && <span className="quiet">{sheet}</span>}
          </span>
        ),
      },
      {
        key: "kind",
        title: t("exchange.history.kind"),
        width: 72,
        render: (_, { kind }) => t(`common.noun.${kind}`),
      },
      {
        key: "counts",
        title: t("exchange.history.counts"),
        width: 172,
        render: (_, { counts }) => (
          <span className="number history-counts">
            {COUNTED.filter((action) => counts[action] > 0).map((action) => (
              <span key={action}>
                {t(`exchange.action.${action}`)} {whole(counts[action])}
              </span>
            ))}
          </span>
        ),
      },
      {
        key: "who",
        title: t("exchange.history.who"),
        width: 80,
        ellipsis: true,
        render: (_, { entry }) => <span title={entry.actor}>{entry.actor}</span>,
      },
      {
        key: "state",
        title: t("exchange.history.state"),
        width: 70,
        render: (_, { entry }) => (
          <span className={`state ${entry.undone_by === null ? "success" : "neutral"}`}>
            {entry.undone_by === null
              ? t("exchange.history.in_force")
              : t("exchange.history.undone")}
          </span>
        ),
      },
      {
        key: "do",
        title: "",
        width: 104,
        render: (_, row) => (
          <Space wrap>
            <Button
              size="small"
              onClick={() => look(row.entry.seq)}
              data-testid={`import-history-look-${row.entry.seq}`}
            >
              {t("exchange.history.look")}
            </Button>
            {row.left_out !== null && <ErrorRowsButton id={row.left_out} small />}
            {row.entry.undone_by === null && mayUndo(row.entry.actor) && (
              <Button
                size="small"
                danger
                onClick={() => undo(row)}
                data-testid={`import-history-undo-${row.entry.seq}`}
              >
                {t("exchange.history.undo")}
              </Button>
            )}
          </Space>
        ),
      },
    ],
    [t, look, undo, mayUndo],
  );
}
