import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { useCover, useShortcut } from "./shortcuts";

function Dialog({ onClose }: { onClose: () => void }) {
  useCover(true);
  useShortcut("escape", onClose, { covered: true });
  return <p>dialog</p>;
}

function Page({ onEscape }: { onEscape: () => void }) {
  const [open, setOpen] = useState(true);
  useShortcut("escape", onEscape);
  return open ? <Dialog onClose={() => setOpen(false)} /> : <input aria-label="field" />;
}

function Undoable({ undo }: { undo: () => void }) {
  useShortcut("ctrl+z", undo, { whileTyping: false });
  return <input aria-label="field" />;
}

describe("keys", () => {
  it("that close a dialog do not go on to the page beneath", async () => {
    const onEscape = vi.fn();
    const { queryByText } = render(<Page onEscape={onEscape} />);
    await userEvent.keyboard("{Escape}");
    expect(queryByText("dialog")).toBeNull();
    expect(onEscape).not.toHaveBeenCalled();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await userEvent.keyboard("{Escape}");
    expect(onEscape).toHaveBeenCalledTimes(1);
  });

  it("leave a text field its own undo", async () => {
    const undo = vi.fn();
    const { getByLabelText } = render(<Undoable undo={undo} />);
    await userEvent.click(getByLabelText("field"));
    await userEvent.keyboard("{Control>}z{/Control}");
    expect(undo).not.toHaveBeenCalled();
    getByLabelText("field").blur();
    await userEvent.keyboard("{Control>}z{/Control}");
    expect(undo).toHaveBeenCalledTimes(1);
  });
});
