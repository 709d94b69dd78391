import { FileExcelOutlined, PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { App, Button, Segmented, Select, Splitter } from "antd";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { UpkeepKind, UpkeepQuery } from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";
import { useMay } from "../../shared/access";
import { thisMinute, today } from "../../shared/dates";
import { ErrorNotice } from "../../shared/ErrorNotice";
import type { Draft } from "../../shared/form/draft";
import { LedgerTable } from "../../shared/LedgerTable";
import { useFileWriting } from "../../shared/list/useFileWriting";
import { useMessage } from "../../shared/message";
import { useRemembered } from "../../shared/navigation";
import { useSave } from "../../shared/queries";
import { RecordActionsProvider } from "../../shared/recordActions";
import { useShortcut } from "../../shared/shortcuts";
import { usePublishStatus } from "../../shared/statusBar";
import { usePagedRows } from "../../shared/usePagedRows";
import { useColumns } from "./columns";
import { ACCESS, KINDS, titleOf, type UpkeepRow } from "./kinds";
import { SourceNotice } from "./SourceNotice";
import { draftFrom, RECORD_OF } from "./sources";
import { UpkeepForm } from "./UpkeepForm";
import { UpkeepPanel } from "./UpkeepPanel";
import "../../shared/list/list.css";
import "./upkeep.css";

/** How many years back one may look. */
const YEARS = 10;
const EVERY_YEAR = 0;

type StateName = "all" | "open" | "closed";
const OPEN: Record<StateName, boolean | null> = { all: null, open: true, closed: false };

/** A form that is being filled in. */
interface Writing {
  kind: UpkeepKind;
  id: number | null;
  start: Draft;
}

/** What a new record starts with: it happens now, as a rule. */
function startOf(kind: UpkeepKind): Draft {
  switch (kind) {
    case "incident":
      return { found_at: thisMinute() };
    case "change":
      return { applied_at: thisMinute() };
    case "drill":
      return { held_at: thisMinute(), kind: "恢复演练" };
  }
}

/** 运维记录: faults, changes and drills, as a site shows them to an auditor. */
export function UpkeepDesk() {
  const { t } = useTranslation();
  const [kind, setKind] = useRemembered<UpkeepKind>("view", "incident");
  const [year, setYear] = useRemembered<number | null>("year", null);
  const [state, setState] = useRemembered<StateName>("state", "all");
  const [open, setOpen] = useRemembered<number | null>("open", null);
  const [writing, setWriting] = useState<Writing | null>(null);
  const file = useFileWriting();
  const mayKeep = useMay()("keep_upkeep");
  // A drill is over when it is written down: of those none is open.
  const which = { year, open: kind === "drill" ? null : OPEN[state] };
  const rows = usePagedRows<UpkeepRow>({
    queryKey: ["upkeep", kind, which],
    read: (offset, limit) => ACCESS[kind].list({ ...which, offset, limit }),
  });
  const sources = useQuery({
    queryKey: ["upkeep", "sources"],
    queryFn: () => call("upkeep_sources", {}),
  });
  const create = () => setWriting({ kind, id: null, start: startOf(kind) });
  const edit = (id: number) => setWriting({ kind, id, start: {} });
  const show = (next: UpkeepKind) => {
    setOpen(null);
    setKind(next);
  };
  useShortcut("ctrl+n", create, { enabled: mayKeep });
  useShortcut("f2", () => open !== null && edit(open), { enabled: mayKeep && open !== null });
  useShortcut("escape", () => setOpen(null), { enabled: open !== null, whileTyping: false });
  const remove = useRemoval(kind, () => setOpen(null));
  const filtered = year !== null || which.open !== null;
  usePublishStatus(
    useMemo(() => ({ count: rows.count, filtered, sums: [] }), [rows.count, filtered]),
  );
  const query: UpkeepQuery = { year, open: null, offset: 0, limit: 0 };
  return (
    <section className="list-page" aria-label={t("upkeep.title")} data-testid="upkeep-page">
      <div className="list-bar">
        <h1>{t("upkeep.title")}</h1>
        <Segmented
          aria-label={t("upkeep.kinds")}
          value={kind}
          onChange={show}
          options={KINDS.map((one) => ({
            value: one,
            label: <span data-testid={`upkeep-${one}`}>{t(`common.noun.${one}`)}</span>,
          }))}
        />
        <Filters
          year={year}
          onYear={setYear}
          state={kind === "drill" ? null : state}
          onState={setState}
        />
        <span className="list-bar-gap" />
        {mayKeep && (
          <Button
            type="primary"
            icon={<PlusOutlined />}
            onClick={create}
            title="Ctrl+N"
            data-testid="new"
          >
            {t("common.list.new", { noun: t(`common.noun.${kind}`) })}
          </Button>
        )}
        <Button
          icon={<FileExcelOutlined />}
          loading={file.busy}
          title={t("upkeep.export_hint")}
          data-testid="upkeep-export"
          onClick={() => void file.write(() => call("export_upkeep", { query }), file.exported)}
        >
          {t("upkeep.export")}
        </Button>
      </div>
      <SourceNotice
        sources={mayKeep ? (sources.data ?? []) : []}
        onWrite={(source) =>
          setWriting({
            kind: RECORD_OF[source.kind],
            id: null,
            start: { ...startOf(RECORD_OF[source.kind]), ...draftFrom(source, t) },
          })
        }
      />
      {rows.failure !== null && (
        <ErrorNotice failure={rows.failure} noun={kind} onRetry={rows.retry} />
      )}
      <RecordActionsProvider
        value={{ remove: !mayKeep || open === null ? null : () => remove(open) }}
      >
        <Splitter className="list-split">
          <Splitter.Panel min={320}>
            <List
              kind={kind}
              rows={rows}
              open={open}
              onOpen={setOpen}
              empty={t(filtered ? "upkeep.nothing_fits" : `upkeep.empty.${kind}`)}
            />
          </Splitter.Panel>
          {open !== null && (
            <Splitter.Panel defaultSize={520} min={380} max="70%">
              <UpkeepPanel
                kind={kind}
                id={open}
                onEdit={() => edit(open)}
                onClose={() => setOpen(null)}
              />
            </Splitter.Panel>
          )}
        </Splitter>
      </RecordActionsProvider>
      {writing !== null && (
        <UpkeepForm
          {...writing}
          onClose={() => setWriting(null)}
          onSaved={({ id }) => {
            setWriting(null);
            setKind(writing.kind);
            setOpen(id);
          }}
        />
      )}
    </section>
  );
}

interface FiltersProps {
  year: number | null;
  onYear: (year: number | null) => void;
  /** None where records are neither open nor closed. */
  state: StateName | null;
  onState: (state: StateName) => void;
}

function Filters({ year, onYear, state, onState }: FiltersProps) {
  const { t } = useTranslation();
  const now = Number(today().slice(0, 4));
  const years = Array.from({ length: YEARS }, (_, ago) => now - ago);
  return (
    <>
      <Select<number>
        aria-label={t("upkeep.year")}
        data-testid="upkeep-year"
        style={{ width: 116 }}
        value={year ?? EVERY_YEAR}
        onChange={(chosen) => onYear(chosen === EVERY_YEAR ? null : chosen)}
        options={[
          { value: EVERY_YEAR, label: t("upkeep.all_years") },
          ...years.map((value) => ({ value, label: t("upkeep.of_year", { year: value }) })),
        ]}
      />
      {state !== null && (
        <Select<StateName>
          aria-label={t("upkeep.state")}
          data-testid="upkeep-state"
          style={{ width: 100 }}
          value={state}
          onChange={onState}
          options={(["all", "open", "closed"] as const).map((value) => ({
            value,
            label: t(`upkeep.${value}`),
          }))}
        />
      )}
    </>
  );
}

interface ListProps {
  kind: UpkeepKind;
  rows: ReturnType<typeof usePagedRows<UpkeepRow>>;
  open: number | null;
  onOpen: (id: number) => void;
  empty: string;
}

function List({ kind, rows, open, onOpen, empty }: ListProps) {
  const { t } = useTranslation();
  const columns = useColumns(kind);
  const [active, setActive] = useState(-1);
  const onRow = useCallback((row: UpkeepRow) => onOpen(row.id), [onOpen]);
  return (
    <div className="list-area">
      <div className="list-table-box" aria-busy={rows.fetching}>
        <LedgerTable<UpkeepRow>
          label={t(`common.noun.${kind}`)}
          columns={columns}
          count={rows.count}
          rowAt={rows.rowAt}
          onRange={rows.onRange}
          rowTestId={(row) => `row-${titleOf(row)}`}
          rowClass={(row) => (row.id === open ? "opened" : "")}
          active={active}
          onActive={setActive}
          onOpen={onRow}
          resetKey={kind}
          empty={rows.pending ? t("common.list.loading") : empty}
        />
      </div>
    </div>
  );
}

/** Asks whether a record is to be deleted, and deletes it as it stands now. */
function useRemoval(kind: UpkeepKind, onRemoved: () => void): (id: number) => void {
  const { t } = useTranslation();
  const { modal, message: toast } = App.useApp();
  const message = useMessage(kind);
  const removing = useSave<{ id: number; revision: number }, Awaited<ReturnType<typeof remove>>>(
    remove,
  );
  function remove({ id, revision }: { id: number; revision: number }) {
    return ACCESS[kind].remove(id, revision);
  }
  const tell = (reason: unknown) => void toast.error(message(asFailure(reason)));
  return async (id) => {
    try {
      const { revision, record } = await ACCESS[kind].get(id);
      const values = record as { title?: string; scope?: string };
      const name = values.title ?? values.scope ?? "";
      modal.confirm({
        title: t("upkeep.delete_title", { name }),
        content: t("upkeep.delete_text"),
        okText: t("common.action.delete"),
        okButtonProps: { danger: true, "data-testid": "confirm-delete" },
        onOk: () =>
          removing.mutate(
            { id, revision },
            {
              onSuccess: () => {
                void toast.success(t("upkeep.deleted", { name }));
                onRemoved();
              },
              onError: tell,
            },
          ),
      });
    } catch (reason) {
      tell(reason);
    }
  };
}
