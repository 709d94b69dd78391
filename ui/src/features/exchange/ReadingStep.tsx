import { Button, Checkbox } from "antd";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FileRow, OpenedFile } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { useShortcut } from "../../shared/shortcuts";
import { usePagedRows } from "../../shared/usePagedRows";
import { AllSheets, understood } from "./AllSheets";
import { ColumnMapping } from "./ColumnMapping";
import { withColumn, withHeader } from "./plan";
import { whole } from "./rows";
import { SheetPreview } from "./SheetPreview";
import { importSession, useImportSession } from "./session";
import { useImportFields } from "./useImportFields";

/** How many of the first rows below the header show what a column holds. */
const SAMPLED = 40;
const SHOWN = 3;

/** The sheet as it stands beside what its columns are taken for: look, correct, go on. */
export function ReadingStep({ file }: { file: OpenedFile }) {
  const { t } = useTranslation();
  const { stage, plan, proposal, failure } = useImportSession();
  const working = stage !== "reading";
  const [active, setActive] = useState<number | null>(null);
  const [together, setTogether] = useState(false);
  const sheets = understood(file).length;
  const sheet = proposal?.sheet ?? plan.reading.sheet ?? file.sheets[0]?.name ?? "";
  const kind = proposal?.kind ?? null;
  const fields = useImportFields(kind);
  const rows = usePagedRows<FileRow>({
    queryKey: ["import_raw", file.id, sheet],
    read: async (offset, limit) => {
      const read = await call("import_file_rows", {
        id: file.id,
        sheet,
        from: offset,
        count: limit,
      });
      return { rows: read, count: file.sheets.find(({ name }) => name === sheet)?.rows ?? 0 };
    },
  });
  const header = useMemo(
    () =>
      proposal === null || proposal.first_header_row === 0
        ? null
        : { first: proposal.first_header_row, last: proposal.last_header_row },
    [proposal],
  );
  const samples = useSamples(rows.rowAt, rows.count, header?.last ?? 0);
  const ready = proposal !== null && !working && proposal.missing.length === 0;
  const goOn = () => {
    if (ready) {
      void importSession.rehearse();
    }
  };
  useShortcut("ctrl+enter", goOn);
  const button = useRef<HTMLButtonElement>(null);
  // Whoever has nothing to correct presses Enter.
  useEffect(() => {
    if (ready && (document.activeElement === document.body || document.activeElement === null)) {
      button.current?.focus();
    }
  }, [ready]);

  return (
    <section className="reading" data-testid="import-reading" aria-busy={working}>
      <div className="reading-panes">
        <div className="reading-map">
          <div className="reading-bar">
            <h3>{t("exchange.map.title")}</h3>
            <span className="quiet reading-note">
              {kind !== null && t("exchange.map.as_kind", { kind: t(`common.noun.${kind}`) })}
            </span>
          </div>
          {failure !== null && failure.code !== "cancelled" && <ErrorNotice failure={failure} />}
          {proposal !== null && (
            <ColumnMapping
              columns={proposal.columns}
              fields={fields}
              samples={samples}
              active={active}
              onActive={setActive}
              onChoose={(column, choice) =>
                void importSession.read(withColumn(plan, column, choice))
              }
              disabled={working}
            />
          )}
        </div>
        <div className="reading-sheet">
          <div className="reading-bar">
            <h3>{t("exchange.map.sheet")}</h3>
            <span className="quiet reading-note">{t("exchange.map.header_hint")}</span>
            <span className="gap" />
            <Checkbox
              checked={proposal !== null && header === null}
              disabled={working}
              onChange={(event) =>
                void importSession.read(
                  withHeader(plan, event.target.checked ? { first: 0, last: 0 } : null),
                )
              }
              data-testid="import-no-header"
            >
              {t("exchange.map.no_header")}
            </Checkbox>
          </div>
          <div className="sheet">
            <SheetPreview
              rows={rows}
              columns={proposal?.columns ?? NO_COLUMNS}
              header={header}
              active={active}
              onHeader={(next) => void importSession.read(withHeader(plan, next))}
              resetKey={`${file.id}-${sheet}`}
            />
          </div>
        </div>
      </div>
      <div className="commit-bar">
        <span className="commit-text">
          <Summary />
        </span>
        <Button onClick={() => importSession.reset()} data-testid="import-discard">
          {t("exchange.commit.discard")}
        </Button>
        {sheets > 1 && (
          <Button
            disabled={working}
            onClick={() => setTogether(true)}
            data-testid="import-all-sheets"
          >
            {t("exchange.sheets.open", { count: sheets })}
          </Button>
        )}
        <Button
          ref={button}
          type="primary"
          disabled={!ready}
          title="Ctrl+Enter"
          onClick={goOn}
          data-testid="import-rehearse"
        >
          {t("exchange.rehearse")}
        </Button>
      </div>
      {together && (
        <AllSheets
          file={file}
          plan={plan}
          onClose={(imported) => {
            setTogether(false);
            if (imported) {
              importSession.reset();
            }
          }}
        />
      )}
    </section>
  );
}

const NO_COLUMNS = [] as const;

/** What is understood, and what keeps the file from being rehearsed. */
function Summary() {
  const { t } = useTranslation();
  const { proposal } = useImportSession();
  if (proposal === null) {
    return null;
  }
  const used = proposal.columns.filter(({ field }) => field !== null).length;
  const unused = proposal.columns.length - used;
  return (
    <>
      {proposal.missing.length > 0 && (
        <span className="error" role="alert" data-testid="import-missing">
          {t("exchange.map.missing", { labels: proposal.missing.join("、") })}{" "}
        </span>
      )}
      {proposal.repeated.length > 0 && (
        <span className="error" role="alert">
          {t("exchange.map.repeated", { labels: proposal.repeated.join("、") })}{" "}
        </span>
      )}
      {t("exchange.map.understood", { rows: whole(proposal.data_rows), used })}
      {unused > 0 && (
        <span className="warning">{t("exchange.rehearsed.columns_unused", { unused })}</span>
      )}
    </>
  );
}

/** Gives the function that tells the first filled cells of a column. */
function useSamples(rowAt: (index: number) => FileRow | undefined, count: number, below: number) {
  return useCallback(
    (column: number) => {
      const found: string[] = [];
      for (let at = 0; at < Math.min(count, below + SAMPLED) && found.length < SHOWN; at += 1) {
        const row = rowAt(at);
        const text = row?.cells[column]?.trim() ?? "";
        if (row !== undefined && row.row > below && text !== "" && !found.includes(text)) {
          found.push(text);
        }
      }
      return found;
    },
    [rowAt, count, below],
  );
}
