import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { HistoryEntry } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { Section } from "../../shared/panel/RecordPanel";
import { DateText, Plain, State } from "../../shared/values";

interface Standing {
  seq: number;
  status: string;
  since: string;
  reason: string | null;
  actor: string;
}

/** Every standing that a supplier had, newest first: since when, why, and who said so. */
export function StatusHistory({ id }: { id: number }) {
  const { t } = useTranslation();
  const history = useQuery({
    queryKey: ["journal", "history", "supplier", id],
    queryFn: () => call("record_history", { noun: "supplier", id }),
  });
  const standings = standingsOf(history.data ?? []);
  // A supplier that was never anything but qualified has no history to tell.
  if (standings.every(({ status }) => status === "合格")) {
    return null;
  }
  return (
    <Section title={t("supplier.status_history")}>
      <ul className="status-history" data-testid="status-history">
        {standings.map((one) => (
          <li key={one.seq}>
            <DateText value={one.since} />
            <State value={one.status} />
            <span className="quiet">{one.actor}</span>
            <span>
              <Plain text={one.reason} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Takes from the history of a supplier what it says of its standing. */
export function standingsOf(history: readonly HistoryEntry[]): Standing[] {
  return history.flatMap(({ entry, change }) => {
    const said = (field: string) => change.fields.find((one) => one.field === field)?.new ?? null;
    const status = said("status");
    // An undo took the entry back, and stands in the history itself.
    return status === null || change.action === "deleted"
      ? []
      : [
          {
            seq: entry.seq,
            status,
            since: (status === "合格" ? null : said("status_on")) ?? entry.at,
            reason: said("status_reason"),
            actor: entry.actor,
          },
        ];
  });
}
