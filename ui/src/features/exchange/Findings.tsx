import { Alert, Button, Popover, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type {
  ColumnMatch,
  EarlierImport,
  ImportField,
  ImportSummary,
  Noun,
  UnknownSupplier,
  UnknownValue,
} from "../../ipc/bindings";
import { localText } from "../../shared/values";
import { ColumnMatches } from "./ColumnMatches";
import { amended } from "./plan";
import { rowsUndecided, SupplierDecisions } from "./SupplierDecisions";
import { importSession, useImportSession } from "./session";
import { ValueDecisions } from "./ValueDecisions";

interface Props {
  summary: ImportSummary;
  fields: readonly ImportField[];
}

/** What the rehearsal found about the file as a whole: repetition, unknown suppliers and words. */
export function Findings({ summary, fields }: Props) {
  return (
    <>
      {summary.already_imported !== null && <Already earlier={summary.already_imported} />}
      {summary.suppliers.length > 0 && <Suppliers suppliers={summary.suppliers} />}
      {summary.values.length > 0 && <Values values={summary.values} fields={fields} />}
    </>
  );
}

/** Says that the same bytes were imported before. */
export function Already({ earlier }: { earlier: EarlierImport }) {
  const { t } = useTranslation();
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="import-already"
      title={t("exchange.rehearsed.already", {
        at: localText(earlier.at),
        who: earlier.actor,
        seq: earlier.seq,
      })}
    />
  );
}

/** Says that what was decided about the file before stands again, and lets it be left aside. */
export function Resumed() {
  const { t } = useTranslation();
  const { resumed, plan } = useImportSession();
  if (resumed === null) {
    return null;
  }
  const facts = [
    t("exchange.resumed.columns", { count: Object.keys(plan.reading.columns).length }),
    t("exchange.resumed.cells", { count: amended(plan) }),
    t("exchange.resumed.suppliers", { count: Object.keys(plan.suppliers).length }),
    t("exchange.resumed.left_out", { count: plan.left_out.length }),
  ];
  return (
    <Alert
      type="info"
      showIcon
      data-testid="import-resumed"
      title={t("exchange.resumed.title", {
        at: localText(resumed.at),
        who: resumed.actor,
        facts: facts.join(t("exchange.resumed.join")),
      })}
      action={
        <Button
          size="small"
          onClick={() => void importSession.startAfresh()}
          data-testid="import-afresh"
        >
          {t("exchange.resumed.afresh")}
        </Button>
      }
    />
  );
}

/** How many columns are used, and the way to see which. */
export function Columns({ columns, kind }: { columns: ColumnMatch[]; kind: Noun }) {
  const { t } = useTranslation();
  const used = columns.filter((column) => column.field !== null).length;
  const unused = columns.length - used;
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      title={t("exchange.rehearsed.columns_title")}
      content={<ColumnMatches columns={columns} kind={kind} />}
    >
      <Button size="small" data-testid="import-columns">
        <span>
          {t("exchange.rehearsed.columns", { used })}
          {unused > 0 && (
            <span className="warning">{t("exchange.rehearsed.columns_unused", { unused })}</span>
          )}
        </span>
      </Button>
    </Popover>
  );
}

/** Names shown at once; the others are one click away. */
const NAMED = 3;

/** Suppliers that only the file knows: a person says who they are, once for each name. */
function Suppliers({ suppliers }: { suppliers: readonly UnknownSupplier[] }) {
  const { t } = useTranslation();
  const { plan } = useImportSession();
  const [deciding, setDeciding] = useState(false);
  const all = plan.create_suppliers;
  const open = suppliers.filter(({ decision }) => decision === null);
  const settled = all || open.length === 0;
  const shown = open.length > 0 ? open : suppliers;
  const names = shown
    .slice(0, NAMED)
    .map(({ name }) => name)
    .join("、");
  return (
    <>
      <Alert
        type={settled ? "info" : "warning"}
        showIcon
        data-testid="import-unknown-suppliers"
        title={
          <>
            <strong>
              {settled
                ? t("exchange.rehearsed.suppliers_settled", { count: suppliers.length })
                : t("exchange.rehearsed.suppliers", {
                    count: open.length,
                    rows: rowsUndecided(suppliers),
                  })}
            </strong>{" "}
            {names}
            {shown.length > NAMED && "……"}
          </>
        }
        action={
          <Space>
            <Button
              size="small"
              type={settled ? "default" : "primary"}
              onClick={() => setDeciding(true)}
              data-testid="import-decide-suppliers"
            >
              {t("exchange.decide.one_by_one")}
            </Button>
            <Button
              size="small"
              data-testid="import-suppliers-choice"
              onClick={() =>
                void importSession.settle({ ...plan, create_suppliers: !plan.create_suppliers })
              }
            >
              {all ? t("exchange.rehearsed.suppliers_refuse") : t("exchange.decide.all_new")}
            </Button>
          </Space>
        }
      />
      {deciding && <SupplierDecisions suppliers={suppliers} onClose={() => setDeciding(false)} />}
    </>
  );
}

/** Words that no list of choices knows: a person says what they mean, once for each word. */
function Values({
  values,
  fields,
}: {
  values: readonly UnknownValue[];
  fields: readonly ImportField[];
}) {
  const { t } = useTranslation();
  const [deciding, setDeciding] = useState(false);
  const open = values.filter(({ becomes }) => becomes === null);
  const shown = open.length > 0 ? open : values;
  return (
    <>
      <Alert
        type={open.length > 0 ? "warning" : "info"}
        showIcon
        data-testid="import-unknown-values"
        title={
          <>
            <strong>
              {open.length > 0
                ? t("exchange.rehearsed.values", { count: open.length })
                : t("exchange.rehearsed.values_settled", { count: values.length })}
            </strong>{" "}
            {shown
              .slice(0, NAMED)
              .map(({ label, text }) => `${label}“${text}”`)
              .join("、")}
            {shown.length > NAMED && "……"}
          </>
        }
        action={
          <Button
            size="small"
            type={open.length > 0 ? "primary" : "default"}
            onClick={() => setDeciding(true)}
            data-testid="import-decide-values"
          >
            {t("exchange.decide.one_by_one")}
          </Button>
        }
      />
      {deciding && (
        <ValueDecisions values={values} fields={fields} onClose={() => setDeciding(false)} />
      )}
    </>
  );
}
