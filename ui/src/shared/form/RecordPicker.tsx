import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { type KeyboardEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Found, Noun } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { isComposing } from "../shortcuts";
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

/**
 * Picks a record by code, name, pinyin or initials.
 *
 * Enter pressed before the search has answered waits for it: what alone was found is taken, of several
 * the person chooses.
 */
export function RecordPicker(props: Props) {
  const { noun, value, onChange } = props;
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [entered, setEntered] = useState("");
  const wanted = text.trim();
  const asked = useRested(wanted, REST);
  const found = useQuery({
    queryKey: ["find", noun, props.find === undefined ? "any" : wayOf(props.find), asked],
    queryFn: () =>
      props.find === undefined
        ? call("find", { text: asked, noun, limit: SHOWN })
        : props.find(asked),
    enabled: asked !== "" || props.few === true,
  });
  const quiet = wanted === "" && props.few !== true;
  // Who types on and presses Enter at once must not take what an earlier text had found.
  const searching = !quiet && (asked !== wanted || found.isLoading);
  const options = quiet || asked !== wanted ? [] : (found.data ?? []);
  const take = (record: Found | undefined) =>
    onChange(record === undefined ? null : { id: record.id, label: foundLabel(record) });
  const answered = !searching && entered !== "" && entered === wanted;
  useEffect(() => {
    const [only, ...others] = options;
    if (answered) {
      setEntered("");
      if (only !== undefined && others.length === 0) {
        take(only);
        setOpen(false);
      }
    }
  });
  const enter = (event: KeyboardEvent) => {
    if (event.key === "Enter" && open && searching && !isComposing(event.nativeEvent)) {
      event.preventDefault();
      event.stopPropagation();
      setEntered(wanted);
    }
  };
  return (
    <div onKeyDownCapture={enter}>
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
          take(options.find((one) => one.id === chosen?.value));
        }}
        open={open}
        onOpenChange={(next) => {
          setOpen(next);
          if (!next) {
            setText("");
          }
        }}
        loading={searching}
        notFoundContent={
          <span className="quiet">
            {t(`common.form.${quiet ? "search_to_choose" : searching ? "searching" : "not_found"}`)}
          </span>
        }
        options={options.map((one) => ({ value: one.id, label: foundLabel(one) }))}
      />
    </div>
  );
}

/** Names a found record by its code and name. */
export function foundLabel(found: { code: string; name: string }): string {
  return found.code === "" || found.code === found.name
    ? found.name
    : `${found.code} ${found.name}`;
}
