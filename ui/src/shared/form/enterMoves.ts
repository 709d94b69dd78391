import type { KeyboardEvent } from "react";
import { isComposing } from "../shortcuts";

const FIELDS = "input:not([disabled]):not([type=hidden]), textarea:not([disabled])";

/**
 * Makes Enter go to the next field of a form, and from the last one to `last`.
 *
 * Enter stays what it is in a long text, where it breaks the line; in an open list, where it
 * chooses; for an input method, where it ends the composition; and in a dialog that stands over the
 * form.
 */
export function enterMoves(event: KeyboardEvent<HTMLElement>, last: HTMLElement | null): void {
  const target = event.target;
  const plain = !event.ctrlKey && !event.shiftKey && !event.altKey && !event.metaKey;
  if (event.key !== "Enter" || !plain || isComposing(event.nativeEvent)) {
    return;
  }
  if (!(target instanceof HTMLInputElement) || !event.currentTarget.contains(target)) {
    return;
  }
  if (target.getAttribute("aria-expanded") === "true") {
    return;
  }
  if (target.closest("[data-enter-commits]") !== null && target.value !== "") {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  const fields = [...event.currentTarget.querySelectorAll<HTMLElement>(FIELDS)];
  const next = fields[fields.indexOf(target) + 1] ?? last;
  next?.focus();
  if (next instanceof HTMLInputElement && next.type === "text") {
    next.select();
  }
}
