import { useTranslation } from "react-i18next";
import type { YearScore } from "../../ipc/bindings";
import { formatDecimal } from "../../shared/decimal";

const WIDTH = 420;
const TOP = 20;
const BOTTOM = 56;
/** Scores under this lie on the ground: most lie above, and there the differences count. */
const GROUND = 50;

/** The mean yearly scores of a supplier, year by year, each with its number. */
export function ScoreTrend({ trend }: { trend: readonly YearScore[] }) {
  const { t } = useTranslation();
  const step = WIDTH / Math.max(1, trend.length);
  const points = trend.map((one, at) => ({
    ...one,
    x: step * (at + 0.5),
    y: BOTTOM - (Math.max(0, Number(one.score) - GROUND) / (100 - GROUND)) * (BOTTOM - TOP),
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
      <line x1={0} x2={WIDTH} y1={BOTTOM} y2={BOTTOM} />
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
