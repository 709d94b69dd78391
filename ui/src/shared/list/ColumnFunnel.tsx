import { FilterFilled } from "@ant-design/icons";
import { Popover } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Filter } from "../../ipc/bindings";
import type { ListColumn } from "./columns";
import { FunnelForm } from "./FunnelForm";

interface Props<Row> {
  column: ListColumn<Row>;
  filters: readonly Filter[];
  onFilters: (filters: Filter[]) => void;
}

/** The funnel in a header: what the column is filtered by. */
export function ColumnFunnel<Row>({ column, filters, onFilters }: Props<Row>) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const filter = column.filter;
  if (filter === undefined) {
    return null;
  }
  const on = filters.length > 0;
  const label = t("common.list.filter", { label: column.title });
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      placement="bottom"
      destroyOnHidden
      content={
        <FunnelForm
          field={column.key}
          label={label}
          filter={filter}
          filters={filters}
          onApply={(next) => {
            onFilters(next);
            setOpen(false);
          }}
        />
      }
    >
      <button
        type="button"
        className={on ? "funnel on" : "funnel"}
        aria-label={on ? `${label} (${t("common.list.filtered")})` : label}
        aria-expanded={open}
        data-testid={`filter-${column.key}`}
      >
        <FilterFilled aria-hidden="true" />
      </button>
    </Popover>
  );
}
