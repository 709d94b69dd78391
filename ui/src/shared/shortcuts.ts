import { useEffect, useRef } from "react";

/** How many forms and dialogs lie over the page: while there are any, the page's keys rest. */
let covers = 0;

/** Lets the keys of the page rest while this component is on screen. */
export function useCover(covering: boolean): void {
  useEffect(() => {
    if (!covering) {
      return;
    }
    covers += 1;
    return () => {
      // The key that closes a dialog must not go on to the page beneath.
      setTimeout(() => {
        covers -= 1;
      });
    };
  }, [covering]);
}

/** Tells whether a form or dialog lies over the page. */
export function isCovered(): boolean {
  return covers > 0;
}

interface Options {
  /** Whether the key also works while the user types in a field. */
  whileTyping?: boolean;
  /** Whether the key also works under a form or dialog. */
  covered?: boolean;
  enabled?: boolean;
  /** Leaves the key to the page where this holds at that moment. */
  unless?: () => boolean;
}

/** Listens for a key such as `ctrl+n` or `f2` in the whole window. */
export function useShortcut(keys: string, act: () => void, options: Options = {}): void {
  const latest = useRef(act);
  latest.current = act;
  const { whileTyping = true, covered = false, enabled = true } = options;
  const unless = useRef(options.unless);
  unless.current = options.unless;
  useEffect(() => {
    if (!enabled) {
      return;
    }
    const listen = (event: KeyboardEvent) => {
      const resting = (covers > 0 && !covered) || (!whileTyping && isTyping(event.target));
      if (event.defaultPrevented || resting || isComposing(event) || nameOf(event) !== keys) {
        return;
      }
      if (unless.current?.() === true) {
        return;
      }
      event.preventDefault();
      latest.current();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [keys, whileTyping, covered, enabled]);
}

/** Tells whether a key belongs to an input method that is still composing. */
export function isComposing(event: { isComposing: boolean; keyCode: number }): boolean {
  // 229 is what WebView2 sends for the key that ends a composition.
  return event.isComposing || event.keyCode === 229;
}

function nameOf(event: KeyboardEvent): string {
  const control = event.ctrlKey || event.metaKey ? "ctrl+" : "";
  const shift = event.shiftKey ? "shift+" : "";
  const alt = event.altKey ? "alt+" : "";
  return `${control}${alt}${shift}${event.key.toLowerCase()}`;
}

/** Boxes that are ticked take no letters. */
const TICKED = ["checkbox", "radio"];

export function isTyping(target: EventTarget | null): boolean {
  return (
    (target instanceof HTMLInputElement && !TICKED.includes(target.type)) ||
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}
