import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

afterEach(cleanup);

configure({
  // A busy machine is slow, not wrong.
  asyncUtilTimeout: 10_000,
  // The whole page in every message hides what went wrong.
  getElementError: (message) => new Error(message ?? ""),
});

// jsdom says on every call that it knows no pseudo-elements; antd asks for none that matter.
const computed = window.getComputedStyle.bind(window);
window.getComputedStyle = (element) => computed(element);

// jsdom has no layout: give elements a window's size, and antd the two interfaces it asks for.
Object.defineProperties(HTMLElement.prototype, {
  clientHeight: { configurable: true, get: () => 600 },
  clientWidth: { configurable: true, get: () => 1000 },
});

class FixedSize implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}
globalThis.ResizeObserver ??= FixedSize;

window.matchMedia ??= (query: string) =>
  ({
    matches: false,
    media: query,
    onchange: null,
    addEventListener() {},
    removeEventListener() {},
    addListener() {},
    removeListener() {},
    dispatchEvent: () => false,
  }) as MediaQueryList;
