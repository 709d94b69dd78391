import { Alert, Button, Popover, Space } from "antd";
import { useTranslation } from "react-i18next";
import type { ColumnMatch, ImportSummary, Noun } from "../../ipc/bindings";
import { localText } from "../../shared/values";
import { ColumnMatches } from "./ColumnMatches";
import { importSession, useImportSession } from "./session";

/** What the rehearsal found about the file as a whole: repetition, unknown suppliers. */
export function Findings({ summary }: { summary: ImportSummary }) {
  const { t } = useTranslation();
  const already = summary.already_imported;
  const undecided = summary.suppliers
    .filter(({ decision }) => decision === null)
    .map(({ name }) => name);
  return (
    <>
      {already !== null && (
        <Alert
          type="warning"
          showIcon
          data-testid="import-already"
          title={t("exchange.rehearsed.already", {
            at: localText(already.at),
            who: already.actor,
            seq: already.seq,
          })}
        />
      )}
      {undecided.length > 0 && <UnknownSuppliers names={undecided} />}
    </>
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

/** Suppliers that only the file knows: a person says whether they are new. */
function UnknownSuppliers({ names }: { names: string[] }) {
  const { t } = useTranslation();
  const { request } = useImportSession();
  const create = request.create_suppliers;
  const count = names.length;
  return (
    <Alert
      type={create ? "info" : "warning"}
      showIcon
      data-testid="import-unknown-suppliers"
      title={
        <>
          <strong>
            {create
              ? t("exchange.rehearsed.suppliers_created", { count })
              : t("exchange.rehearsed.suppliers", { count })}
          </strong>{" "}
          {names.slice(0, NAMED).join("、")}
          {count > NAMED && "……"}
          <span className="quiet finding-hint">
            {create
              ? t("exchange.rehearsed.suppliers_created_hint")
              : t("exchange.rehearsed.suppliers_hint")}
          </span>
        </>
      }
      action={
        <Space>
          {count > NAMED && <AllNames names={names} />}
          <Button
            size="small"
            type={create ? "default" : "primary"}
            data-testid="import-suppliers-choice"
            onClick={() => void importSession.change({ create_suppliers: !create })}
          >
            {create
              ? t("exchange.rehearsed.suppliers_refuse")
              : t("exchange.rehearsed.suppliers_create")}
          </Button>
        </Space>
      }
    />
  );
}

function AllNames({ names }: { names: string[] }) {
  const { t } = useTranslation();
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <ul className="supplier-names">
          {names.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      }
    >
      <Button size="small">{t("exchange.rehearsed.suppliers_list")}</Button>
    </Popover>
  );
}
