import { Button, Checkbox, Input, type InputRef, Select } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { isComposing } from "../../shared/shortcuts";

interface Props {
  /** What the column is called in the file. */
  label: string;
  text: string;
  /** The words that the cell may hold; empty where anything may stand. */
  words: readonly string[];
  /** Takes the keys as soon as it is there. */
  focused: boolean;
  onWrite: (text: string, everywhere: boolean) => void;
  onLeave: () => void;
  testId: string;
}

/**
 * A field beside the sheet in which a cell is written anew: an input method would lose its first
 * letter in the cell itself.
 */
export function CellEditor(props: Props) {
  const { label, text, words, focused, onWrite, onLeave, testId } = props;
  const { t } = useTranslation();
  const [typed, setTyped] = useState(text);
  const [everywhere, setEverywhere] = useState(false);
  const input = useRef<InputRef>(null);
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (focused) {
      input.current?.focus({ cursor: "all" });
    }
  }, [focused]);
  const write = (next: string) => {
    if (next !== text) {
      onWrite(next, everywhere);
    }
  };
  return (
    <span className="cell-editor" data-testid={testId}>
      {words.length > 0 ? (
        <Select<string>
          size="small"
          aria-label={t("exchange.row.edit", { label })}
          showSearch
          value={words.includes(text) ? text : null}
          placeholder={text || t("common.form.choose")}
          autoFocus={focused}
          popupMatchSelectWidth={false}
          onChange={write}
          options={words.map((word) => ({ value: word, label: word }))}
        />
      ) : (
        <Input
          ref={input}
          size="small"
          aria-label={t("exchange.row.edit", { label })}
          value={typed}
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !isComposing(event.nativeEvent)) {
              event.preventDefault();
              write(typed);
            } else if (event.key === "Escape" && !isComposing(event.nativeEvent)) {
              event.preventDefault();
              event.stopPropagation();
              setTyped(text);
              onLeave();
            }
          }}
        />
      )}
      {words.length === 0 && (
        <Button size="small" disabled={typed === text} title="Enter" onClick={() => write(typed)}>
          {t("exchange.row.write")}
        </Button>
      )}
      {text !== "" && (
        <Checkbox
          checked={everywhere}
          onChange={(event) => setEverywhere(event.target.checked)}
          data-testid={`${testId}-everywhere`}
        >
          {t("exchange.row.everywhere")}
        </Checkbox>
      )}
    </span>
  );
}
