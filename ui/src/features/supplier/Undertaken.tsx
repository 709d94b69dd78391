import { DownloadOutlined, PrinterOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ContractStatus, Family, Undertaking } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { GradeBadge } from "../../shared/GradeBadge";
import { type Column, LedgerTable } from "../../shared/LedgerTable";
import { useChoiceLabel } from "../../shared/labels";
import { useFileWriting } from "../../shared/list/useFileWriting";
import { useWatchedWriting } from "../../shared/list/useWatchedWriting";
import { useNavigation } from "../../shared/navigation";
import { State } from "../../shared/values";
import { SupplierFile } from "./SupplierFile";
import { UndertakenSummary } from "./UndertakenSummary";
import { totalOf, useUndertakenColumns } from "./undertakenColumns";
import "./undertaken.css";

export type Shown = ContractStatus | "all";

interface Props {
  id: number;
  shown: Shown;
  onShown: (shown: Shown) => void;
}

/** What one supplier has undertaken: the summary, and its contracts by status with totals. */
export function Undertaken({ id, shown, onShown }: Props) {
  const undertaking = useQuery({
    queryKey: ["supplier", "undertaken", id, shown],
    queryFn: () => call("undertaken", { id, status: shown === "all" ? null : shown }),
    // The switch changes rows and totals, never blanks the page.
    placeholderData: (old, query) =>
      query?.queryKey[2] === id ? keepPreviousData(old) : undefined,
  });
  if (undertaking.error !== null) {
    return <ErrorNotice failure={undertaking.error} noun="supplier" />;
  }
  const found = undertaking.data;
  return found === undefined ? null : (
    <section className="undertaken" data-testid="undertaken" aria-busy={undertaking.isFetching}>
      <Head id={id} undertaking={found} shown={shown} />
      <UndertakenSummary supplier={found.supplier} onShown={onShown} />
      <StatusSwitch undertaking={found} shown={shown} onShown={onShown} />
      <Families undertaking={found} resetKey={`${id} ${shown}`} />
    </section>
  );
}

function Head({ id, undertaking, shown }: { id: number; undertaking: Undertaking; shown: Shown }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { busy, write, exported } = useFileWriting("supplier");
  const file = useWatchedWriting("supplier");
  const [printing, setPrinting] = useState(false);
  const { supplier } = undertaking;
  const status = shown === "all" ? null : shown;
  return (
    <header className="undertaken-head">
      <h2>
        <button
          type="button"
          className="link"
          onClick={() => go({ page: "suppliers", open: id })}
          title={t("supplier.file.open_panel")}
        >
          {supplier.name}
        </button>
        <State value={supplier.status} />
        <GradeBadge grade={supplier.grade} named />
      </h2>
      <Button
        icon={<DownloadOutlined />}
        loading={busy}
        onClick={() => void write(() => call("export_undertaken", { id, status }), exported)}
        data-testid="export-undertaken"
      >
        {t("common.list.export_view")}
      </Button>
      <Button
        icon={<DownloadOutlined />}
        loading={file.busy}
        onClick={() => void file.write((report) => call("export_supplier_file", { id }, report))}
        data-testid="export-file"
      >
        {t("supplier.file.export")}
      </Button>
      <Button icon={<PrinterOutlined />} onClick={() => setPrinting(true)} data-testid="print-file">
        {t("supplier.file.print")}
      </Button>
      {printing && <SupplierFile id={id} onClose={() => setPrinting(false)} />}
      {file.cover}
    </header>
  );
}

interface SwitchProps {
  undertaking: Undertaking;
  shown: Shown;
  onShown: (shown: Shown) => void;
}

/** 全部, 在执行, 已结算, 已解除, each with how many. */
function StatusSwitch({ undertaking, shown, onShown }: SwitchProps) {
  const { t } = useTranslation();
  const choice = useChoiceLabel();
  const all = undertaking.counts.reduce((sum, one) => sum + one.count, 0);
  const options = [
    { value: "all" as Shown, label: t("supplier.undertaking.all", { count: all }) },
    ...undertaking.counts.map(({ status, count }) => ({
      value: status as Shown,
      label: t("supplier.undertaking.status", { status: choice(status), count }),
    })),
  ];
  return (
    <div className="undertaken-switch">
      <Segmented<Shown>
        aria-label={t("supplier.undertaking.switch")}
        data-testid="status-switch"
        value={shown}
        onChange={onShown}
        options={options}
      />
    </div>
  );
}

function Families({ undertaking, resetKey }: { undertaking: Undertaking; resetKey: string }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const [active, setActive] = useState(-1);
  const columns = useUndertakenColumns(t("supplier.undertaking.children"));
  const { families, totals } = undertaking;
  const rowAt = useCallback((index: number) => families[index], [families]);
  const onOpen = useCallback((row: Family) => go({ page: "contracts", open: row.id }), [go]);
  const total = useCallback(
    (column: Column<Family>) =>
      column.key === "code" ? t("common.list.total") : totalOf(totals, column.key),
    [totals, t],
  );
  return (
    <div className="undertaken-table">
      <LedgerTable
        label={t("supplier.undertaking.title")}
        columns={columns}
        count={families.length}
        rowAt={rowAt}
        rowTestId={rowTestId}
        active={active}
        onActive={setActive}
        onOpen={onOpen}
        totals={families.length > 0 ? total : undefined}
        resetKey={resetKey}
        empty={t("supplier.undertaking.none")}
        testId="undertaken-table"
      />
    </div>
  );
}

const rowTestId = (row: Family) => `family-${row.code}`;
