import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Checkbox, Input, Skeleton } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure, Problem, PrunePlan, BackupSettings as Settings } from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { enterMoves } from "../../shared/form/enterMoves";
import "../../shared/form/form.css";
import { useLosses } from "../../shared/losses";
import { useMessage } from "../../shared/message";
import { useShortcut } from "../../shared/shortcuts";
import { CheckArchives } from "./Archives";
import { Encryption } from "./Encryption";
import { Places } from "./Places";
import { RuleDialog } from "./RuleDialog";
import {
  type BackupDraft,
  draftOf,
  KEPT,
  type NumberField,
  readDraft,
  UNREADABLE,
} from "./settingsDraft";

/** What is set for backups on this computer: where, when, for how long. */
export function BackupSettings() {
  const stored = useQuery<Settings, Failure>({
    queryKey: ["backups", "settings"],
    queryFn: () => call("backup_settings", {}),
  });
  if (stored.error !== null) {
    return <ErrorNotice failure={stored.error} onRetry={() => void stored.refetch()} />;
  }
  return stored.data === undefined ? <Skeleton active /> : <Form stored={stored.data} />;
}

function Form({ stored }: { stored: Settings }) {
  const { t } = useTranslation();
  const { message: toast } = App.useApp();
  const message = useMessage();
  const client = useQueryClient();
  const [base, setBase] = useState(() => draftOf(stored));
  const [draft, setDraft] = useState(base);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [saving, setSaving] = useState(false);
  const [confirming, setConfirming] = useState<{ settings: Settings; plan: PrunePlan } | null>(
    null,
  );
  const changed = JSON.stringify(draft) !== JSON.stringify(base);
  useLosses(() => (changed ? 1 : 0));
  const change = (part: Partial<BackupDraft>) => setDraft((old) => ({ ...old, ...part }));

  const save = async () => {
    if (saving || !changed) {
      return;
    }
    const { settings, problems } = readDraft(draft);
    setFailure(null);
    setProblems(problems);
    if (problems.length > 0) {
      return;
    }
    await attempt(async () => {
      const plan = await planOf(settings, stored);
      if (plan === null || plan.gone.length === 0) {
        await keep(settings);
      } else {
        setConfirming({ settings, plan });
      }
    });
  };
  const keep = async (settings: Settings) => {
    await call("update_backup_settings", { settings });
    setBase(draft);
    await client.invalidateQueries({ queryKey: ["backups"] });
    void toast.success(t("common.form.saved"));
  };
  const attempt = async (task: () => Promise<void>) => {
    setSaving(true);
    try {
      await task();
    } catch (reason) {
      const refused = asFailure(reason);
      setProblems(refused.problems);
      setFailure(refused.problems.length === 0 ? refused : null);
    } finally {
      setSaving(false);
    }
  };
  useShortcut("ctrl+s", () => void save());

  const addPlace = async () => {
    setFailure(null);
    try {
      const place = await call("choose_folder", {});
      if (place !== null && !draft.places.includes(place)) {
        change({ places: [...draft.places, place] });
      }
    } catch (reason) {
      setFailure(asFailure(reason));
    }
  };
  const said = (field: string) =>
    problems
      .filter((problem) => problem.field === field)
      .map((problem) =>
        problem.code === UNREADABLE ? t("backup.settings.not_a_number") : message(problem),
      );
  const number = (field: NumberField, suffix: string) => (
    <NumberInput
      key={field}
      field={field}
      label={t(`backup.settings.${field}`)}
      value={draft[field]}
      suffix={suffix}
      errors={said(field)}
      onChange={(value) => change({ [field]: value })}
    />
  );
  return (
    <form
      className="backup-settings"
      aria-label={t("backup.settings.title")}
      data-testid="backup-settings"
      onSubmit={(event) => event.preventDefault()}
      onKeyDownCapture={(event) => enterMoves(event, null)}
    >
      <p className="quiet">{t("backup.settings.hint")}</p>
      {failure !== null && <ErrorNotice failure={failure} />}
      <Group title={t("backup.settings.places")} note={t("backup.settings.places_hint")}>
        <Places
          places={draft.places}
          onRemove={(gone) => change({ places: draft.places.filter((one) => one !== gone) })}
        />
        <Errors texts={said("places")} />
        <Button size="small" onClick={() => void addPlace()} data-testid="add-place">
          {t("backup.settings.add_place")}
        </Button>{" "}
        {base.archive && <CheckArchives />}
        <div className="form-grid">{number("unreachable_days", t("backup.settings.days"))}</div>
        <Flag
          label={t("backup.settings.archive")}
          note={t("backup.settings.archive_hint")}
          checked={draft.archive}
          onChange={(archive) => change({ archive })}
        />
      </Group>
      <Group title={t("backup.settings.encryption")} note={t("backup.settings.encryption_hint")}>
        <Encryption checked={draft.encrypt} onChange={(encrypt) => change({ encrypt })} />
        <Errors texts={said("encrypt")} />
      </Group>
      <Group title={t("backup.settings.schedule")} note={t("backup.settings.schedule_hint")}>
        <Flag
          label={t("backup.settings.on_exit")}
          checked={draft.on_exit}
          onChange={(on_exit) => change({ on_exit })}
        />
        <Flag
          label={t("backup.settings.weekly_check")}
          checked={draft.weekly_check}
          onChange={(weekly_check) => change({ weekly_check })}
        />
        <div className="form-grid">{number("every_hours", t("backup.settings.hours"))}</div>
      </Group>
      <Group title={t("backup.settings.keep")} note={t("backup.settings.keep_hint")}>
        <div className="form-grid">
          {KEPT.map((field) => number(field, t(`backup.settings.${field}_unit`)))}
        </div>
      </Group>
      <footer className="backup-settings-foot">
        <Button
          type="primary"
          disabled={!changed}
          loading={saving}
          onClick={() => void save()}
          data-testid="backup-settings-save"
        >
          {t("common.action.save")}
        </Button>
        <Button
          disabled={!changed}
          onClick={() => {
            setDraft(base);
            setProblems([]);
            setFailure(null);
          }}
        >
          {t("common.action.discard")}
        </Button>
      </footer>
      {confirming !== null && (
        <RuleDialog
          plan={confirming.plan}
          onConfirm={() => {
            setConfirming(null);
            void attempt(() => keep(confirming.settings));
          }}
          onClose={() => setConfirming(null)}
        />
      )}
    </form>
  );
}

