import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Found, Noun } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { useRested } from "../useRested";
import type { Picked } from "./draft";

export type Find = (text: string) => Promise<Found[]>;

/** Tells one way of searching from another, so that no picker shows what another one found. */
const ways = new WeakMap<Find, number>();
let lastWay = 0;

function wayOf(find: Find): number {
  const known = ways.get(find);
  if (known !== undefined) {
    return known;
  }
  lastWay += 1;
  ways.set(find, lastWay);
  return lastWay;
}

interface Props {
  id?: string;
  noun: Noun;
  value: Picked | null;
  onChange: (picked: Picked | null) => void;
  /** How to search, where not every record of the noun may be chosen. */
  find?: Find | undefined;
  /** Whether all of it is shown before anything is typed. */
  few?: boolean;
  invalid?: boolean;
  describedBy?: string | undefined;
  label: string;
  testId?: string;
}

const SHOWN = 30;
const REST = 150;

/** Picks a record by code, name, pinyin or initials. */
export function RecordPicker(props: Props) {
  const { noun, value, onChange } = props;
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const asked = useRested(text.trim(), REST);
  const found = useQuery({
    queryKey: ["find", noun, props.find === undefined ? "any" : wayOf(props.find), asked],
    queryFn: () =>
      props.find === undefined
        ? call("find", { text: asked, noun, limit: SHOWN })
        : props.find(asked),
    enabled: asked !== "" || props.few === true,
  });
  const options = asked === "" && props.few !== true ? [] : (found.data ?? []);
  return (
    <Select
      id={props.id}
      aria-label={props.label}
      aria-invalid={props.invalid}
      aria-describedby={props.describedBy}
      status={props.invalid ? "error" : ""}
      data-testid={props.testId}
      style={{ width: "100%" }}
      allowClear
      showSearch={{ filterOption: false, onSearch: setText, autoClearSearchValue: true }}
      placeholder={t(props.few === true ? "common.form.choose" : "common.form.search_to_choose")}
      labelInValue
      value={value === null ? null : { value: value.id, label: value.label }}
      onChange={(chosen: { value: number; label: React.ReactNode } | undefined | null) => {
        const record = options.find((one) => one.id === chosen?.value);
        onChange(record === undefined ? null : { id: record.id, label: foundLabel(record) });
      }}
      onOpenChange={(open) => !open && setText("")}
      loading={found.isFetching}
      notFoundContent={
        <span className="quiet">
          {t(
            asked === "" && props.few !== true
              ? "common.form.search_to_choose"
              : "common.form.not_found",
          )}
        </span>
      }
      options={options.map((one) => ({ value: one.id, label: foundLabel(one) }))}
    />
  );
}

/** Names a found record by its code and name. */
export function foundLabel(found: { code: string; name: string }): string {
  return found.code === "" || found.code === found.name
    ? found.name
    : `${found.code} ${found.name}`;
}
