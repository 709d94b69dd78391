import { CheckOutlined, MinusOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { Secret } from "../../shared/form/Secret";
import { type PasswordRule, passwordRules } from "./passwordRules";
import "./people.css";

/** A password that is being made, typed twice. */
export interface TypedTwice {
  password: string;
  again: string;
}

export const NOTHING_TYPED: TypedTwice = { password: "", again: "" };

/** Tells whether a password was typed, and twice the same. */
export function isTypedTwice({ password, again }: TypedTwice): boolean {
  return password !== "" && password === again;
}

const RULES: readonly PasswordRule[] = ["length", "kinds", "name"];

interface Props {
  id: string;
  label: string;
  /** The name that may not be in it. */
  name: string;
  value: TypedTwice;
  onChange: (value: TypedTwice) => void;
  error?: string | undefined;
  autoFocus?: boolean;
}

/** The two fields of a new password, and under them what makes it strong enough. */
export function NewPassword({ id, label, name, value, onChange, ...props }: Props) {
  const { t } = useTranslation();
  const { password, again } = value;
  const kept = passwordRules(password, name);
  const differs = again !== "" && !password.startsWith(again) && password !== again;
  return (
    <>
      <Secret
        id={`${id}-new`}
        label={label}
        value={password}
        onChange={(next) => onChange({ ...value, password: next })}
        onEnter={() => document.getElementById(`${id}-again`)?.focus()}
        error={props.error}
        autoFocus={props.autoFocus === true}
      />
      <ul className="password-rules" data-testid="password-rules">
        {RULES.map((rule) => (
          <li key={rule} className={kept[rule] ? "success" : "quiet"} data-kept={kept[rule]}>
            {kept[rule] ? <CheckOutlined aria-hidden /> : <MinusOutlined aria-hidden />}{" "}
            {t(`people.rule.${rule}`)}
            <span className="only-read">
              {" "}
              {t(kept[rule] ? "people.rule.kept" : "people.rule.open")}
            </span>
          </li>
        ))}
      </ul>
      <Secret
        id={`${id}-again`}
        label={t("people.again")}
        value={again}
        onChange={(next) => onChange({ ...value, again: next })}
        error={differs ? t("people.differs") : undefined}
      />
    </>
  );
}
