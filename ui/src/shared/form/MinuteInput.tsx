import { ClockCircleOutlined } from "@ant-design/icons";
import { Input } from "antd";
import { useTranslation } from "react-i18next";
import { readMinute, thisMinute } from "../dates";

interface Props {
  id: string;
  value: string;
  onChange: (text: string) => void;
  invalid: boolean;
  describedBy: string | undefined;
  testId: string;
}

/** A date and a time to type in any usual way; a button enters this very minute. */
export function MinuteInput({ id, value, onChange, invalid, describedBy, testId }: Props) {
  const { t } = useTranslation();
  const settle = () => {
    const minute = readMinute(value);
    if (minute !== null && minute !== value) {
      onChange(minute);
    }
  };
  return (
    <Input
      id={id}
      value={value}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      status={invalid ? "error" : ""}
      placeholder="2026-11-21 17:05"
      data-testid={testId}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value)}
      onBlur={settle}
      suffix={
        <button
          type="button"
          className="link"
          tabIndex={-1}
          aria-label={t("common.form.now")}
          title={t("common.form.now")}
          data-testid={`${testId}-now`}
          onClick={() => onChange(thisMinute())}
        >
          <ClockCircleOutlined />
        </button>
      }
    />
  );
}
