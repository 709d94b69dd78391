import { Alert, Button, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImportSummary } from "../../ipc/bindings";
import { useNavigation } from "../../shared/navigation";
import { UndoPreview } from "../../shared/undo/UndoPreview";
import { ErrorRowsButton } from "./ErrorRowsButton";
import { pageOf } from "./kinds";
import { blocked } from "./rows";
import { importSession, useImportSession } from "./session";
import { useImports } from "./useImports";

/** What the import did, and what can be done about it now. */
export function ImportResult({ result }: { result: ImportSummary }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { undone, leftOut: id, file: opened, path } = useImportSession();
  const imports = useImports();
  const [undoing, setUndoing] = useState(false);
  const { counts, kind, file, journal_seq: seq } = result;
  const leftOut = blocked(counts);
  const page = pageOf(kind);
  const others = (opened?.sheets ?? []).filter((sheet) => sheet.kind !== null);
  const place = others.findIndex(({ name }) => name === result.sheet);
  const next = others[place + 1];
  // It may have been undone elsewhere, or redone since.
  const entry = imports.data?.find((one) => one.entry.seq === seq)?.entry;
  const isUndone = entry === undefined ? undone !== null : entry.undone_by !== null;

  return (
    <section className="import-result" data-testid="import-result">
      <Alert
        type={isUndone ? "info" : leftOut > 0 ? "warning" : "success"}
        showIcon
        title={
          seq === null
            ? t("exchange.result.nothing", { file })
            : t("exchange.result.title", { file })
        }
        description={
          <>
            <p className="result-counts">
              {t("exchange.result.text", { kind: t(`common.noun.${kind}`), ...counts })}
            </p>
            {leftOut > 0 && (
              <p>
                {t("exchange.result.left_out", {
                  count: leftOut,
                  error: counts.error,
                  conflict: counts.conflict,
                })}
              </p>
            )}
            {counts.skipped > 0 && <p>{t("exchange.result.skipped", { count: counts.skipped })}</p>}
            {isUndone && (
              <p data-testid="import-undone">
                <strong>
                  {undone === null || undone.kept === 0
                    ? t("exchange.result.undone")
                    : t("exchange.result.undone_kept", undone)}
                </strong>
              </p>
            )}
            <Space wrap>
              <Button
                type="primary"
                onClick={() => importSession.reset()}
                data-testid="import-another"
              >
                {t("exchange.result.another")}
              </Button>
              {next !== undefined && next.kind !== null && !isUndone && (
                <Button
                  onClick={() => void importSession.choose(path, next.name)}
                  data-testid="import-next-sheet"
                >
                  {t("exchange.result.next_sheet", {
                    sheet: next.name,
                    kind: t(`common.noun.${next.kind}`),
                  })}
                </Button>
              )}
              {leftOut > 0 && id !== null && <ErrorRowsButton id={id} />}
              {page !== undefined && (
                <Button onClick={() => go({ page })} data-testid="import-view">
                  {t("exchange.result.view")}
                </Button>
              )}
              {seq !== null && (
                <Button
                  onClick={() => go({ page: "journal", open: seq })}
                  data-testid="import-view-changes"
                >
                  {t("exchange.result.view_changes")}
                </Button>
              )}
              {seq !== null && !isUndone && (
                <Button danger onClick={() => setUndoing(true)} data-testid="import-undo">
                  {t("exchange.result.undo")}
                </Button>
              )}
            </Space>
          </>
        }
      />
      {seq !== null && (
        <UndoPreview
          seq={seq}
          open={undoing}
          what={t("exchange.history.what", { file })}
          onClose={() => setUndoing(false)}
          onDone={(report) =>
            importSession.noteUndone(report.reversed, report.kept_changed + report.kept_referred)
          }
        />
      )}
    </section>
  );
}
