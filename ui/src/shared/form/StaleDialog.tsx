import { Button, Modal, Radio, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type FieldOwner, useFieldLabel } from "../labels";
import { localText } from "../values";
import { changedFields, type Draft, draftText, type FieldSpec, sameValue } from "./draft";

/** The version of a record that is in the ledger now. */
export interface CurrentVersion {
  draft: Draft;
  revision: number;
  updatedBy: string;
  updatedAt: string;
}

interface Props {
  noun: FieldOwner;
  fields: readonly FieldSpec[];
  /** The record as the form opened it. */
  base: Draft;
  mine: Draft;
  current: CurrentVersion;
  onMerge: (draft: Draft) => void;
  onCancel: () => void;
}

type Side = "mine" | "theirs";

/**
 * Shows both versions of a record that changed under a form, field by field.
 *
 * A field that only the other side changed starts with theirs: nobody's work is lost unless it is
 * chosen so.
 */
export function StaleDialog({ noun, fields, base, mine, current, onMerge, onCancel }: Props) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const theirs = current.draft;
  const differing = changedFields(fields, mine, theirs);
  const [sides, setSides] = useState<{ [field in string]: Side }>(() =>
    Object.fromEntries(
      differing.map((field) => [
        field.name,
        sameValue(field, base[field.name], mine[field.name]) ? "theirs" : "mine",
      ]),
    ),
  );
  const takeAll = (side: Side) =>
    setSides(Object.fromEntries(differing.map((field) => [field.name, side])));
  const merge = () => {
    const taken = differing.filter((field) => sides[field.name] === "theirs");
    const from = Object.fromEntries(taken.map(({ name }) => [name, theirs[name] ?? null]));
    onMerge({ ...mine, ...from });
  };
  const who = { who: current.updatedBy, at: localText(current.updatedAt) };
  return (
    <Modal
      open
      width={760}
      title={t("common.form.stale_title")}
      onCancel={onCancel}
      mask={{ closable: false }}
      footer={
        <Space>
          <Button onClick={onCancel}>{t("common.action.cancel")}</Button>
          <Button onClick={() => takeAll("mine")}>{t("common.form.keep_all_mine")}</Button>
          <Button onClick={() => takeAll("theirs")}>{t("common.form.take_all_theirs")}</Button>
          <Button type="primary" onClick={merge} data-testid="stale-merge">
            {t("common.form.merge")}
          </Button>
        </Space>
      }
    >
      <div data-testid="stale-dialog">
        <p>
          {t(differing.length === 0 ? "common.form.stale_same" : "common.form.stale_text", who)}
        </p>
        {differing.map((field) => (
          <fieldset key={field.name} className="stale-field" data-testid={`stale-${field.name}`}>
            <legend>{field.label ?? label(field.name, noun)}</legend>
            <Radio.Group
              value={sides[field.name]}
              onChange={(event) => setSides({ ...sides, [field.name]: event.target.value })}
            >
              <Radio value="mine">
                <span className="quiet">{t("common.form.mine")}</span>{" "}
                <Value value={mine[field.name]} />
              </Radio>
              <Radio value="theirs">
                <span className="quiet">{t("common.form.theirs")}</span>{" "}
                <Value value={theirs[field.name]} />
              </Radio>
            </Radio.Group>
          </fieldset>
        ))}
      </div>
    </Modal>
  );
}

function Value({ value }: { value: Draft[string] | undefined }) {
  const { t } = useTranslation();
  if (typeof value === "boolean") {
    return <b>{t(value ? "common.yes" : "common.no")}</b>;
  }
  return <b>{draftText(value) || t("common.empty_value")}</b>;
}
