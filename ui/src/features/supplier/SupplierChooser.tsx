import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SupplierRow } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { type Column, LedgerTable } from "../../shared/LedgerTable";
import { useFieldLabel } from "../../shared/labels";
import { SearchBox } from "../../shared/SearchBox";
import { usePagedRows } from "../../shared/usePagedRows";
import { Plain, ProgressBar } from "../../shared/values";

interface Props {
  /** The supplier that is shown beside the list. */
  chosen: number | null;
  search: string;
  onSearch: (text: string) => void;
  onChoose: (id: number) => void;
}

/** The suppliers to choose one from; moving along the list shows each at once. */
export function SupplierChooser({ chosen, search, onSearch, onChoose }: Props) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const [active, setActive] = useState(-1);
  const rows = usePagedRows<SupplierRow>({
    queryKey: ["supplier", "chooser", search],
    read: (offset, limit) =>
      call("list_suppliers", {
        query: {
          search,
          filters: [],
          sort: [{ field: "total_amount", descending: true }],
          offset,
          limit,
        },
      }),
  });
  const { rowAt } = rows;
  const columns = useMemo<readonly Column<SupplierRow>[]>(
    () => [
      {
        key: "name",
        title: label("name", "supplier"),
        width: 170,
        grow: true,
        render: (row) => <Plain text={row.name} />,
      },
      {
        key: "contracts",
        title: t("supplier.undertaking.short_contracts"),
        width: 52,
        align: "right",
        render: (row) => <span className="number">{row.contracts}</span>,
      },
      {
        key: "progress",
        title: label("progress", "supplier"),
        width: 112,
        render: (row) => <ProgressBar ratio={row.progress} />,
      },
    ],
    [label, t],
  );
  const onActive = useCallback(
    (index: number) => {
      setActive(index);
      const row = rowAt(index);
      if (row !== undefined) {
        onChoose(row.id);
      }
    },
    [rowAt, onChoose],
  );
  const onOpen = useCallback((row: SupplierRow) => onChoose(row.id), [onChoose]);
  const rowClass = useCallback((row: SupplierRow) => (row.id === chosen ? "opened" : ""), [chosen]);
  return (
    <div className="list-area">
      <div className="list-bar">
        <SearchBox
          label={t("supplier.undertaking.search")}
          placeholder={t("supplier.undertaking.search")}
          value={search}
          onSearch={onSearch}
          testId="supplier-search"
          width={300}
        />
      </div>
      {rows.failure !== null && (
        <ErrorNotice failure={rows.failure} noun="supplier" onRetry={rows.retry} />
      )}
      <div className="list-table-box" aria-busy={rows.fetching}>
        <LedgerTable
          label={t("supplier.title")}
          columns={columns}
          count={rows.count}
          rowAt={rowAt}
          onRange={rows.onRange}
          rowTestId={rowTestId}
          rowClass={rowClass}
          active={active}
          onActive={onActive}
          onOpen={onOpen}
          resetKey={search}
          empty={t(rows.pending ? "common.list.loading" : "supplier.undertaking.nobody")}
          testId="supplier-chooser"
        />
      </div>
    </div>
  );
}

const rowTestId = (row: SupplierRow) => `supplier-${row.name}`;
