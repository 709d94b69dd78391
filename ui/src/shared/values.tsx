import { compareDecimals, formatDecimal, formatMoney, formatPercent, shift } from "./decimal";
import { i18n } from "./i18n";
import { choiceLabel } from "./labels";
import { usePreferences } from "./preferences";
import "./values.css";

const NONE = "—";

// A list draws hundreds of these at once: they take the language from the preferences, for the
// hook of i18next keeps a listener for each of them.

/** An amount in the unit the user chose; the exact yuan show on hover. */
export function Money({ yuan }: { yuan: string | null | undefined }) {
  const { unit, language } = usePreferences();
  if (yuan == null) {
    return <span className="quiet">{NONE}</span>;
  }
  const negative = yuan.startsWith("-");
  const exact =
    unit === "yuan"
      ? undefined
      : `${formatDecimal(yuan, 2)} ${i18n.getFixedT(language)("common.list.yuan")}`;
  return (
    <span className={negative ? "number error" : "number"} title={exact}>
      {formatMoney(yuan, unit)}
    </span>
  );
}

/** A score of 0–100; no score is not 0. */
export function Score({ score }: { score: string | null | undefined }) {
  return score == null ? (
    <span className="quiet">{NONE}</span>
  ) : (
    <span className="number">{formatDecimal(score, 2)}</span>
  );
}

/** A ratio as a percentage. */
export function Percent({
  ratio,
  decimals = 1,
}: {
  ratio: string | null | undefined;
  decimals?: number;
}) {
  return ratio == null ? (
    <span className="quiet">{NONE}</span>
  ) : (
    <span className="number">{formatPercent(ratio, decimals)}</span>
  );
}

/** A payment progress: the bar and its number; over 100 % red, none "—". */
export function ProgressBar({
  ratio,
  testId,
}: {
  ratio: string | null | undefined;
  testId?: string;
}) {
  if (ratio == null) {
    return (
      <span className="quiet" data-testid={testId}>
        {NONE}
      </span>
    );
  }
  const over = compareDecimals(ratio, "1") > 0;
  const text = formatPercent(ratio);
  return (
    <span className={over ? "progress over" : "progress"} data-testid={testId}>
      <span className="progress-track" aria-hidden="true">
        <span style={{ width: `clamp(0%, ${shift(ratio, 2)}%, 100%)` }} />
      </span>
      <span className="progress-number">{text}</span>
    </span>
  );
}

type Tone = "neutral" | "accent" | "success" | "warning" | "error";

const TONES: { [key in string]: Tone } = {
  在执行: "accent",
  已结算: "success",
  已解除: "neutral",
  合格: "success",
  观察: "warning",
  黑名单: "error",
  进行中: "accent",
  已完成: "success",
  已暂停: "warning",
  已取消: "neutral",
  优秀: "success",
  良好: "accent",
  不合格: "error",
  待整改: "warning",
  整改中: "accent",
  仅记录: "neutral",
  已逾期: "error",
  逾期: "error",
  将到期: "warning",
  部分支付: "accent",
  已付清: "success",
  违约约谈: "error",
  P0: "error",
  P1: "warning",
  P2: "accent",
  已发现: "error",
  已确认: "warning",
  已定位: "warning",
  已处置: "accent",
  已复盘: "success",
  已申请: "neutral",
  已评估: "accent",
  已批准: "accent",
  已实施: "warning",
  已验证: "success",
  已回退: "warning",
  通过: "success",
  未通过: "error",
};

/** A state as colour and word. */
export function State({ value }: { value: string }) {
  const { language } = usePreferences();
  return (
    <span className={`state ${TONES[value] ?? "neutral"}`}>{choiceLabel(value, language)}</span>
  );
}

/** A date, or an instant given in UTC and shown in local time. */
export function DateText({ value }: { value: string | null | undefined }) {
  return value == null ? (
    <span className="quiet">{NONE}</span>
  ) : (
    <time dateTime={value} className="number">
      {localText(value)}
    </time>
  );
}

/** Writes an instant in local time to the minute; a plain date stays as it is. */
export function localText(value: string): string {
  if (!value.includes("T")) {
    return value;
  }
  const instant = new Date(value);
  if (Number.isNaN(instant.getTime())) {
    return value;
  }
  const date = [instant.getFullYear(), two(instant.getMonth() + 1), two(instant.getDate())].join(
    "-",
  );
  return `${date} ${two(instant.getHours())}:${two(instant.getMinutes())}`;
}

/** Writes an instant in local time to the second. */
export function exactText(value: string): string {
  const minutes = localText(value);
  return minutes === value ? value : `${minutes}:${two(new Date(value).getSeconds())}`;
}

function two(part: number): string {
  return String(part).padStart(2, "0");
}

/** A text; an empty one is "—". */
export function Plain({ text }: { text: string | null | undefined }) {
  return text == null || text === "" ? (
    <span className="quiet">{NONE}</span>
  ) : (
    <span title={text}>{text}</span>
  );
}
