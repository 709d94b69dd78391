import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Stored, UpkeepKind } from "../../ipc/bindings";
import type { FieldSpec } from "../../shared/form/draft";
import { useFieldLabel } from "../../shared/labels";
import { useNavigation } from "../../shared/navigation";
import { Facts, RecordPanel, Section } from "../../shared/panel/RecordPanel";
import { Plain, State } from "../../shared/values";
import { GROUPS } from "./fields";
import { ACCESS } from "./kinds";

interface Props {
  kind: UpkeepKind;
  id: number;
  onEdit: () => void;
  onClose: () => void;
}

/** Everything about one record, in the groups of its form. */
export function UpkeepPanel({ kind, id, onEdit, onClose }: Props) {
  const { data, isPending, isPlaceholderData, error } = useQuery<Stored<object>>({
    queryKey: ["upkeep", "detail", kind, id],
    queryFn: () => ACCESS[kind].get(id),
    placeholderData: keepPreviousData,
  });
  const values = (data?.record ?? {}) as { [field in string]: unknown };
  return (
    <RecordPanel
      noun={kind}
      heading={String(values.title ?? values.scope ?? "")}
      onEdit={onEdit}
      onClose={onClose}
      loading={isPending || isPlaceholderData}
      failure={error}
    >
      {data && <Details kind={kind} values={values} />}
    </RecordPanel>
  );
}

function Details({ kind, values }: { kind: UpkeepKind; values: { [field in string]: unknown } }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  return GROUPS[kind].map((group) => (
    <Section key={group.name} title={t(`upkeep.group.${group.name}`)}>
      <Facts
        facts={group.fields.map((field) => ({
          label: label(field.name, kind),
          value: <Value field={field} value={values[field.name]} />,
          wide: field.span === 3,
          testId: `value-${field.name}`,
        }))}
      />
    </Section>
  ));
}

function Value({ field, value }: { field: FieldSpec; value: unknown }): ReactNode {
  const text = value == null ? "" : String(value);
  if (text !== "" && field.kind === "choice") {
    return <State value={text} />;
  }
  if (text !== "" && field.name === "links") {
    return <Links text={text} />;
  }
  return field.kind === "long" && text !== "" ? (
    <span className="upkeep-text">{text}</span>
  ) : (
    <Plain text={text} />
  );
}

/** Operations lead into the journal, backups to their page. */
function Links({ text }: { text: string }) {
  const { go } = useNavigation();
  return text
    .split(/[\s,，、;；]+/)
    .filter(Boolean)
    .map((word) => (
      <button
        key={word}
        type="button"
        className="link upkeep-link"
        onClick={() =>
          word.startsWith("#")
            ? go({ page: "journal", open: Number(word.slice(1)) })
            : go({ page: "backups" })
        }
      >
        {word}
      </button>
    ));
}
