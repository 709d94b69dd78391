import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Rehearsal, RehearsalRow, RowAction } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { ALL_NOUNS, refresh } from "../../shared/queries";
import { usePagedRows } from "../../shared/usePagedRows";
import { ActionFilter } from "./ActionFilter";
import { CommitBar } from "./CommitBar";
import { Columns, Findings } from "./Findings";
import { RowDetail } from "./RowDetail";
import { firstShown } from "./rows";
import { SheetTable } from "./SheetTable";
import { importSession, useImportSession } from "./session";

/** What the import would do: the counts, the sheet with every row's outcome, and the decision. */
export function Rehearsed({ rehearsal }: { rehearsal: Rehearsal }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { stage } = useImportSession();
  const { id, summary } = rehearsal;
  const [shown, setShown] = useState<RowAction | null>(() => firstShown(summary.counts));
  // Of rows that need a person the first is explained at once.
  const [active, setActive] = useState(shown === null ? -1 : 0);
  const rows = usePagedRows<RehearsalRow>({
    queryKey: ["rehearsal_rows", id, shown ?? "all"],
    read: (offset, limit) =>
      call("rehearsal_rows", {
        query: { id, actions: shown === null ? [] : [shown], offset, limit },
      }),
  });

  const show = (action: RowAction | null) => {
    setShown(action);
    setActive(action === "error" || action === "conflict" ? 0 : -1);
  };
  const commit = async (onlyValid: boolean) => {
    if (await importSession.commit(onlyValid)) {
      await refresh(client, ALL_NOUNS);
    }
  };

  return (
    <section
      className="rehearsed"
      data-testid="import-rehearsed"
      inert={stage !== "rehearsed"}
      aria-busy={stage !== "rehearsed"}
    >
      <div className="rehearsed-head">
        <h3>
          {t("exchange.rehearsed.title", {
            file: summary.file,
            sheet: summary.sheet,
            kind: t(`common.noun.${summary.kind}`),
          })}
        </h3>
        <span className="quiet">
          {summary.header_row > 0
            ? t("exchange.rehearsed.header_at", { row: summary.header_row })
            : t("exchange.rehearsed.header_none")}
        </span>
        <Columns columns={summary.columns} kind={summary.kind} />
        <ActionFilter counts={summary.counts} shown={shown} onShow={show} />
      </div>
      <Findings summary={summary} />
      {rows.failure !== null && <ErrorNotice failure={rows.failure} onRetry={rows.retry} />}
      <div className="sheet">
        <SheetTable
          summary={summary}
          rows={rows}
          active={active}
          onActive={setActive}
          resetKey={`${id}-${shown ?? "all"}`}
        />
      </div>
      <RowDetail row={active < 0 ? undefined : rows.rowAt(active)} kind={summary.kind} />
      <CommitBar id={id} counts={summary.counts} onCommit={(onlyValid) => void commit(onlyValid)} />
    </section>
  );
}
