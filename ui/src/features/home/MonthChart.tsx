import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MonthPaid } from "../../ipc/bindings";
import { formatMoney } from "../../shared/decimal";
import { usePreferences } from "../../shared/preferences";

const WIDTH = 480;
const HEIGHT = 150;
const FOOT = 18;

interface Props {
  months: readonly MonthPaid[];
  onOpen: (month: MonthPaid) => void;
}

/** Columns by month; the one under the pointer or the focus says its number, each is a link. */
export function MonthChart({ months, onOpen }: Props) {
  const { t } = useTranslation();
  const { unit } = usePreferences();
  const [at, setAt] = useState<number | null>(null);
  const amounts = months.map((month) => Number(month.paid));
  const most = Math.max(0, ...amounts);
  const least = Math.min(0, ...amounts);
  const span = most - least || 1;
  const room = HEIGHT - FOOT;
  const ground = room * (most / span);
  const step = WIDTH / Math.max(1, months.length);
  const shown = months[at ?? months.length - 1];
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  return (
    <div className="month-chart">
      <div className="month-said" aria-live="polite">
        {shown !== undefined && (
          <>
            <span>{shown.month}</span> <b>{formatMoney(shown.paid, unit)}</b>
          </>
        )}
        <span className="quiet">
          {t("home.months_total", {
            count: months.length,
            total: formatMoney(total.toFixed(2), unit),
          })}
        </span>
      </div>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
        <title>{t("home.payments")}</title>
        {months.map((month, index) => {
          const size = (Math.abs(amounts[index] ?? 0) / span) * room;
          const down = (amounts[index] ?? 0) < 0;
          const value = formatMoney(month.paid, unit);
          const open = () => onOpen(month);
          return (
            // biome-ignore lint/a11y/useSemanticElements: a button cannot stand inside an SVG.
            <g
              key={month.month}
              role="button"
              tabIndex={0}
              aria-label={t("home.month", { month: month.month, value })}
              data-testid={`month-${month.month}`}
              className={index === at ? "month lit" : "month"}
              onClick={open}
              onKeyDown={(event) => {
                if (event.key === "Enter" || event.key === " ") {
                  event.preventDefault();
                  open();
                }
              }}
              onFocus={() => setAt(index)}
              onMouseEnter={() => setAt(index)}
              onBlur={() => setAt(null)}
              onMouseLeave={() => setAt(null)}
            >
              <rect className="month-ground" x={index * step} width={step} height={HEIGHT} />
              <rect
                className={down ? "month-bar over" : "month-bar"}
                x={index * step + step * 0.15}
                width={step * 0.7}
                y={down ? ground : ground - size}
                height={size}
              />
            </g>
          );
        })}
        {months.map(
          (month, index) =>
            (index % 3 === 2 || months.length < 8) && (
              <text
                key={month.month}
                className="month-name"
                x={(index + 1) * step - step * 0.15}
                y={HEIGHT - 4}
                textAnchor="end"
              >
                {month.month.slice(2)}
              </text>
            ),
        )}
        <line x1="0" x2={WIDTH} y1={ground} y2={ground} />
      </svg>
    </div>
  );
}
