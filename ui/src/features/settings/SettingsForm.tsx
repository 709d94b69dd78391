import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Checkbox, Input, Skeleton } from "antd";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure, Problem, Saved, Settings, StoredSettings } from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { enterMoves } from "../../shared/form/enterMoves";
import "../../shared/form/form.css";
import { useFieldLabel } from "../../shared/labels";
import { useLosses } from "../../shared/losses";
import { useMessage } from "../../shared/message";
import { ALL_NOUNS, refresh, useSave } from "../../shared/queries";
import { useShortcut } from "../../shared/shortcuts";
import { localText } from "../../shared/values";
import { BandsEditor } from "./BandsEditor";
import { changedFields, DAYS, draftOf, joined, readDraft, type SettingsDraft } from "./draft";
import "./settings.css";

/** The settings of the ledger. */
export function SettingsForm() {
  const stored = useQuery<StoredSettings, Failure>({
    queryKey: ["settings"],
    queryFn: () => call("settings", {}),
  });
  if (stored.error !== null) {
    return <ErrorNotice failure={stored.error} onRetry={() => void stored.refetch()} />;
  }
  return stored.data === undefined ? <Skeleton active /> : <Form stored={stored.data} />;
}

interface Save {
  revision: number;
  settings: Settings;
}

function Form({ stored }: { stored: StoredSettings }) {
  const { t } = useTranslation();
  const { message: toast } = App.useApp();
  const message = useMessage("settings");
  const [base, setBase] = useState(() => draftOf(stored.settings));
  const [draft, setDraft] = useState(base);
  const [revision, setRevision] = useState(stored.revision);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [joinedWith, setJoinedWith] = useState<StoredSettings | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const saveButton = useRef<HTMLButtonElement>(null);
  const client = useQueryClient();
  const saving = useSave<Save, Saved>((request) => call("update_settings", { ...request }));
  const changed = changedFields(base, draft).length;
  useLosses(() => changed);

  // An undo, or a save elsewhere: an untouched form follows at once, a touched one when it saves.
  useEffect(() => {
    if (stored.revision !== revision && changed === 0) {
      const now = draftOf(stored.settings);
      setBase(now);
      setDraft(now);
      setRevision(stored.revision);
    }
  }, [stored, revision, changed]);

  useEffect(() => {
    const field = problems[0]?.field;
    form.current?.querySelector<HTMLElement>(`[data-field="${field}"] input`)?.focus();
  }, [problems]);

  const change = (part: Partial<SettingsDraft>) => {
    setDraft((old) => ({ ...old, ...part }));
    const names = Object.keys(part);
    setProblems((old) => old.filter(({ field }) => !names.includes(field?.split(".")[0] ?? "")));
  };

  const refuse = async (refused: Failure) => {
    if (refused.code === "record.stale") {
      try {
        const newer = await call("settings", {});
        const theirs = draftOf(newer.settings);
        setDraft(joined(base, draft, theirs));
        setBase(theirs);
        setRevision(newer.revision);
        setJoinedWith(newer);
      } catch (reason) {
        setFailure(asFailure(reason));
      }
      return;
    }
    setProblems(refused.problems);
    setFailure(refused.problems.length === 0 ? refused : null);
  };

  const save = () => {
    if (saving.isPending) {
      return;
    }
    const read = readDraft(draft);
    setFailure(null);
    setJoinedWith(null);
    setProblems(read.problems);
    if (read.problems.length > 0) {
      return;
    }
    saving.mutate(
      { revision, settings: read.settings },
      {
        onSuccess: (saved) => {
          void toast.success(t(saved.seq === null ? "settings.unchanged" : "common.form.saved"));
          const now = draftOf(read.settings);
          setBase(now);
          setDraft(now);
          setRevision(saved.id);
          // Deadlines, grades and warnings on every screen hang on what is set here.
          void refresh(client, ALL_NOUNS);
        },
        onError: (refused) => void refuse(refused),
      },
    );
  };
  useShortcut("ctrl+s", save);

  const errorsOf = (field: string) =>
    problems
      .filter((problem) => problem.field === field)
      .map((problem) => message({ ...problem, field: problem.params.field ?? problem.field }));
  const input = (field: keyof SettingsDraft, suffix: string, hint?: string) => (
    <Field key={field} field={field} errors={errorsOf(field)} hint={hint}>
      {(common) => (
        <Input
          {...common}
          suffix={suffix}
          inputMode="decimal"
          autoComplete="off"
          value={String(draft[field])}
          onChange={(event) => change({ [field]: event.target.value })}
        />
      )}
    </Field>
  );
  const flag = (field: FlagField) => (
    <Flag
      field={field}
      checked={draft[field]}
      onChange={(checked) => change({ [field]: checked })}
    />
  );
  const rest = 100 - Number(draft.last_percent);
  return (
    <form
      ref={form}
      className="settings"
      aria-label={t("settings.title")}
      data-testid="settings-form"
      onSubmit={(event) => event.preventDefault()}
      onKeyDownCapture={(event) => enterMoves(event, saveButton.current)}
    >
      <header className="settings-head">
        <h1>{t("settings.title")}</h1>
        <span className="quiet">
          {stored.updated_at === null
            ? t("settings.never_changed")
            : t("settings.changed_by", {
                who: stored.updated_by,
                at: localText(stored.updated_at),
              })}
        </span>
      </header>
      {failure !== null && <ErrorNotice failure={failure} />}
      {joinedWith !== null && (
        <Alert
          type="warning"
          showIcon
          data-testid="settings-joined"
          title={t("settings.joined", {
            who: joinedWith.updated_by,
            at: localText(joinedWith.updated_at ?? ""),
          })}
        />
      )}
      <Section title={t("settings.warnings")}>
        <div className="form-grid">
          {input("growth_limit", "%", t("settings.growth_hint"))}
          {DAYS.map((field) => input(field, t("settings.days"), t(`settings.${field}_hint`)))}
        </div>
      </Section>
      <Section title={t("settings.scores")} note={t("settings.scores_hint")}>
        <div className="form-grid">
          {input("last_percent", "%")}
          <div className="form-field">
            <span className="settings-label">{t("fields.settings.process_percent")}</span>
            <output className="settings-rest" data-testid="process-percent">
              {rest >= 0 && rest <= 100 ? `${rest} %` : t("common.empty_value")}
            </output>
          </div>
        </div>
        {flag("process_alone")}
      </Section>
      <Section title={t("settings.grades")} note={t("settings.grades_hint")}>
        <BandsEditor
          bands={draft.bands}
          onChange={(bands) => change({ bands })}
          errors={(key) => errorsOf(`bands.${key}`)}
        />
        {errorsOf("bands").map((text) => (
          <div key={text} className="form-error" role="alert" data-field="bands">
            {text}
          </div>
        ))}
      </Section>
      <Section title={t("settings.due")} note={t("settings.due_hint")}>
        {flag("evaluate_in_execution")}
        {flag("evaluate_settled")}
      </Section>
      <Section title={t("settings.imports")} note={t("settings.imports_hint")}>
        {flag("keep_originals")}
      </Section>
      <footer className="settings-foot">
        <Button
          ref={saveButton}
          type="primary"
          disabled={changed === 0}
          loading={saving.isPending}
          onClick={save}
          data-testid="save"
        >
          {t("common.action.save")}
        </Button>
        <Button
          disabled={changed === 0}
          onClick={() => {
            setDraft(base);
            setProblems([]);
          }}
          data-testid="discard"
        >
          {t("common.action.discard")}
        </Button>
        <span className="quiet">{t("settings.undo_hint")}</span>
      </footer>
    </form>
  );
}

