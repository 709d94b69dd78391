import { DeleteOutlined } from "@ant-design/icons";
import { Button, Modal, Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LayoutColumn, LayoutFormat, ListQuery, Noun, Progress } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { type ExportLayout, usePreferences } from "../preferences";
import { useCover } from "../shortcuts";
import { WorkProgress } from "../work/WorkProgress";
import { LayoutEditor } from "./LayoutEditor";
import { LayoutName } from "./LayoutName";
import { useFileWriting } from "./useFileWriting";
import "./export.css";

/** A column as it can be exported. */
export interface Exportable {
  key: string;
  title: string;
  /** Whether it is on screen. */
  shown: boolean;
}

interface Props {
  noun: Noun;
  query: ListQuery;
  columns: readonly Exportable[];
  onClose: () => void;
}

/** Every row that a list can have: an export is never a page. */
const EVERY_ROW = 4_294_967_295;
const FORMATS: readonly LayoutFormat[] = ["xlsx", "csv", "csv_gb18030"];
/** What is exported: every field, what is on screen, or what a saved layout says. */
const FULL = "full";
const SHOWN = "shown";
const SAVED = "saved:";

/** Asks what of a list goes into a file: all fields, which import again, or columns to be read. */
export function ExportDialog({ noun, query, columns, onClose }: Props) {
  const { t } = useTranslation();
  const { exports, change } = usePreferences();
  const { busy, write, exported } = useFileWriting(noun);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [what, setWhat] = useState(FULL);
  const [chosen, setChosen] = useState<LayoutColumn[]>(() => onScreen(columns));
  const [format, setFormat] = useState<LayoutFormat>("xlsx");
  useCover(true);
  const layouts = exports[noun] ?? [];
  const keep = (next: ExportLayout[]) => change({ exports: { ...exports, [noun]: next } });

  const choose = (next: string) => {
    setWhat(next);
    const saved = layouts.find(({ name }) => SAVED + name === next);
    setChosen(saved?.columns ?? onScreen(columns));
    setFormat(saved?.format ?? "xlsx");
  };
  const save = (name: string) => {
    const kept = layouts.filter((one) => one.name !== name);
    const next = [...kept, { name, columns: chosen, format }];
    keep(next.sort((a, b) => a.name.localeCompare(b.name, "zh")));
    setWhat(SAVED + name);
  };
  const forget = (name: string) => {
    keep(layouts.filter((one) => one.name !== name));
    choose(FULL);
  };
  const run = async () => {
    const all = { ...query, offset: 0, limit: EVERY_ROW };
    const done = await write(
      () =>
        what === FULL
          ? call("export_list", { noun, query: all }, setProgress)
          : call("export_columns", { noun, query: all, columns: chosen, format }, setProgress),
      exported,
    );
    setProgress(null);
    if (done) {
      onClose();
    }
  };
  const incomplete = chosen.length === 0 || chosen.some(({ heading }) => heading.trim() === "");
  return (
    <Modal
      open
      title={t("common.export.title", { noun: t(`common.noun.${noun}`) })}
      width={620}
      onCancel={busy ? undefined : onClose}
      closable={!busy}
      mask={{ closable: false }}
      footer={[
        <Button key="cancel" onClick={onClose} disabled={busy} data-testid="export-close">
          {t("common.action.cancel")}
        </Button>,
        <Button
          key="write"
          type="primary"
          autoFocus
          loading={busy}
          disabled={what !== FULL && incomplete}
          onClick={() => void run()}
          data-testid="export-write"
        >
          {t("common.export.write")}
        </Button>,
      ]}
    >
      <div className="export-dialog" data-testid="export-dialog">
        <Radio.Group
          value={what}
          disabled={busy}
          onChange={(event) => choose(event.target.value)}
          aria-label={t("common.export.what")}
        >
          <Radio value={FULL} data-testid="export-full">
            {t("common.export.full")} <span className="quiet">{t("common.export.full_note")}</span>
          </Radio>
          <Radio value={SHOWN} data-testid="export-shown">
            {t("common.export.shown")}{" "}
            <span className="quiet">{t("common.export.shown_note")}</span>
          </Radio>
          {layouts.map(({ name, columns: kept }) => (
            <div key={name} className="export-layout">
              <Radio value={SAVED + name} data-testid={`export-layout-${name}`}>
                {name}{" "}
                <span className="quiet">{t("common.export.columns", { count: kept.length })}</span>
              </Radio>
              <Button
                size="small"
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t("common.export.forget", { name })}
                title={t("common.export.forget", { name })}
                disabled={busy}
                onClick={() => forget(name)}
                data-testid={`forget-layout-${name}`}
              />
            </div>
          ))}
        </Radio.Group>
        {what !== FULL && !busy && (
          <>
            <LayoutEditor columns={columns} chosen={chosen} onChosen={setChosen} />
            <div className="export-format">
              <Select
                aria-label={t("common.export.format")}
                value={format}
                onChange={setFormat}
                options={FORMATS.map((one) => ({
                  value: one,
                  label: t(`common.export.formats.${one}`),
                }))}
                data-testid="export-format"
              />
              <LayoutName
                key={what}
                start={what.startsWith(SAVED) ? what.slice(SAVED.length) : ""}
                disabled={incomplete}
                onSave={save}
              />
            </div>
          </>
        )}
        {progress !== null && (
          <WorkProgress title={t("common.export.writing")} progress={progress} />
        )}
      </div>
    </Modal>
  );
}

function onScreen(columns: readonly Exportable[]): LayoutColumn[] {
  const shown = columns.filter((column) => column.shown);
  return shown.map(({ key, title }) => ({ field: key, heading: title }));
}
