import { CalendarOutlined } from "@ant-design/icons";
import { Calendar, Input, Popover } from "antd";
import dayjs from "dayjs";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { readDate } from "../dates";

interface Props {
  id?: string;
  value: string;
  onChange: (text: string) => void;
  invalid?: boolean;
  describedBy?: string | undefined;
  label?: string;
  testId?: string;
}

/** A date to type in any usual way, or to pick from a calendar. */
export function DateInput({ id, value, onChange, invalid, describedBy, label, testId }: Props) {
  const settle = () => {
    const date = readDate(value);
    if (date !== null && date !== value) {
      onChange(date);
    }
  };
  return (
    <Input
      id={id}
      value={value}
      aria-label={label}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      status={invalid ? "error" : ""}
      placeholder="2024-03-05"
      data-testid={testId}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value)}
      onBlur={settle}
      suffix={<CalendarButton value={value} onChange={onChange} />}
    />
  );
}

function CalendarButton({
  value,
  onChange,
}: {
  value: string;
  onChange: (text: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const date = readDate(value);
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      placement="bottomRight"
      content={
        <div style={{ width: 280 }}>
          <Calendar
            fullscreen={false}
            value={dayjs(date ?? undefined)}
            onSelect={(day, { source }) => {
              onChange(day.format("YYYY-MM-DD"));
              if (source === "date") {
                setOpen(false);
              }
            }}
          />
        </div>
      }
    >
      <button type="button" className="link" tabIndex={-1} aria-label={t("common.form.calendar")}>
        <CalendarOutlined />
      </button>
    </Popover>
  );
}
