import { Alert, Button, Checkbox, Modal, Space } from "antd";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImportPlan, Issue, OpenedFile, SheetsImport, SheetView } from "../../ipc/bindings";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { useMessage } from "../../shared/message";
import { useCover } from "../../shared/shortcuts";
import { UndoPreview } from "../../shared/undo/UndoPreview";
import { WorkProgress } from "../../shared/work/WorkProgress";
import { ACTIONS, blocked, importable, whole } from "./rows";
import { useAllSheets } from "./useAllSheets";

interface Props {
  file: OpenedFile;
  /** Mode and what is settled for the whole file. */
  plan: ImportPlan;
  /** Called with whether anything was imported. */
  onClose: (imported: boolean) => void;
}

/** The sheets of a file that are imported together: seen, and understood. */
export function understood(file: OpenedFile): SheetView[] {
  return file.sheets.filter(({ hidden, kind }) => !hidden && kind !== null);
}

/** All sheets of a file at once: what each would do, one decision, one undo. */
export function AllSheets({ file, plan, onClose }: Props) {
  const { t } = useTranslation();
  const leave = useCallback(() => onClose(false), [onClose]);
  const { stage, creates, onlyValid, progress, sheets, failure, ...decide } = useAllSheets(
    file,
    plan,
    leave,
  );
  useCover(true);
  const working = stage === "rehearsing" || stage === "committing";

  const parts = sheets?.parts ?? [];
  const sum = (of: (part: SheetsImport["parts"][number]) => number) =>
    parts.reduce((total, part) => total + of(part), 0);
  const bad = sum(({ counts }) => blocked(counts));
  const good = sum(({ counts }) => importable(counts));
  const unknown = new Set(parts.flatMap(({ suppliers }) => suppliers.map(({ name }) => name))).size;
  const seq = parts[0]?.journal_seq ?? null;
  return (
    <Modal
      open
      width={860}
      title={t("exchange.sheets.title", { file: file.file })}
      onCancel={() => !working && onClose(stage === "done")}
      mask={{ closable: false }}
      closable={!working}
      keyboard={!working}
      footer={
        stage === "done" ? (
          <Button type="primary" onClick={() => onClose(true)} data-testid="sheets-close">
            {t("common.action.close")}
          </Button>
        ) : (
          <Space wrap>
            {stage === "rehearsed" && bad > 0 && good > 0 && (
              <Checkbox
                checked={onlyValid}
                onChange={(event) => decide.takeOnlyValid(event.target.checked)}
                data-testid="sheets-only-valid"
              >
                {t("exchange.commit.only_valid_choice", { blocked: whole(bad) })}
              </Checkbox>
            )}
            <Button disabled={working} onClick={() => onClose(false)}>
              {t("common.action.cancel")}
            </Button>
            <Button
              type="primary"
              disabled={working || good === 0 || (bad > 0 && !onlyValid)}
              onClick={() => void decide.commit()}
              data-testid="sheets-commit"
            >
              {t(bad > 0 ? "exchange.commit.only_valid" : "exchange.commit.all", {
                rows: whole(good),
              })}
            </Button>
          </Space>
        )
      }
    >
      <div className="all-sheets" data-testid="all-sheets" aria-busy={working}>
        {stage !== "done" && <p className="quiet">{t("exchange.sheets.hint")}</p>}
        {working && (
          <WorkProgress
            key={stage}
            title={t(`exchange.work.${stage}`)}
            progress={progress}
            testId={`sheets-${stage}`}
          />
        )}
        {failure !== null && (
          <ErrorNotice
            failure={failure}
            onRetry={sheets === null ? () => void decide.rehearse(creates) : undefined}
          />
        )}
        {!working && sheets !== null && (
          <>
            {stage === "done" && <Done file={file.file} seq={seq} />}
            <Parts parts={parts} />
            {stage === "rehearsed" && unknown > 0 && (
              <Checkbox
                checked={creates}
                onChange={(event) => void decide.rehearse(event.target.checked)}
                data-testid="sheets-create-suppliers"
              >
                {t("exchange.sheets.create_suppliers", { count: unknown })}
              </Checkbox>
            )}
            {sheets.errors.length > 0 && <Errors errors={sheets.errors} of={bad} />}
          </>
        )}
      </div>
    </Modal>
  );
}

/** What becomes of the rows of each sheet. */
function Parts({ parts }: { parts: SheetsImport["parts"] }) {
  const { t } = useTranslation();
  return (
    <table className="mini-table" data-testid="sheets-parts">
      <thead>
        <tr>
          <th>{t("exchange.option.sheet")}</th>
          <th>{t("exchange.option.kind")}</th>
          {ACTIONS.map((action) => (
            <th key={action} className="right">
              {t(`exchange.action.${action}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {parts.map(({ sheet, kind, counts }) => (
          <tr key={sheet}>
            <td>{sheet}</td>
            <td>{t(`common.noun.${kind}`)}</td>
            {ACTIONS.map((action) => (
              <td
                key={action}
                className={counts[action] > 0 ? `right outcome-${action}` : "right quiet"}
              >
                {whole(counts[action])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Errors shown at once: whoever has more of them opens the sheet by itself and mends them there. */
const SHOWN = 20;

function Errors({ errors, of }: { errors: readonly Issue[]; of: number }) {
  const { t } = useTranslation();
  const say = useMessage();
  return (
    <div data-testid="sheets-errors">
      <h4>{t("exchange.sheets.errors", { count: of })}</h4>
      <ul className="sheets-errors">
        {errors.slice(0, SHOWN).map((issue) => (
          <li key={`${issue.sheet}-${issue.row}-${issue.at}-${issue.code}`} className="error">
            <strong>
              {t("exchange.sheets.place", { sheet: issue.sheet, row: issue.row })}
              {issue.column !== null && ` “${issue.column}”`}
            </strong>{" "}
            {say(issue)}
          </li>
        ))}
      </ul>
      <p className="quiet">{t("exchange.sheets.mend")}</p>
    </div>
  );
}

/** What was done, and the one way to take it back. */
function Done({ file, seq }: { file: string; seq: number | null }) {
  const { t } = useTranslation();
  const [undoing, setUndoing] = useState(false);
  const [undone, setUndone] = useState(false);
  return (
    <>
      <Alert
        type={undone ? "info" : "success"}
        showIcon
        data-testid="sheets-done"
        title={
          undone
            ? t("exchange.result.undone")
            : t(seq === null ? "exchange.result.nothing" : "exchange.result.title", { file })
        }
        action={
          seq !== null &&
          !undone && (
            <Button danger size="small" onClick={() => setUndoing(true)} data-testid="sheets-undo">
              {t("exchange.result.undo")}
            </Button>
          )
        }
      />
      {seq !== null && (
        <UndoPreview
          seq={seq}
          open={undoing}
          what={t("exchange.history.what", { file })}
          onClose={() => setUndoing(false)}
          onDone={() => setUndone(true)}
        />
      )}
    </>
  );
}
