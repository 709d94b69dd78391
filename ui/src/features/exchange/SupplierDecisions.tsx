import { Button, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SupplierDecision, UnknownSupplier } from "../../ipc/bindings";
import { RecordPicker } from "../../shared/form/RecordPicker";
import { useCover } from "../../shared/shortcuts";
import { withSupplier } from "./plan";
import { whole } from "./rows";
import { importSession, useImportSession } from "./session";

type Kind = SupplierDecision["is"] | "open";

/** What is being decided about one name. */
interface Choice {
  is: Kind;
  id: number | null;
  label: string;
}

/** Who the suppliers are that only the file knows: decided once for each name. */
export function SupplierDecisions({
  suppliers,
  onClose,
}: {
  suppliers: readonly UnknownSupplier[];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { plan } = useImportSession();
  useCover(true);
  const [choices, setChoices] = useState(
    () => new Map(suppliers.map((one) => [one.name, choiceOf(one)])),
  );
  const put = (name: string, part: Partial<Choice>) =>
    setChoices((old) => {
      const before = old.get(name);
      return before === undefined ? old : new Map(old).set(name, { ...before, ...part });
    });
  const open = [...choices.values()].filter((one) => !isComplete(one)).length;
  const decide = () => {
    let next = plan;
    for (const [name, choice] of choices) {
      next = withSupplier(next, name, decisionOf(choice));
    }
    onClose();
    void importSession.settle(next);
  };
  return (
    <Modal
      open
      width={860}
      title={t("exchange.decide.suppliers_title", { count: suppliers.length })}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={[
        <Button
          key="all"
          onClick={() =>
            setChoices(
              (old) =>
                new Map(
                  [...old].map(([name, one]) => [
                    name,
                    isComplete(one) ? one : { ...one, is: "new" },
                  ]),
                ),
            )
          }
          data-testid="decide-all-new"
        >
          {t("exchange.decide.all_new")}
        </Button>,
        <Button key="cancel" onClick={onClose}>
          {t("common.action.cancel")}
        </Button>,
        <Button key="ok" type="primary" onClick={decide} data-testid="decide-suppliers">
          {open === 0 ? t("exchange.decide.done") : t("exchange.decide.done_open", { count: open })}
        </Button>,
      ]}
    >
      <p className="quiet">{t("exchange.decide.suppliers_hint")}</p>
      <ul className="decisions" data-testid="supplier-decisions">
        {suppliers.map((one) => (
          <SupplierRow
            key={one.name}
            supplier={one}
            choice={choices.get(one.name) ?? choiceOf(one)}
            onChoice={(part) => put(one.name, part)}
          />
        ))}
      </ul>
    </Modal>
  );
}

interface RowProps {
  supplier: UnknownSupplier;
  choice: Choice;
  onChoice: (part: Partial<Choice>) => void;
}

const KINDS: readonly Kind[] = ["open", "new", "known", "former_name_of", "nobody"];

function SupplierRow({ supplier, choice, onChoice }: RowProps) {
  const { t } = useTranslation();
  const [nearest] = supplier.nearest;
  const names = choice.is === "known" || choice.is === "former_name_of";
  return (
    <li>
      <span className="decision-name">
        {supplier.name}{" "}
        <span className="quiet">
          {t("exchange.decide.rows", { count: supplier.rows })}
          {supplier.remembered && ` · ${t("exchange.decide.remembered")}`}
        </span>
        {supplier.nearest.length > 0 && !names && (
          <span className="decision-near">
            {t("exchange.decide.nearest")}
            {supplier.nearest.map(({ id, name }) => (
              <button
                key={id}
                type="button"
                className="link"
                title={t("exchange.decide.is.known")}
                onClick={() => onChoice({ is: "known", id, label: name })}
              >
                {name}
              </button>
            ))}
          </span>
        )}
      </span>
      <Select<Kind>
        aria-label={t("exchange.decide.who", { name: supplier.name })}
        value={choice.is}
        status={choice.is === "open" ? "warning" : ""}
        data-testid={`decide-${supplier.name}`}
        onChange={(is) =>
          onChoice({
            is,
            id: choice.id ?? nearest?.id ?? null,
            label: choice.label || (nearest?.name ?? ""),
          })
        }
        options={KINDS.map((is) => ({ value: is, label: t(`exchange.decide.is.${is}`) }))}
      />
      {names && (
        <RecordPicker
          noun="supplier"
          label={t("exchange.decide.of")}
          value={choice.id === null ? null : { id: choice.id, label: choice.label }}
          onChange={(picked) => onChoice({ id: picked?.id ?? null, label: picked?.label ?? "" })}
        />
      )}
    </li>
  );
}

function choiceOf({ decision, decided }: UnknownSupplier): Choice {
  return { is: decision?.is ?? "open", id: decided?.id ?? null, label: decided?.name ?? "" };
}

function isComplete({ is, id }: Choice): boolean {
  return is === "new" || is === "nobody" || (is !== "open" && id !== null);
}

function decisionOf(choice: Choice): SupplierDecision | null {
  const { is, id } = choice;
  if (is === "new" || is === "nobody") {
    return { is };
  }
  return is === "open" || id === null ? null : { is, id };
}

/** Counts the rows that name suppliers about whom nothing is decided. */
export function rowsUndecided(suppliers: readonly UnknownSupplier[]): string {
  const open = suppliers.filter(({ decision }) => decision === null);
  return whole(open.reduce((sum, { rows }) => sum + rows, 0));
}
