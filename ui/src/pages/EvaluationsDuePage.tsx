import { Button, Select } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { EvaluationForm } from "../features/evaluation/EvaluationForm";
import { ViewList, type ViewQuery } from "../features/evaluation/ViewList";
import type { DueEvaluation } from "../ipc/bindings";
import { call } from "../ipc/call";
import { useMayDo } from "../shared/access";
import { today } from "../shared/dates";
import { foundLabel } from "../shared/form/RecordPicker";
import type { Column } from "../shared/LedgerTable";
import { useFieldLabel } from "../shared/labels";
import { useNavigation, useRemembered } from "../shared/navigation";
import { DateText, Plain, State } from "../shared/values";

const rowTestId = (row: DueEvaluation) => `row-${row.code}`;
/** How many years back one may look. */
const YEARS = 5;

/** Contracts that should have been evaluated in a year and were not; each leads to its form. */
export function EvaluationsDuePage() {
  const { t } = useTranslation();
  const now = Number(today().slice(0, 4));
  const [year, setYear] = useRemembered("year", now);
  const [writing, setWriting] = useState<DueEvaluation | null>(null);
  const { go } = useNavigation();
  const mayDo = useMayDo();
  const mayWrite = (row: DueEvaluation) =>
    mayDo(row.evaluation_id === null ? "create" : "update", "evaluation");
  const read = ({ offset, limit }: ViewQuery) =>
    call("list_evaluations_due", { year, offset, limit });
  return (
    <>
      <ViewList
        title={t("evaluation.view_evaluations_due")}
        queryKey={["evaluation", "due", year]}
        columns={useColumns(mayDo("create", "evaluation") ? setWriting : null)}
        read={read}
        rowTestId={rowTestId}
        tools={
          <Select
            aria-label={t("evaluation.year")}
            data-testid="due-year"
            style={{ width: 120 }}
            value={year}
            onChange={setYear}
            options={Array.from({ length: YEARS }, (_, ago) => ({
              value: now - ago,
              label: t("evaluation.of_year", { year: now - ago }),
            }))}
          />
        }
        empty={t("evaluation.nothing_due", { year })}
        onOpen={(row) =>
          mayWrite(row) ? setWriting(row) : go({ page: "contracts", open: row.id })
        }
      />
      {writing !== null && (
        <EvaluationForm
          target={{ id: writing.evaluation_id }}
          contract={{ id: writing.id, label: foundLabel(writing) }}
          onClose={() => setWriting(null)}
          onSaved={() => setWriting(null)}
        />
      )}
    </>
  );
}

function useColumns(
  onWrite: ((row: DueEvaluation) => void) | null,
): readonly Column<DueEvaluation>[] {
  const { t } = useTranslation();
  const label = useFieldLabel();
  return useMemo(() => {
    const title = (key: string) => label(key, "contract");
    return [
      {
        key: "code",
        title: title("code"),
        width: 158,
        frozen: true,
        render: (row) => <Plain text={row.code} />,
      },
      {
        key: "name",
        title: title("name"),
        width: 240,
        frozen: true,
        grow: true,
        render: (row) => <Plain text={row.name} />,
      },
      {
        key: "supplier",
        title: title("supplier"),
        width: 220,
        grow: true,
        render: (row) => <Plain text={row.supplier} />,
      },
      {
        key: "status",
        title: title("status"),
        width: 96,
        render: (row) => <State value={row.status} />,
      },
      {
        key: "ends_on",
        title: title("ends_on"),
        width: 104,
        render: (row) => <DateText value={row.ends_on} />,
      },
      {
        key: "officer",
        title: title("officer"),
        width: 96,
        render: (row) => <Plain text={row.officer} />,
      },
      {
        key: "evaluate",
        title: "",
        width: 110,
        render: (row) =>
          onWrite !== null && (
            <Button
              size="small"
              type="link"
              data-testid={`evaluate-${row.code}`}
              onClick={(event) => {
                event.stopPropagation();
                onWrite(row);
              }}
            >
              {t(row.evaluation_id === null ? "evaluation.evaluate" : "evaluation.add_score")}
            </Button>
          ),
      },
    ];
  }, [t, label, onWrite]);
}
