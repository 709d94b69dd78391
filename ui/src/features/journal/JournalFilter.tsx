import { useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { JournalChoices, JournalQuery, Noun } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { readDate } from "../../shared/dates";
import { DateInput } from "../../shared/form/DateInput";
import { SearchBox } from "../../shared/SearchBox";
import { useOperationName } from "../../shared/undo/operation";

/** What the journal is asked for, as it stands in the fields: days as they are typed. */
export interface JournalFilterState {
  actors: string[];
  operations: string[];
  nouns: Noun[];
  from: string;
  to: string;
  text: string;
}

export const NO_FILTER: JournalFilterState = {
  actors: [],
  operations: [],
  nouns: [],
  from: "",
  to: "",
  text: "",
};

const NOUNS: Noun[] = [
  "project",
  "procurement",
  "supplier",
  "contract",
  "payment",
  "payment_plan",
  "settlement",
  "evaluation",
  "interview",
];

/** Makes the query of a filter; a day that cannot be read yet does not count. */
export function queryOf(filter: JournalFilterState): Omit<JournalQuery, "offset" | "limit"> {
  return { ...filter, from: readDate(filter.from), to: readDate(filter.to) };
}

export function isFiltering(filter: JournalFilterState): boolean {
  return JSON.stringify(queryOf(filter)) !== JSON.stringify(queryOf(NO_FILTER));
}

interface Props {
  filter: JournalFilterState;
  onChange: (filter: JournalFilterState) => void;
}

/** The filters above the journal: person, operation, noun, days, text. */
export function JournalFilter({ filter, onChange }: Props) {
  const { t } = useTranslation();
  const name = useOperationName();
  const choices = useQuery<JournalChoices>({
    queryKey: ["journal", "choices"],
    queryFn: () => call("journal_choices", {}),
  });
  const change = (part: Partial<JournalFilterState>) => onChange({ ...filter, ...part });
  const many = (
    key: "actors" | "operations" | "nouns",
    label: string,
    options: { value: string; label: string }[],
  ) => (
    <Select
      mode="multiple"
      size="small"
      className="journal-choice"
      maxTagCount="responsive"
      aria-label={label}
      placeholder={label}
      value={filter[key] as string[]}
      options={options}
      optionFilterProp="label"
      data-testid={`journal-${key}`}
      onChange={(values: string[]) => change({ [key]: values })}
    />
  );
  const invalid = (text: string) => text.trim() !== "" && readDate(text) === null;
  return (
    <div className="journal-filter" data-testid="journal-filter">
      <SearchBox
        label={t("journal.search")}
        placeholder={t("journal.search")}
        value={filter.text}
        onSearch={(text) => change({ text })}
        testId="journal-search"
        width={170}
      />
      {many(
        "actors",
        t("journal.who"),
        (choices.data?.actors ?? []).map((actor) => ({ value: actor, label: actor })),
      )}
      {many(
        "operations",
        t("journal.operation_column"),
        (choices.data?.operations ?? []).map((one) => ({ value: one, label: name(one) })),
      )}
      {many(
        "nouns",
        t("journal.noun"),
        NOUNS.map((noun) => ({ value: noun, label: t(`common.noun.${noun}`) })),
      )}
      {(["from", "to"] as const).map((end) => (
        <span key={end} className="journal-day">
          <span className="quiet">{t(`common.list.${end}_date`)}</span>
          <DateInput
            value={filter[end]}
            label={t(`common.list.${end}_date`)}
            invalid={invalid(filter[end])}
            onChange={(text) => change({ [end]: text })}
            testId={`journal-${end}`}
          />
        </span>
      ))}
      {isFiltering(filter) && (
        <Button size="small" onClick={() => onChange(NO_FILTER)} data-testid="journal-clear">
          {t("common.list.clear_filters")}
        </Button>
      )}
    </div>
  );
}
