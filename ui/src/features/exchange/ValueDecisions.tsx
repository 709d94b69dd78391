import { Button, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImportField, UnknownValue } from "../../ipc/bindings";
import { useCover } from "../../shared/shortcuts";
import { withValue } from "./plan";
import { importSession, useImportSession } from "./session";

interface Props {
  values: readonly UnknownValue[];
  fields: readonly ImportField[];
  onClose: () => void;
}

const keyOf = ({ column, text }: UnknownValue) => `${column} ${text}`;

/** What the words mean that no list of choices knows: decided once for each word. */
export function ValueDecisions({ values, fields, onClose }: Props) {
  const { t } = useTranslation();
  const { plan } = useImportSession();
  useCover(true);
  const [choices, setChoices] = useState(
    () => new Map(values.map((one) => [keyOf(one), one.becomes ?? ""])),
  );
  const decide = () => {
    let next = plan;
    for (const one of values) {
      const becomes = choices.get(keyOf(one)) ?? "";
      if (becomes !== (one.becomes ?? "")) {
        next = withValue(next, one.column, one.text, becomes === "" ? null : becomes);
      }
    }
    onClose();
    if (next !== plan) {
      void importSession.settle(next);
    }
  };
  return (
    <Modal
      open
      width={760}
      title={t("exchange.decide.values_title", { count: values.length })}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t("common.action.cancel")}
        </Button>,
        <Button key="ok" type="primary" onClick={decide} data-testid="decide-values">
          {t("exchange.decide.done")}
        </Button>,
      ]}
    >
      <p className="quiet">{t("exchange.decide.values_hint")}</p>
      <ul className="decisions" data-testid="value-decisions">
        {values.map((one) => {
          const words = fields.find(({ field }) => field === one.field)?.words ?? [];
          const label = t("exchange.decide.means", { text: one.text });
          const put = (becomes: string) =>
            setChoices((old) => new Map(old).set(keyOf(one), becomes));
          return (
            <li key={keyOf(one)}>
              <span className="decision-name">
                <span className="quiet">{one.label}</span> {one.text}{" "}
                <span className="quiet">
                  {t("exchange.decide.rows", { count: one.rows })}
                  {one.remembered && ` · ${t("exchange.decide.remembered")}`}
                </span>
              </span>
              {words.length > 0 ? (
                <Select<string>
                  aria-label={label}
                  allowClear
                  showSearch
                  placeholder={t("exchange.decide.open")}
                  value={choices.get(keyOf(one)) || null}
                  onChange={(word) => put(word ?? "")}
                  options={words.map((word) => ({ value: word, label: word }))}
                  data-testid={`value-${one.text}`}
                />
              ) : (
                <Input
                  aria-label={label}
                  placeholder={t("exchange.decide.open")}
                  value={choices.get(keyOf(one)) ?? ""}
                  onChange={(event) => put(event.target.value)}
                  data-testid={`value-${one.text}`}
                />
              )}
            </li>
          );
        })}
      </ul>
    </Modal>
  );
}
