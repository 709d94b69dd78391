import { useTranslation } from "react-i18next";
import type { YearScore } from "../../ipc/bindings";
import { formatDecimal } from "../../shared/decimal";
import { scoreAxis } from "../../shared/scoreAxis";
import "./evaluation.css";

const WIDTH = 110;
const HEIGHT = 22;

/** The yearly scores of a supplier as a small line; the numbers are its name. */
export function Sparkline({ trend }: { trend: readonly YearScore[] }) {
  const { t } = useTranslation();
  if (trend.length === 0) {
    return <span className="quiet">—</span>;
  }
  const axis = scoreAxis(trend.map(({ score }) => score));
  const step = (WIDTH - 6) / Math.max(1, trend.length - 1);
  const points = trend.map((one, at) => ({
    year: one.year,
    x: 3 + step * at,
    y: HEIGHT - 3 - axis.place(one.score) * (HEIGHT - 6),
  }));
  const said = trend.map((one) => `${one.year}: ${formatDecimal(one.score, 2)}`).join("，");
  const last = points.at(-1);
  return (
    <span className="sparkline">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="xMinYMid meet"
        role="img"
        aria-label={t("evaluation.trend_said", { scores: said })}
      >
        <title>{said}</title>
        <polyline points={points.map(({ x, y }) => `${x},${y}`).join(" ")} />
        {last !== undefined && <circle cx={last.x} cy={last.y} r={2.5} />}
      </svg>
      <span className="sparkline-axis" aria-hidden="true">
        <span>{axis.high}</span>
        <span>{axis.low}</span>
      </span>
    </span>
  );
}
