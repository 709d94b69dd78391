import { ArrowDownOutlined, ArrowUpOutlined } from "@ant-design/icons";
import { Button, Checkbox, Input } from "antd";
import { useTranslation } from "react-i18next";
import type { LayoutColumn } from "../../ipc/bindings";
import type { Exportable } from "./ExportDialog";

interface Props {
  /** Every column that the list has. */
  columns: readonly Exportable[];
  /** Those that are written, in their order. */
  chosen: readonly LayoutColumn[];
  onChosen: (chosen: LayoutColumn[]) => void;
}

/** Chooses columns of a file, their order, and what stands above each. */
export function LayoutEditor({ columns, chosen, onChosen }: Props) {
  const { t } = useTranslation();
  const titleOf = (field: string) => columns.find(({ key }) => key === field)?.title ?? field;
  const others = columns.filter(({ key }) => !chosen.some(({ field }) => field === key));
  const swap = (at: number, to: number) => {
    const next = [...chosen];
    const [moved] = next.splice(at, 1);
    if (moved !== undefined) {
      next.splice(to, 0, moved);
      onChosen(next);
    }
  };
  return (
    <ul className="layout-editor" data-testid="layout-editor">
      {chosen.map((column, at) => {
        const label = titleOf(column.field);
        return (
          <li key={column.field}>
            <Checkbox
              checked
              onChange={() => onChosen(chosen.filter(({ field }) => field !== column.field))}
              data-testid={`write-${column.field}`}
            >
              {label}
            </Checkbox>
            <Input
              size="small"
              maxLength={100}
              value={column.heading}
              status={column.heading.trim() === "" ? "error" : ""}
              aria-label={t("common.export.heading", { label })}
              onChange={(event) =>
                onChosen(
                  chosen.map((one) =>
                    one.field === column.field ? { ...one, heading: event.target.value } : one,
                  ),
                )
              }
              data-testid={`heading-${column.field}`}
            />
            <Button
              size="small"
              type="text"
              icon={<ArrowUpOutlined />}
              aria-label={t("common.list.move_up", { label })}
              disabled={at === 0}
              onClick={() => swap(at, at - 1)}
            />
            <Button
              size="small"
              type="text"
              icon={<ArrowDownOutlined />}
              aria-label={t("common.list.move_down", { label })}
              disabled={at === chosen.length - 1}
              onClick={() => swap(at, at + 1)}
            />
          </li>
        );
      })}
      {others.map(({ key, title }) => (
        <li key={key}>
          <Checkbox
            checked={false}
            onChange={() => onChosen([...chosen, { field: key, heading: title }])}
            data-testid={`write-${key}`}
          >
            <span className="quiet">{title}</span>
          </Checkbox>
        </li>
      ))}
    </ul>
  );
}