/** Tells what another retention rule would remove; nothing where the rule stays or removes nothing now. */
async function planOf(settings: Settings, stored: Settings): Promise<PrunePlan | null> {
  const { rule } = settings;
  if (JSON.stringify(rule) === JSON.stringify(stored.rule)) {
    return null;
  }
  try {
    return await call("plan_prune", { rule });
  } catch (reason) {
    // While the clock is behind, no rule removes anything.
    if (asFailure(reason).code === "backup.clock_went_back") {
      return null;
    }
    throw reason;
  }
}

function Group(props: { title: string; note?: string; children: ReactNode }) {
  return (
    <fieldset className="form-group">
      <legend>{props.title}</legend>
      {props.note !== undefined && <p className="quiet">{props.note}</p>}
      {props.children}
    </fieldset>
  );
}

interface FlagProps {
  label: string;
  note?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

function Flag({ label, note, checked, onChange }: FlagProps) {
  return (
    <div>
      <Checkbox checked={checked} onChange={(event) => onChange(event.target.checked)}>
        {label}
      </Checkbox>
      {note !== undefined && <p className="quiet backup-flag-note">{note}</p>}
    </div>
  );
}

interface NumberProps {
  field: NumberField;
  label: string;
  value: string;
  suffix: string;
  errors: readonly string[];
  onChange: (value: string) => void;
}

function NumberInput({ field, label, value, suffix, errors, onChange }: NumberProps) {
  const id = `backup-${field}`;
  return (
    <div className="form-field" data-field={field}>
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        suffix={suffix}
        inputMode="numeric"
        autoComplete="off"
        value={value}
        status={errors.length > 0 ? "error" : ""}
        aria-invalid={errors.length > 0}
        aria-describedby={`${id}-said`}
        onChange={(event) => onChange(event.target.value)}
        data-testid={`field-${field}`}
      />
      <div id={`${id}-said`}>
        <Errors texts={errors} />
      </div>
    </div>
  );
}

function Errors({ texts }: { texts: readonly string[] }) {
  return texts.map((text) => (
    <div key={text} className="form-error" role="alert">
      {text}
    </div>
  ));
}
