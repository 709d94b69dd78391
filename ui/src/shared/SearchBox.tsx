import { SearchOutlined } from "@ant-design/icons";
import { Input, type InputRef, Tooltip } from "antd";
import { type KeyboardEvent, type Ref, useEffect, useRef, useState } from "react";
import { useMessage } from "./message";

interface Props {
  label: string;
  placeholder: string;
  value: string;
  /** Is told what stands in the box once the user rests, never half a composed word. */
  onSearch: (text: string) => void;
  testId: string;
  width?: number | string;
  ref?: Ref<InputRef>;
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
}

const REST = 180;

/** What the ledger looks for at most, in characters. */
export const LONGEST_SEARCH = 2000;

/**
 * A box to search in while typing.
 *
 * While an input method composes, the letters in the box are no words yet: searching waits until
 * the composition ends. A text that is too long is not cut: of codes that were pasted, those behind the
 * cut would be missed without a word.
 */
export function SearchBox(props: Props) {
  const { value, onSearch } = props;
  const say = useMessage();
  const [text, setText] = useState(value);
  const composing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setText(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const tooLong = text.length > LONGEST_SEARCH;
  const search = (next: string, rest: number) => {
    clearTimeout(timer.current);
    if (next !== value && next.length <= LONGEST_SEARCH) {
      timer.current = setTimeout(() => onSearch(next), rest);
    }
  };
  return (
    <Tooltip
      open={tooLong}
      title={say({ code: "list.text_too_long", params: { limit: String(LONGEST_SEARCH) } })}
    >
      <Input
        ref={props.ref}
        allowClear
        prefix={<SearchOutlined aria-hidden="true" />}
        aria-label={props.label}
        placeholder={props.placeholder}
        data-testid={props.testId}
        style={{ width: props.width ?? 280 }}
        value={text}
        status={tooLong ? "error" : ""}
        aria-invalid={tooLong}
        onChange={(event) => {
          setText(event.target.value);
          if (!composing.current) {
            search(event.target.value, event.target.value === "" ? 0 : REST);
          }
        }}
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={(event) => {
          composing.current = false;
          search(event.currentTarget.value, REST);
        }}
        onKeyDown={props.onKeyDown}
      />
    </Tooltip>
  );
}
