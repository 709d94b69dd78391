import type { ReactNode } from "react";

interface Props {
  icon: ReactNode;
  title: string;
  hint: string;
  testId: string;
  disabled?: boolean;
  onChoose: () => void;
}

/** One of the ways to go on, on the screens before the desk. */
export function OpeningChoice({ icon, title, hint, testId, disabled = false, onChoose }: Props) {
  return (
    <li>
      <button type="button" onClick={onChoose} disabled={disabled} data-testid={testId}>
        <span className="choice-icon" aria-hidden="true">
          {icon}
        </span>
        <strong>{title}</strong>
        <span className="quiet">{hint}</span>
      </button>
    </li>
  );
}
