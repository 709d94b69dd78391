import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { InterviewCards as Cards, Filter } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { useChoiceLabel } from "../../shared/labels";
import type { ListState } from "../../shared/list/useListState";
import "./interview.css";

interface Card {
  key: keyof Cards;
  /** The state as the ledger words it. */
  state: string;
  tone: string;
  filter: Filter;
}

const of = (key: keyof Cards, state: string, tone: string): Card => ({
  key,
  state,
  tone,
  filter: { field: "status", comparison: "is", values: [state] },
});

const CARDS: readonly Card[] = [
  of("open", "待整改", "warning"),
  of("in_progress", "整改中", "accent"),
  of("done", "已完成", "success"),
  of("record_only", "仅记录", "neutral"),
  {
    key: "overdue",
    state: "已逾期",
    tone: "error",
    filter: { field: "overdue", comparison: "is", values: ["true"] },
  },
];

/** The fields that the cards filter by. */
const OWN = new Set(["status", "overdue"]);

/** How many interviews stand where; a card filters the list to what it counts. */
export function InterviewCards({ list }: { list: ListState }) {
  const { t } = useTranslation();
  const choice = useChoiceLabel();
  const { query, filters, setFilters } = list;
  const others = filters.filter(({ field }) => !OWN.has(field));
  const counts = useQuery({
    queryKey: ["interview", "cards", query.search, others],
    queryFn: () => call("interview_cards", { query: { ...query, filters: [...others] } }),
    placeholderData: keepPreviousData,
  });
  if (counts.error !== null) {
    return <ErrorNotice failure={counts.error} noun="interview" onRetry={counts.refetch} />;
  }
  return (
    <fieldset className="cards" aria-label={t("interview.cards")} data-testid="interview-cards">
      {CARDS.map((card) => {
        const chosen = isChosen(filters, card);
        return (
          <button
            key={card.key}
            type="button"
            className={`card ${card.tone}`}
            aria-pressed={chosen}
            data-testid={`card-${card.key}`}
            title={t(chosen ? "interview.show_all" : "interview.show_only", {
              state: choice(card.state),
            })}
            onClick={() => setFilters(chosen ? others : [...others, card.filter])}
          >
            <span className={`state ${card.tone}`}>{choice(card.state)}</span>
            <b className="number">
              {counts.data === undefined ? "…" : counts.data[card.key].toLocaleString("en-US")}
            </b>
          </button>
        );
      })}
    </fieldset>
  );
}

function isChosen(filters: readonly Filter[], { filter }: Card): boolean {
  const own = filters.filter(({ field }) => OWN.has(field));
  const [only] = own;
  return own.length === 1 && only !== undefined && JSON.stringify(only) === JSON.stringify(filter);
}
