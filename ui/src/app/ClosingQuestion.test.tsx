import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { tells } from "../../tests/events";
import { answer } from "../../tests/program";
import { show } from "../../tests/show";
import { useLosses } from "../shared/losses";
import { ClosingQuestion } from "./ClosingQuestion";

vi.mock("../ipc/events", async () => ({
  useEvent: (await import("../../tests/events")).useHearing,
}));

function Typing({ count }: { count: number }) {
  useLosses(() => count);
  return null;
}

function close(...counts: number[]) {
  const asked = answer({ answer_closing: () => null });
  const { unmount } = show(
    <>
      {counts.map((count) => (
        <Typing key={count} count={count} />
      ))}
      <ClosingQuestion />
    </>,
  );
  act(() => tells("closing-asked", null));
  const answers = () => asked.map((one) => (one.args as { mayLeave: boolean }).mayLeave);
  return { answers, unmount };
}

describe("ClosingQuestion", () => {
  it("lets the window close where nothing would be lost", async () => {
    const { answers } = close(0);
    await waitFor(() => expect(answers()).toEqual([true]));
    expect(screen.queryByTestId("closing-losses")).toBeNull();
  });

  it("keeps the window until the person has decided", async () => {
    const { answers } = close(2, 1);
    expect(await screen.findByTestId("closing-losses")).toHaveTextContent("3 项修改");
    expect(answers()).toEqual([false]);
    await userEvent.click(screen.getByTestId("closing-discard"));
    expect(answers()).toEqual([false, true]);
  });

  it("goes back to the form, and asks again the next time", async () => {
    const { answers } = close(1);
    await userEvent.click(await screen.findByTestId("closing-stay"));
    expect(answers()).toEqual([false]);
    act(() => tells("closing-asked", null));
    expect(answers()).toEqual([false, false]);
    await userEvent.click(screen.getByTestId("closing-discard"));
    expect(answers()).toEqual([false, false, true]);
  });

  it("can be answered under the lock, which makes all else inert", async () => {
    const lock = document.body.appendChild(document.createElement("div"));
    lock.className = "lock-layer";
    const { answers, unmount } = close(1);
    await userEvent.click(await within(lock).findByTestId("closing-discard"));
    expect(answers()).toEqual([false, true]);
    unmount();
    lock.remove();
  });
});
