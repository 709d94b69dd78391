interface Bar {
  key: string;
  name: string;
  /** How long the bar is, beside the others. */
  size: number;
  /** The number that stands beside the bar. */
  value: string;
  note?: string;
  alarming?: boolean;
  onOpen: () => void;
}

interface Props {
  label: string;
  bars: readonly Bar[];
  /** The size of a full bar; the largest of all unless given. */
  most?: number;
}

/** Bars lying under each other, each with its name and number, each a link. */
export function BarList({ label, bars, most }: Props) {
  const full = most ?? Math.max(0, ...bars.map((bar) => bar.size));
  return (
    <ul className="bar-list" aria-label={label}>
      {bars.map((bar) => {
        const share = full > 0 ? Math.min(1, Math.max(0, bar.size / full)) : 0;
        return (
          <li key={bar.key}>
            <button type="button" title={bar.note} onClick={bar.onOpen}>
              <span className="bar-name">{bar.name}</span>
              <svg className="bar-track" aria-hidden="true" preserveAspectRatio="none">
                <rect className="bar-ground" width="100%" height="100%" />
                <rect
                  className={bar.alarming === true ? "bar-fill over" : "bar-fill"}
                  width={`${share * 100}%`}
                  height="100%"
                />
              </svg>
              <span className={bar.alarming === true ? "bar-value error" : "bar-value"}>
                {bar.value}
              </span>
              {bar.note !== undefined && <span className="bar-note quiet">{bar.note}</span>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
