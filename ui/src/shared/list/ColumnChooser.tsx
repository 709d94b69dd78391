import { ArrowDownOutlined, ArrowUpOutlined, SettingOutlined } from "@ant-design/icons";
import { Button, Checkbox, Popover } from "antd";
import { useTranslation } from "react-i18next";
import type { ColumnLayout } from "../preferences";
import type { ListColumn } from "./columns";
import { moved, ordered, toggled } from "./layout";

interface Props<Row> {
  columns: readonly ListColumn<Row>[];
  layout: ColumnLayout | null;
  onLayout: (layout: ColumnLayout | null) => void;
}

/** The button behind which stand all columns of a list: which are shown, and in which order. */
export function ColumnChooser<Row>(props: Props<Row>) {
  const { t } = useTranslation();
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      content={<Chooser {...props} />}
    >
      <Button
        icon={<SettingOutlined />}
        aria-label={t("common.list.columns_title")}
        title={t("common.list.columns_title")}
        data-testid="columns"
      />
    </Popover>
  );
}

function Chooser<Row>({ columns, layout, onLayout }: Props<Row>) {
  const { t } = useTranslation();
  const all = ordered(columns as readonly ListColumn<never>[], layout);
  const step = (key: string, to: ListColumn<never> | undefined) => {
    if (to !== undefined) {
      onLayout(moved(columns as readonly ListColumn<never>[], layout, key, to.key));
    }
  };
  const sameSide = (a: ListColumn<never>, b: ListColumn<never> | undefined) =>
    b !== undefined && (a.frozen === true) === (b.frozen === true);
  return (
    <div className="column-chooser" data-testid="column-chooser">
      <ul>
        {all.map((column, at) => (
          <li key={column.key}>
            <Checkbox
              checked={layout?.hidden.includes(column.key) !== true}
              // The first column says which record a row is.
              disabled={at === 0}
              onChange={() => onLayout(toggled(layout, column.key))}
              data-testid={`column-${column.key}`}
            >
              {column.title}
            </Checkbox>
            <span className="column-moves">
              <Button
                size="small"
                type="text"
                icon={<ArrowUpOutlined />}
                aria-label={t("common.list.move_up", { label: column.title })}
                disabled={!sameSide(column, all[at - 1])}
                onClick={() => step(column.key, all[at - 1])}
              />
              <Button
                size="small"
                type="text"
                icon={<ArrowDownOutlined />}
                aria-label={t("common.list.move_down", { label: column.title })}
                disabled={!sameSide(column, all[at + 1])}
                onClick={() => step(column.key, all[at + 1])}
              />
            </span>
          </li>
        ))}
      </ul>
      <p className="quiet">{t("common.list.columns_hint")}</p>
      <Button size="small" onClick={() => onLayout(null)} data-testid="columns-reset">
        {t("common.list.columns_reset")}
      </Button>
    </div>
  );
}
