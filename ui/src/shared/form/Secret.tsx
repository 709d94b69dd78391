import { Input, type InputRef } from "antd";
import { type KeyboardEvent, type Ref, useState } from "react";
import { useTranslation } from "react-i18next";
import { isComposing } from "../shortcuts";
import "./form.css";

interface Props {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  onEnter?: (() => void) | undefined;
  autoFocus?: boolean;
  /** Whether it is a secret that exists, not one that is being made. */
  known?: boolean;
  disabled?: boolean;
  /** What is wrong with it, in the user's words. */
  error?: string | undefined;
  ref?: Ref<InputRef>;
  testId?: string;
}

/** A field whose text is not shown; it says so while Caps Lock would spoil what is typed. */
export function Secret({ id, label, value, error, ...props }: Props) {
  const { t } = useTranslation();
  const [capsLock, setCapsLock] = useState(false);
  const watch = (event: KeyboardEvent) => setCapsLock(event.getModifierState("CapsLock"));
  const said = [error === undefined ? null : `${id}-error`, capsLock ? `${id}-caps` : null];
  return (
    <div className="form-field" data-field={id}>
      <label htmlFor={id}>{label}</label>
      <Input.Password
        id={id}
        ref={props.ref}
        value={value}
        autoFocus={props.autoFocus}
        disabled={props.disabled}
        autoComplete={props.known === true ? "current-password" : "new-password"}
        aria-invalid={error !== undefined}
        aria-describedby={said.filter((one) => one !== null).join(" ") || undefined}
        status={error === undefined ? "" : "error"}
        data-testid={props.testId ?? id}
        onChange={(event) => props.onChange(event.target.value)}
        onKeyUp={watch}
        onKeyDown={(event) => {
          watch(event);
          if (event.key === "Enter" && !isComposing(event.nativeEvent)) {
            props.onEnter?.();
          }
        }}
      />
      {capsLock && (
        <div id={`${id}-caps`} className="form-note warning" role="status" data-testid="caps-lock">
          {t("common.form.caps_lock")}
        </div>
      )}
      {error !== undefined && (
        <div id={`${id}-error`} className="form-error" role="alert">
          {error}
        </div>
      )}
    </div>
  );
}
