import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Evaluation, EvaluationDetail, Saved } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { today } from "../../shared/dates";
import { type Draft, draftOf, type FieldSpec, type Picked } from "../../shared/form/draft";
import { RecordForm, type SaveRequest } from "../../shared/form/RecordForm";
import { foundLabel } from "../../shared/form/RecordPicker";
import { type FormTarget, useFormRecord } from "../../shared/form/useFormRecord";
import { useFormTitle } from "../../shared/form/useFormTitle";
import { AddIrregular, AddYear } from "./AddScore";
import {
  comprehensiveFields,
  GENERAL,
  numberFields,
  type Ordinals,
  ordinalsOf,
  yearFields,
} from "./fields";
import { RatingNote } from "./RatingNote";
import { evaluationOf, evaluationSoFar, irregularField, yearlyField } from "./scores";
import "./evaluation.css";

interface Props {
  target: FormTarget;
  /** The contract that a new evaluation starts with. */
  contract?: Picked | undefined;
  onSaved: (saved: Saved) => void;
  onClose: () => void;
}

const read = (id: number) => call("evaluation_detail", { id });

/** The form of a new evaluation, of a copy, or of one that is there. */
export function EvaluationForm({ target, contract, onSaved, onClose }: Props) {
  const { ready, detail } = useFormRecord("evaluation", target, read, onClose);
  return ready ? (
    <Loaded
      target={target}
      detail={detail}
      contract={contract}
      onSaved={onSaved}
      onClose={onClose}
    />
  ) : null;
}

const thisYear = () => Number(today().slice(0, 4));

function Loaded({ target, detail, contract, onSaved, onClose }: Props & { detail: Detail }) {
  const { t } = useTranslation();
  const { id } = target;
  const title = useFormTitle("evaluation", target, detail?.row.contract_code);
  const record = detail?.evaluation.record;
  const [start] = useState<Ordinals>(() =>
    record === undefined ? { years: [thisYear()], numbers: [] } : ordinalsOf(record),
  );
  const [years, setYears] = useState(start.years);
  const [numbers, setNumbers] = useState(start.numbers);
  const [initial] = useState(() => startOf(target, detail, contract));
  const imported = id !== null && record?.comprehensive_origin === "imported";

  const groups = useMemo(() => {
    const without = (all: readonly number[], one: number) => all.filter((other) => other !== one);
    return [
      { title: t("evaluation.title"), fields: GENERAL },
      {
        title: t("evaluation.yearly_group"),
        fields: yearFields(years, t, (year) => setYears((all) => without(all, year))),
        end: <AddYear years={years} onAdd={(year) => setYears((all) => withOne(all, year))} />,
      },
      {
        title: t("evaluation.irregular_group"),
        fields: numberFields(numbers, t, (one) => setNumbers((all) => without(all, one))),
        end: (
          <AddIrregular
            numbers={numbers}
            onAdd={(number) => setNumbers((all) => withOne(all, number))}
          />
        ),
      },
      { title: t("evaluation.comprehensive"), fields: comprehensiveFields(imported) },
    ];
  }, [t, years, numbers, imported]);
  const fields = useMemo(() => groups.flatMap((group) => group.fields), [groups]);
  const removed =
    id !== null &&
    record !== undefined &&
    (start.years.some((year) => !years.includes(year)) ||
      start.numbers.some((number) => !numbers.includes(number)));

  return (
    <RecordForm
      noun="evaluation"
      title={title}
      groups={groups}
      initial={initial}
      revision={id === null ? null : (detail?.evaluation.revision ?? null)}
      save={(request) => save(id, request)}
      {...(id === null ? {} : { readCurrent: () => readCurrent(id) })}
      notes={{
        comprehensive_origin: (_, draft) => (
          <RatingNote id={id} evaluation={evaluationSoFar(fields, draft)} />
        ),
      }}
      changed={removed}
      onSaved={onSaved}
      onClose={onClose}
    />
  );
}

type Detail = EvaluationDetail | undefined;

function withOne(all: readonly number[], one: number): readonly number[] {
  return [...new Set([...all, one])].sort((a, b) => a - b);
}

/** What a form starts with; a copy is another contract's, and nobody imported its score. */
function startOf(target: FormTarget, detail: Detail, contract: Picked | undefined): Draft {
  if (detail === undefined) {
    return { contract_id: contract ?? null, comprehensive_origin: "computed" };
  }
  const draft = draftFrom(detail);
  if (target.id !== null) {
    return draft;
  }
  const { comprehensive_origin: origin } = draft;
  return {
    ...draft,
    contract_id: null,
    comprehensive_origin: origin === "imported" ? "entered" : (origin ?? "computed"),
  };
}

function save(id: number | null, { record, revision }: SaveRequest): Promise<Saved> {
  const evaluation: Evaluation = evaluationOf(record);
  return id === null || revision === null
    ? call("create_evaluation", { evaluation })
    : call("update_evaluation", { id, revision, evaluation });
}

async function readCurrent(id: number) {
  const detail = await call("evaluation_detail", { id });
  const { revision, updated_by: updatedBy, updated_at: updatedAt } = detail.evaluation;
  return { draft: draftFrom(detail), revision, updatedBy, updatedAt };
}

function draftFrom({ evaluation, contract }: EvaluationDetail): Draft {
  const { record } = evaluation;
  const { yearly_scores: yearly, irregular_scores: irregular } = record;
  const score = (name: string): FieldSpec => ({ name, kind: "score" });
  const { years, numbers } = ordinalsOf(record);
  const fields = [
    ...GENERAL,
    ...comprehensiveFields(false),
    ...years.map((year) => score(yearlyField(year))),
    ...numbers.map((number) => score(irregularField(number))),
  ];
  const flat = {
    ...record,
    ...Object.fromEntries(years.map((year) => [yearlyField(year), yearly[year]])),
    ...Object.fromEntries(numbers.map((number) => [irregularField(number), irregular[number]])),
  };
  return draftOf(fields, flat, {
    contract_id: { id: record.contract_id, label: foundLabel(contract) },
  });
}