function Section(props: { title: string; note?: string; children: ReactNode }) {
  return (
    <fieldset className="form-group">
      <legend>{props.title}</legend>
      {props.note !== undefined && <p className="quiet settings-note">{props.note}</p>}
      {props.children}
    </fieldset>
  );
}

interface FieldProps {
  field: keyof SettingsDraft;
  errors: string[];
  hint: string | undefined;
  children: (common: {
    id: string;
    "aria-invalid": boolean;
    "aria-describedby": string;
    status: "error" | "";
    "data-testid": string;
  }) => ReactNode;
}

function Field({ field, errors, hint, children }: FieldProps) {
  const label = useFieldLabel();
  const id = `settings-${field}`;
  const invalid = errors.length > 0;
  return (
    <div className="form-field" data-field={field}>
      <label htmlFor={id}>{label(field, "settings")}</label>
      {children({
        id,
        "aria-invalid": invalid,
        "aria-describedby": `${id}-said`,
        status: invalid ? "error" : "",
        "data-testid": `field-${field}`,
      })}
      <div
        id={`${id}-said`}
        className={invalid ? "form-error" : "form-note quiet"}
        {...(invalid ? { role: "alert" } : {})}
      >
        {invalid ? errors.join(" ") : hint}
      </div>
    </div>
  );
}

type FlagField = "process_alone" | "evaluate_in_execution" | "evaluate_settled" | "keep_originals";

interface FlagProps {
  field: FlagField;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

function Flag({ field, checked, onChange }: FlagProps) {
  const label = useFieldLabel();
  return (
    <div className="settings-flag">
      <Checkbox
        checked={checked}
        data-testid={`field-${field}`}
        onChange={(event) => onChange(event.target.checked)}
      >
        {label(field, "settings")}
      </Checkbox>
    </div>
  );
}
