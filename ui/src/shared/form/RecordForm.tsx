import { Alert, App, Input } from "antd";
import { memo, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure, Problem, Saved } from "../../ipc/bindings";
import { asFailure } from "../../ipc/call";
import { ErrorNotice } from "../ErrorNotice";
import { type FieldOwner, useFieldLabel } from "../labels";
import { useMessage } from "../message";
import { useSave } from "../queries";
import {
  changedFields,
  type Draft,
  type DraftValue,
  type FieldSpec,
  isPicked,
  type Picked,
  readDraft,
} from "./draft";
import { FormDialog } from "./FormDialog";
import { FormField } from "./FormField";
import type { Find } from "./RecordPicker";
import { type CurrentVersion, StaleDialog } from "./StaleDialog";
import { type Check, useWarnings } from "./useWarnings";

export interface FieldGroup {
  title: string;
  fields: readonly FieldSpec[];
  /** What stands under the fields: how to add one. */
  end?: ReactNode;
}

export interface SaveRequest {
  record: { [field in string]: unknown };
  /** The version that the form knows; none for a new record. */
  revision: number | null;
  /** Why something unusual is right, where the ledger asked for it. */
  reason: string | null;
}

/** Refusals that a reason answers, with the texts that ask for it. */
const REASONS = {
  "payment.overpays": { label: "payment.overpay_reason", hint: "payment.overpay_hint" },
  "interview.moves_back": { label: "interview.back_reason", hint: "interview.back_hint" },
} as const;

type Reasoned = keyof typeof REASONS;

function isReasoned(code: string): code is Reasoned {
  return code in REASONS;
}

interface Props {
  noun: FieldOwner;
  title: string;
  groups: readonly FieldGroup[];
  initial: Draft;
  revision: number | null;
  save: (request: SaveRequest) => Promise<Saved>;
  /** Reads the version that is in the ledger now, after a stale save. */
  readCurrent?: () => Promise<CurrentVersion>;
  finds?: { [field in string]: Find };
  /** What stands under a field. */
  notes?: { [field in string]: (value: DraftValue, draft: Draft) => ReactNode };
  /** A record that the form starts with, as if it had just been picked. */
  pick?: { field: string; value: Picked } | undefined;
  /** Whether something changed that no field says, such as a field that was taken out. */
  changed?: boolean;
  /** What choosing a value fills in elsewhere. */
  onPicked?: (field: string, value: DraftValue, draft: Draft) => Promise<Draft>;
  /** Looks for what is unusual while the form is filled in; it may be saved all the same. */
  check?: Check;
  onSaved: (saved: Saved) => void;
  onClose: () => void;
}

/** A form for one record: Enter goes on, Ctrl+S saves, Esc asks only where something changed. */
export function RecordForm(props: Props) {
  const { noun, groups, onClose } = props;
  const { t } = useTranslation();
  const { message: toast } = App.useApp();
  const fields = useMemo(() => groups.flatMap((group) => group.fields), [groups]);
  const [base, setBase] = useState(props.initial);
  const [draft, setDraft] = useState(props.initial);
  const [revision, setRevision] = useState(props.revision);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [current, setCurrent] = useState<CurrentVersion | null>(null);
  const [reason, setReason] = useState("");
  const [filled, setFilled] = useState<Filled | null>(null);
  const warnings = useWarnings(fields, draft, props.check);
  const body = useRef<HTMLFormElement>(null);
  const saving = useSave<SaveRequest, Saved>(props.save);
  const asking = problems.map(({ code }) => code).find(isReasoned);

  const { onPicked } = props;
  const latest = useRef(draft);
  latest.current = draft;
  const change = useCallback(
    (field: string, value: DraftValue) => {
      setDraft((old) => ({ ...old, [field]: value }));
      setProblems((old) =>
        old.some((one) => mends(one, field)) ? old.filter((one) => !mends(one, field)) : old,
      );
      onPicked?.(field, value, latest.current)
        .then((more) => {
          const names = Object.keys(more).filter((name) => isFilled(more[name]));
          setDraft((old) => ({ ...old, ...more }));
          if (isPicked(value)) {
            setFilled(names.length === 0 ? null : { from: value.label, fields: names });
          }
        })
        .catch((reason) => setFailure(asFailure(reason)));
    },
    [onPicked],
  );
  const first = useRef(props.pick);
  useEffect(() => {
    const pick = first.current;
    first.current = undefined;
    if (pick !== undefined) {
      change(pick.field, pick.value);
    }
  }, [change]);

  const refuse = async (refused: Failure) => {
    if (refused.code === "record.stale" && props.readCurrent !== undefined) {
      try {
        setCurrent(await props.readCurrent());
        return;
      } catch (reason) {
        setFailure(asFailure(reason));
        return;
      }
    }
    const found = refused.problems.length > 0 ? refused.problems : ownProblem(refused);
    setProblems(found);
    setFailure(found.length === 0 ? refused : null);
  };

  const save = () => {
    if (saving.isPending || current !== null) {
      return;
    }
    const read = readDraft(fields, draft);
    setFailure(null);
    setProblems(read.problems);
    if (read.problems.length > 0) {
      return;
    }
    const given = reason.trim() === "" ? null : reason.trim();
    saving.mutate(
      { record: read.record, revision, reason: given },
      {
        onSuccess: (saved) => {
          void toast.success(t("common.form.saved"));
          props.onSaved(saved);
        },
        onError: (refused) => void refuse(refused),
      },
    );
  };

  // At once, not after the opening motion: the first letters typed must not go elsewhere.
  const start = useRef(firstToFill(fields, props.initial));
  const receive = useCallback((form: HTMLFormElement | null) => {
    body.current = form;
    const own = `[data-field="${start.current}"] :is(input,textarea)`;
    form?.querySelector<HTMLElement>(own)?.focus();
  }, []);

  useEffect(() => {
    const field = problems[0]?.field;
    if (field != null) {
      body.current
        ?.querySelector<HTMLElement>(`[data-field="${field}"] :is(input,textarea)`)
        ?.focus();
    }
  }, [problems]);

  return (
    <FormDialog
      title={props.title}
      width={900}
      keys={t("common.form.keys")}
      saving={saving.isPending}
      countChanges={() =>
        changedFields(fields, base, draft).length + (props.changed === true ? 1 : 0)
      }
      onSave={save}
      onClose={onClose}
      form={receive}
      testId="record-form"
      over={
        current !== null && (
          <StaleDialog
            noun={noun}
            fields={fields}
            base={base}
            mine={draft}
            current={current}
            onCancel={() => setCurrent(null)}
            onMerge={(merged) => {
              setDraft(merged);
              setBase(current.draft);
              setRevision(current.revision);
              setCurrent(null);
            }}
          />
        )
      }
    >
      {failure !== null && <ErrorNotice failure={failure} noun={noun} />}
      <FormProblems noun={noun} fields={fields} problems={problems} />
      {filled !== null && <FilledIn noun={noun} filled={filled} />}
      {asking !== undefined && <Reason code={asking} reason={reason} onReason={setReason} />}
      {groups.map((group) => (
        <fieldset key={group.title} className="form-group">
          <legend>{group.title}</legend>
          <div className="form-grid">
            {group.fields
              .filter((field) => field.visible?.(draft) ?? true)
              .map((field) => (
                <ProblemField
                  key={field.name}
                  noun={noun}
                  field={field}
                  problems={problems}
                  warnings={warnings}
                  value={draft[field.name] ?? null}
                  onField={change}
                  find={props.finds?.[field.name]}
                  note={props.notes?.[field.name]?.(draft[field.name] ?? null, draft)}
                />
              ))}
          </div>
          {group.end !== undefined && <div className="form-group-end">{group.end}</div>}
        </fieldset>
      ))}
    </FormDialog>
  );
}

