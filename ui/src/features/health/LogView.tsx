import { ReloadOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LogEntry, LogLevel } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { type Column, LedgerTable } from "../../shared/LedgerTable";
import { SearchBox } from "../../shared/SearchBox";
import { usePagedRows } from "../../shared/usePagedRows";
import { localText } from "../../shared/values";

const LEVELS: readonly LogLevel[] = ["error", "warn", "info", "debug"];
const TONES: Record<LogLevel, string> = {
  error: "error",
  warn: "warning",
  info: "accent",
  debug: "neutral",
};

/** The logs of the program, newest first: by day, by level, by the number of an incident. */
export function LogView() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [level, setLevel] = useState<LogLevel>("info");
  const [day, setDay] = useState<string | null>(null);
  const [search, setSearch] = useState("");
  const [active, setActive] = useState(-1);
  const days = useQuery({ queryKey: ["logs", "days"], queryFn: () => call("log_days", {}) });
  const filter = { day, level, search };
  const rows = usePagedRows<LogEntry>({
    queryKey: ["logs", "entries", filter],
    read: (offset, limit) => call("list_log", { query: { ...filter, offset, limit } }),
  });
  const columns = useLogColumns();
  const chosen = active < 0 ? undefined : rows.rowAt(active);
  const narrow = (change: () => void) => {
    setActive(-1);
    change();
  };
  return (
    <section className="log" aria-label={t("health.view.logs")} data-testid="log-view">
      <div className="log-filter">
        <Select<LogLevel>
          size="small"
          className="log-choice"
          aria-label={t("health.log.level")}
          value={level}
          onChange={(value) => narrow(() => setLevel(value))}
          options={LEVELS.map((value) => ({ value, label: t(`health.log.at_least.${value}`) }))}
          data-testid="log-level"
        />
        <Select<string>
          size="small"
          className="log-choice"
          aria-label={t("health.log.day")}
          value={day ?? ""}
          onChange={(value) => narrow(() => setDay(value === "" ? null : value))}
          options={[
            { value: "", label: t("health.log.every_day") },
            ...(days.data ?? []).map((value) => ({ value, label: value })),
          ]}
          data-testid="log-day"
        />
        <SearchBox
          label={t("health.log.search")}
          placeholder={t("health.log.search_hint")}
          value={search}
          onSearch={(text) => narrow(() => setSearch(text))}
          testId="log-search"
          width={300}
        />
        <Button
          size="small"
          icon={<ReloadOutlined />}
          onClick={() => narrow(() => void client.invalidateQueries({ queryKey: ["logs"] }))}
          data-testid="log-refresh"
        >
          {t("health.log.refresh")}
        </Button>
        <span className="quiet number" role="status">
          {t("health.log.count", { count: rows.count })}
        </span>
        <span className="quiet log-note">{t("health.log.no_business")}</span>
      </div>
      {rows.failure !== null && <ErrorNotice failure={rows.failure} onRetry={rows.retry} />}
      <div className="log-list">
        {!rows.pending && (
          <LedgerTable<LogEntry>
            label={t("health.view.logs")}
            testId="log-list"
            columns={columns}
            count={rows.count}
            rowAt={rows.rowAt}
            onRange={rows.onRange}
            active={active}
            onActive={setActive}
            empty={t("health.log.empty")}
          />
        )}
      </div>
      <aside className="log-detail" aria-live="polite" data-testid="log-detail">
        {chosen === undefined ? (
          <p className="quiet">{t("health.log.choose")}</p>
        ) : (
          <>
            <p className="quiet number">
              {chosen.at} · {t(`health.log.levels.${chosen.level}`)} · {chosen.source}
            </p>
            <pre>{chosen.text}</pre>
          </>
        )}
      </aside>
    </section>
  );
}

function useLogColumns(): Column<LogEntry>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        key: "at",
        title: t("health.log.at"),
        width: 150,
        render: ({ at }) => <span className="number">{localText(at)}</span>,
      },
      {
        key: "level",
        title: t("health.log.level"),
        width: 84,
        render: ({ level }) => (
          <span className={`state ${TONES[level]}`}>{t(`health.log.levels.${level}`)}</span>
        ),
      },
      {
        key: "source",
        title: t("health.log.source"),
        width: 180,
        render: ({ source }) => (
          <span className="quiet" title={source}>
            {source}
          </span>
        ),
      },
      {
        key: "text",
        title: t("health.log.text"),
        width: 320,
        grow: true,
        render: ({ text }) => text,
      },
    ],
    [t],
  );
}
