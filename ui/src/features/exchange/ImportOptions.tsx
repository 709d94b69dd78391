import { AutoComplete, Select, Switch } from "antd";
import { type ReactNode, useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImportMode, Noun } from "../../ipc/bindings";
import { KINDS } from "./kinds";
import { importSession, useImportSession } from "./session";

/** How the file is read: content, mode, suppliers, and what the kind of file needs. */
export function ImportOptions({ disabled }: { disabled: boolean }) {
  const { t } = useTranslation();
  const { request } = useImportSession();
  const isCsv = /\.(csv|txt)$/i.test(request.path);
  const modes: ImportMode[] = ["upsert", "insert", "update"];
  return (
    <>
      <Option label={t("exchange.option.kind")}>
        {(id) => (
          <Select<Noun | "auto">
            id={id}
            value={request.kind ?? "auto"}
            disabled={disabled}
            style={{ width: 118 }}
            data-testid="import-kind"
            options={[
              { value: "auto", label: t("exchange.option.kind_auto") },
              ...KINDS.map((noun) => ({ value: noun, label: t(`common.noun.${noun}`) })),
            ]}
            onChange={(kind) => void importSession.change({ kind: kind === "auto" ? null : kind })}
          />
        )}
      </Option>
      <Option label={t("exchange.option.mode")}>
        {(id) => (
          <Select<ImportMode>
            id={id}
            value={request.mode}
            disabled={disabled}
            style={{ width: 146 }}
            data-testid="import-mode"
            options={modes.map((mode) => ({
              value: mode,
              label: t(`exchange.option.mode_${mode}`),
            }))}
            onChange={(mode) => void importSession.change({ mode })}
          />
        )}
      </Option>
      {isCsv ? <EncodingOption disabled={disabled} /> : <SheetOption disabled={disabled} />}
      <Option label={t("exchange.option.suppliers")}>
        {(id) => (
          <Switch
            id={id}
            size="small"
            checked={request.create_suppliers}
            disabled={disabled}
            data-testid="import-create-suppliers"
            onChange={(create_suppliers) => void importSession.change({ create_suppliers })}
          />
        )}
      </Option>
    </>
  );
}

function EncodingOption({ disabled }: { disabled: boolean }) {
  const { t } = useTranslation();
  const { request } = useImportSession();
  return (
    <Option label={t("exchange.option.encoding")}>
      {(id) => (
        <Select<string>
          id={id}
          value={request.encoding ?? "auto"}
          disabled={disabled}
          style={{ width: 176 }}
          data-testid="import-encoding"
          options={[
            { value: "auto", label: t("exchange.option.encoding_auto") },
            { value: "utf-8", label: t("exchange.option.encoding_utf8") },
            { value: "gb18030", label: t("exchange.option.encoding_gb18030") },
          ]}
          onChange={(encoding) =>
            void importSession.change({ encoding: encoding === "auto" ? null : encoding })
          }
        />
      )}
    </Option>
  );
}

/** The sheet: found by its header as a rule, named where several fit. */
function SheetOption({ disabled }: { disabled: boolean }) {
  const { t } = useTranslation();
  const { request, failure } = useImportSession();
  const [typed, setTyped] = useState(request.sheet ?? "");
  useEffect(() => setTyped(request.sheet ?? ""), [request.sheet]);
  const take = (name: string) => {
    const sheet = name.trim() === "" ? null : name.trim();
    if (sheet !== request.sheet) {
      void importSession.change({ sheet });
    }
  };
  return (
    <Option label={t("exchange.option.sheet")}>
      {(id) => (
        <AutoComplete
          id={id}
          value={typed}
          disabled={disabled}
          style={{ width: 150 }}
          data-testid="import-sheet"
          placeholder={t("exchange.option.sheet_auto")}
          allowClear
          options={sheetChoices(failure?.params.choices)}
          onChange={(text: string | undefined) => setTyped(text ?? "")}
          onSelect={(name: string | undefined) => take(name ?? "")}
          onClear={() => take("")}
          onBlur={() => take(typed)}
        />
      )}
    </Option>
  );
}

function sheetChoices(choices: string | undefined): { value: string }[] {
  return (choices ?? "")
    .split(/[、,，;；]\s*/)
    .filter((name) => name !== "")
    .map((value) => ({ value }));
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