interface ProblemFieldProps {
  noun: FieldOwner;
  field: FieldSpec;
  problems: readonly Problem[];
  warnings: readonly Problem[];
  value: DraftValue;
  onField: (field: string, value: DraftValue) => void;
  find: Find | undefined;
  note: ReactNode;
}

/** A field with its own problems; a letter typed in one field draws no other again. */
const ProblemField = memo(({ problems, warnings, onField, ...props }: ProblemFieldProps) => {
  const message = useMessage(props.noun);
  const { name } = props.field;
  const own = (all: readonly Problem[]) =>
    all.filter((problem) => problem.field === name).map(message);
  return (
    <FormField
      {...props}
      errors={own(problems)}
      warnings={own(warnings)}
      onChange={(value) => onField(name, value)}
    />
  );
});

/** What choosing a record has filled in. */
interface Filled {
  from: string;
  fields: readonly string[];
}

function isFilled(value: DraftValue | undefined): boolean {
  return Array.isArray(value) ? value.length > 0 : value != null && value !== "";
}

/** Says what a choice has filled in, so that nobody saves it unread. */
function FilledIn({ noun, filled }: { noun: FieldOwner; filled: Filled }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const fields = filled.fields.map((name) => label(name, noun)).join(t("common.form.comma"));
  return (
    <Alert
      type="info"
      showIcon
      data-testid="filled-in"
      title={t("common.form.filled_in", { from: filled.from, fields })}
    />
  );
}

/** Tells whether a change of a field answers a problem; some need a reason. */
function mends(problem: Problem, field: string): boolean {
  return problem.field === field && !isReasoned(problem.code);
}

/** Counts what must be corrected, and says what belongs to no field of the form. */
function FormProblems({
  noun,
  fields,
  problems,
}: {
  noun: FieldOwner;
  fields: readonly FieldSpec[];
  problems: readonly Problem[];
}) {
  const { t } = useTranslation();
  const message = useMessage(noun);
  const names = new Set(fields.map((field) => field.name));
  const homeless = problems.filter(({ field }) => field === null || !names.has(field));
  if (problems.length === 0) {
    return null;
  }
  return (
    <Alert
      type="error"
      data-testid="form-problems"
      title={t("common.form.problems", { count: problems.length })}
      description={
        homeless.length === 0 ? undefined : (
          <ul className="form-homeless">
            {homeless.map((problem) => (
              <li key={`${problem.code}-${problem.field}`}>{message(problem)}</li>
            ))}
          </ul>
        )
      }
    />
  );
}

function Reason({
  code,
  reason,
  onReason,
}: {
  code: Reasoned;
  reason: string;
  onReason: (reason: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="form-field overpay">
      <label htmlFor="reason">{t(REASONS[code].label)}</label>
      <Input
        id="reason"
        data-testid={code === "payment.overpays" ? "overpay-reason" : "reason"}
        value={reason}
        placeholder={t(REASONS[code].hint)}
        onChange={(event) => onReason(event.target.value)}
      />
    </div>
  );
}

/** Names the first required field that is empty, or else the first field. */
function firstToFill(fields: readonly FieldSpec[], draft: Draft): string | undefined {
  const empty = fields.find(
    ({ name, required }) => required === true && (draft[name] === "" || draft[name] === null),
  );
  return (empty ?? fields[0])?.name;
}

/** A refusal that names a field, or asks for a reason, is a problem of the form itself. */
function ownProblem({ code, field, params }: Failure): Problem[] {
  return field !== null || isReasoned(code) ? [{ code, field, params }] : [];
}
