import { Select } from "antd";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import type { ImportMode, Noun, SheetView } from "../../ipc/bindings";
import { KINDS } from "./kinds";
import { withKind, withSheet } from "./plan";
import { whole } from "./rows";
import { importSession, useImportSession } from "./session";

const MODES: readonly ImportMode[] = ["upsert", "insert", "update"];
const ENCODINGS = ["utf-8", "gb18030", "utf-16le", "utf-16be"] as const;

/** How the file is read: its sheet or encoding, what it holds, and what may be done with it. */
export function ImportOptions({ disabled }: { disabled: boolean }) {
  const { t } = useTranslation();
  const { file, plan, proposal, path, encoding } = useImportSession();
  if (file === null) {
    return null;
  }
  // A pasted block is text, too, but nobody has to tell its encoding.
  const isText = file.encoding !== null && path !== "";
  const kind = plan.reading.kind ?? "auto";
  return (
    <>
      {isText ? (
        <Option label={t("exchange.option.encoding")}>
          {(id) => (
            <Select<string>
              id={id}
              value={encoding ?? "auto"}
              disabled={disabled}
              style={{ width: 176 }}
              data-testid="import-encoding"
              options={[
                {
                  value: "auto",
                  label: autoLabel(t("exchange.option.encoding_auto"), file.encoding),
                },
                ...ENCODINGS.map((name) => ({
                  value: name,
                  label: t(`exchange.encoding.${name}`),
                })),
              ]}
              onChange={(next) => void importSession.reopen(next === "auto" ? null : next)}
            />
          )}
        </Option>
      ) : (
        <Option label={t("exchange.option.sheet")}>
          {(id) => (
            <Select<string>
              id={id}
              value={proposal?.sheet ?? plan.reading.sheet}
              placeholder={t("exchange.option.sheet_choose")}
              disabled={disabled}
              style={{ width: 200 }}
              popupMatchSelectWidth={320}
              data-testid="import-sheet"
              optionLabelProp="title"
              options={file.sheets.map((sheet) => ({
                value: sheet.name,
                title: sheet.name,
                label: <SheetLine sheet={sheet} />,
              }))}
              onChange={(name) => void importSession.read(withSheet(plan, name))}
            />
          )}
        </Option>
      )}
      <Option label={t("exchange.option.kind")}>
        {(id) => (
          <Select<Noun | "auto">
            id={id}
            value={kind}
            disabled={disabled}
            style={{ width: 118 }}
            data-testid="import-kind"
            options={[
              { value: "auto", label: t("exchange.option.kind_auto") },
              ...KINDS.map((noun) => ({ value: noun, label: t(`common.noun.${noun}`) })),
            ]}
            onChange={(next) =>
              void importSession.read(withKind(plan, next === "auto" ? null : next))
            }
          />
        )}
      </Option>
      <Option label={t("exchange.option.mode")}>
        {(id) => (
          <Select<ImportMode>
            id={id}
            value={plan.mode}
            disabled={disabled}
            style={{ width: 146 }}
            data-testid="import-mode"
            options={MODES.map((mode) => ({
              value: mode,
              label: t(`exchange.option.mode_${mode}`),
            }))}
            onChange={(mode) => void importSession.setMode(mode)}
          />
        )}
      </Option>
    </>
  );
}

/** Names what was told from the file itself. */
function autoLabel(auto: string, told: string | null): string {
  return told === null ? auto : `${auto} (${told.toUpperCase()})`;
}

/** A sheet by its name, what it looks like, and how many rows it has. */
function SheetLine({ sheet }: { sheet: SheetView }) {
  const { t } = useTranslation();
  return (
    <span className="sheet-line">
      <span>{sheet.name}</span>
      <span className="quiet">
        {sheet.kind === null ? t("exchange.option.sheet_no_kind") : t(`common.noun.${sheet.kind}`)}
        {" · "}
        {t("exchange.option.sheet_rows", { rows: whole(sheet.rows) })}
        {sheet.hidden && ` · ${t("exchange.option.sheet_hidden")}`}
      </span>
    </span>
  );
}

function Option({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <span className="import-option">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </span>
  );
}
