import { useTranslation } from "react-i18next";
import type { YearScore } from "../../ipc/bindings";
import { formatDecimal } from "../../shared/decimal";
import { scoreAxis } from "../../shared/scoreAxis";

const WIDTH = 420;
const TOP = 20;
const BOTTOM = 56;
/** Room at the left for the ends of the axis. */
const LEFT = 26;

/** The mean yearly scores of a supplier, year by year, each with its number. */
export function ScoreTrend({ trend }: { trend: readonly YearScore[] }) {
  const { t } = useTranslation();
  const axis = scoreAxis(trend.map(({ score }) => score));
  const step = (WIDTH - LEFT) / Math.max(1, trend.length);
  const points = trend.map((one, at) => ({
    ...one,
    x: LEFT + step * (at + 0.5),
    y: BOTTOM - axis.place(one.score) * (BOTTOM - TOP),
    text: formatDecimal(one.score, trend.length > 8 ? 0 : 1),
  }));
  const said = points.map((one) => `${one.year}: ${one.text}`).join("，");
  return (
    <svg
      className="score-trend"
      viewBox={`0 0 ${WIDTH} 76`}
      role="img"
      aria-label={t("supplier.trend_said", { scores: said })}
      data-testid="score-trend"
    >
      <title>{t("supplier.trend_hint")}</title>
      {[
        { y: BOTTOM, end: axis.low },
        { y: TOP, end: axis.high },
      ].map(({ y, end }) => (
        <g key={end}>
          <line x1={LEFT} x2={WIDTH} y1={y} y2={y} />
          <text className="axis" x={LEFT - 6} y={y + 4}>
            {end}
          </text>
        </g>
      ))}
      <polyline points={points.map(({ x, y }) => `${x},${y}`).join(" ")} />
      {points.map((one) => (
        <g key={one.year}>
          <circle cx={one.x} cy={one.y} r={3} />
          <text x={one.x} y={one.y - 7}>
            {one.text}
          </text>
          <text className="year" x={one.x} y={72}>
            {one.year}
          </text>
        </g>
      ))}
    </svg>
  );
}
