import { useLayoutEffect, useState } from "react";

/** What must not reach the desk beneath: its dialogs listen in the whole window. */
const KEPT = ["keydown", "keyup", "paste", "copy", "cut", "focusin", "dragover", "drop"] as const;

/**
 * Gives a layer over everything, to be drawn into by a portal as soon as it is there.
 *
 * While it is there all else in the window is inert and hidden: dialogs and messages stand beside
 * the page in the document, and some may still come. They stay as they are; what was in focus is
 * so again afterwards.
 */
export function useCoverAll(): HTMLElement | null {
  const [made, setMade] = useState<HTMLElement | null>(null);
  useLayoutEffect(() => {
    const layer = document.createElement("div");
    layer.className = "lock-layer";
    const focused = document.activeElement;
    const covered = new Set<HTMLElement>();
    const coverOthers = () => {
      for (const other of document.body.children) {
        if (other !== layer && other instanceof HTMLElement && !other.inert) {
          covered.add(other);
          other.inert = true;
          other.classList.add("lock-covered");
        }
      }
    };
    const inside = (event: Event) => event.target instanceof Node && layer.contains(event.target);
    const refuse = (event: Event) => {
      if (!inside(event) && event.type !== "focusin") {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    };
    const keep = (event: Event) => event.stopPropagation();
    document.body.append(layer);
    coverOthers();
    setMade(layer);
    const coming = new MutationObserver(coverOthers);
    coming.observe(document.body, { childList: true });
    for (const name of KEPT) {
      window.addEventListener(name, refuse, true);
      layer.addEventListener(name, keep);
    }
    return () => {
      coming.disconnect();
      for (const name of KEPT) {
        window.removeEventListener(name, refuse, true);
        layer.removeEventListener(name, keep);
      }
      for (const other of covered) {
        other.inert = false;
        other.classList.remove("lock-covered");
      }
      layer.remove();
      if (focused instanceof HTMLElement) {
        focused.focus();
      }
    };
  }, []);
  return made;
}
