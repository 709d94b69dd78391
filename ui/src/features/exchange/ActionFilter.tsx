import { useTranslation } from "react-i18next";
import type { Counts, RowAction } from "../../ipc/bindings";
import { ACTIONS, total, whole } from "./rows";

interface Props {
  counts: Counts;
  /** The outcome shown; none shows all. */
  shown: RowAction | null;
  onShow: (action: RowAction | null) => void;
}

/** How many rows ended how; each number is the way to its rows. */
export function ActionFilter({ counts, shown, onShow }: Props) {
  const { t } = useTranslation();
  return (
    <div className="action-filter" role="toolbar" aria-label={t("exchange.rehearsed.filter")}>
      <Chip
        name="all"
        count={total(counts)}
        pressed={shown === null}
        onPress={() => onShow(null)}
      />
      {ACTIONS.map((action) => (
        <Chip
          key={action}
          name={action}
          count={counts[action]}
          pressed={shown === action}
          onPress={() => onShow(action)}
        />
      ))}
    </div>
  );
}

interface ChipProps {
  name: RowAction | "all";
  count: number;
  pressed: boolean;
  onPress: () => void;
}

function Chip({ name, count, pressed, onPress }: ChipProps) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className={`chip outcome-${name}${count === 0 ? " none" : ""}`}
      aria-pressed={pressed}
      title={t(`exchange.action_hint.${name}`)}
      onClick={onPress}
    >
      {t(`exchange.action.${name}`)}{" "}
      <strong className="number" data-testid={`count-${name}`}>
        {whole(count)}
      </strong>
    </button>
  );
}
