import { useQuery } from "@tanstack/react-query";
import type { InputRef } from "antd";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Found } from "../ipc/bindings";
import { call } from "../ipc/call";
import { foundLabel } from "../shared/form/RecordPicker";
import { PAGE_OF, useNavigation } from "../shared/navigation";
import { SearchBox } from "../shared/SearchBox";
import { isComposing, useShortcut } from "../shared/shortcuts";

const SHOWN = 20;

/** Search over every noun (Ctrl+K): type, choose with the arrows, Enter opens. */
export function FindBox() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const box = useRef<InputRef>(null);
  const listId = useId();
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const asked = text.trim();
  const found = useQuery({
    queryKey: ["find", "all", asked],
    queryFn: () => call("find", { text: asked, noun: null, limit: SHOWN }),
    enabled: asked !== "",
  });
  const results = found.data ?? [];
  useShortcut("ctrl+k", () => box.current?.focus({ cursor: "all" }));

  const choose = (one: Found | undefined) => {
    if (one === undefined) {
      return;
    }
    setOpen(false);
    box.current?.blur();
    const page = PAGE_OF[one.noun];
    // A settlement has no page of its own: the list shows the contract it settles.
    go(one.noun === "settlement" ? { page, search: one.code } : { page, open: one.id });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event.nativeEvent)) {
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const by = event.key === "ArrowDown" ? 1 : -1;
      setAt((old) => Math.max(0, Math.min(results.length - 1, old + by)));
    } else if (event.key === "Enter") {
      choose(results[at]);
    } else if (event.key === "Escape") {
      setOpen(false);
      box.current?.blur();
    }
  };
  const showing = open && asked !== "";
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: closes when the focus leaves it.
    <div
      className="find"
      onFocus={() => setOpen(true)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) {
          setOpen(false);
        }
      }}
    >
      <SearchBox
        ref={box}
        label={t("common.frame.find")}
        placeholder={t("common.frame.find_placeholder")}
        value={text}
        onSearch={(next) => {
          setText(next);
          setAt(0);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
        testId="find"
        width={380}
      />
      {showing && (
        <div id={listId} role="listbox" className="find-results" data-testid="find-results">
          {found.isSuccess && results.length === 0 && (
            <div className="find-nothing">{t("common.frame.find_nothing")}</div>
          )}
          {results.map((one, index) => (
            <button
              key={`${one.noun}-${one.id}`}
              type="button"
              role="option"
              aria-selected={index === at}
              tabIndex={-1}
              className="find-result"
              data-testid={`found-${one.noun}-${one.id}`}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(one)}
            >
              <span className="quiet">{t(`common.noun.${one.noun}`)}</span>
              <span>{foundLabel(one)}</span>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
