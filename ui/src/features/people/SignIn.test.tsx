import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { barriers } from "../../../tests/axe";
import { STATE } from "../../../tests/backups";
import { NOBODY, signedIn } from "../../../tests/people";
import { answer, asks, failure } from "../../../tests/program";
import { show } from "../../../tests/show";
import type { AppState } from "../../ipc/bindings";
import { PreferencesProvider } from "../../shared/preferences";
import { PasswordDue } from "./ChangePassword";
import { SignIn } from "./SignIn";
import { countdown } from "./useLockout";

const DOOR: AppState = { ...STATE, access: NOBODY };
const IN: AppState = { ...STATE, access: signedIn("editor") };

/** What the preferences ask of the program. */
const KEPT = { preferences: () => ({}), keep_preferences: () => null };

const shown = (state = DOOR) =>
  show(
    <PreferencesProvider>
      <SignIn state={state} />
    </PreferencesProvider>,
  );

beforeEach(() => localStorage.clear());
afterEach(() => vi.useRealTimers());

describe("signing in", () => {
  it("needs a name and a password, goes on by Enter, and remembers the name", async () => {
    answer({ ...KEPT, sign_in: () => IN });
    const { client, unmount } = shown();
    expect(screen.getByTestId("sign-in-name")).toHaveFocus();
    expect(screen.getByTestId("sign-in-go")).toBeDisabled();
    await userEvent.keyboard(" 王芳 {Enter}");
    expect(screen.getByTestId("sign-in-password")).toHaveFocus();
    expect(asks("sign_in")).toEqual([]);
    await userEvent.keyboard("geheim 123{Enter}");
    await waitFor(() => expect(client.getQueryData(["app_state"])).toEqual(IN));
    expect(asks("sign_in")).toEqual([{ name: "王芳", password: "geheim 123" }]);
    unmount();
    shown();
    expect(screen.getByTestId("sign-in-name")).toHaveValue("王芳");
    expect(screen.getByTestId("sign-in-password")).toHaveFocus();
  });

  it("says how many tries are left, and lets the password be typed anew", async () => {
    answer({
      ...KEPT,
      sign_in: () => Promise.reject(failure("access.wrong_password", { left: "3" })),
    });
    shown();
    await userEvent.type(screen.getByTestId("sign-in-name"), "王芳");
    await userEvent.type(screen.getByTestId("sign-in-password"), "falsch{Enter}");
    expect(await screen.findByTestId("error-notice")).toHaveTextContent("3");
    expect(screen.getByTestId("sign-in-password")).toHaveFocus();
    expect(screen.getByTestId("sign-in")).toHaveTextContent("lantai user reset");
  });

  it("counts down while somebody is locked out, and lets somebody else in", async () => {
    const until = new Date(Date.now() + 30_000).toISOString();
    answer({
      ...KEPT,
      sign_in: ({ name }) =>
        name === "王芳"
          ? Promise.reject(failure("access.locked_out", { until, seconds: "30" }))
          : IN,
    });
    const { client } = shown();
    await userEvent.type(screen.getByTestId("sign-in-name"), "王芳");
    await userEvent.type(screen.getByTestId("sign-in-password"), "falsch{Enter}");
    expect(await screen.findByTestId("countdown")).toHaveTextContent(/0:(30|29|28)/);
    expect(screen.getByTestId("sign-in-go")).toBeDisabled();
    await userEvent.type(screen.getByTestId("sign-in-password"), "{Enter}");
    expect(asks("sign_in")).toHaveLength(1);
    await userEvent.clear(screen.getByTestId("sign-in-name"));
    await userEvent.type(screen.getByTestId("sign-in-name"), "李强");
    await userEvent.click(screen.getByTestId("sign-in-go"));
    await waitFor(() => expect(client.getQueryData(["app_state"])).toEqual(IN));
  });

  it("lets in again when the lockout is over", async () => {
    vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
    const until = new Date(Date.now() + 2_000).toISOString();
    answer({
      ...KEPT,
      sign_in: () => Promise.reject(failure("access.locked_out", { until, seconds: "2" })),
    });
    shown();
    await userEvent.type(screen.getByTestId("sign-in-name"), "王芳");
    await userEvent.type(screen.getByTestId("sign-in-password"), "falsch{Enter}");
    await screen.findByTestId("countdown");
    act(() => void vi.advanceTimersByTime(3_000));
    expect(await screen.findByTestId("try-again")).toBeVisible();
    expect(screen.getByTestId("sign-in-go")).toBeEnabled();
  });

  it("warns of Caps Lock while it is on", async () => {
    answer(KEPT);
    shown();
    // Caps Lock stays on from one key to the next.
    const user = userEvent.setup();
    await user.click(screen.getByTestId("sign-in-password"));
    await user.keyboard("{CapsLock}a");
    expect(await screen.findByTestId("caps-lock")).toBeVisible();
    await user.keyboard("{CapsLock}a");
    expect(screen.queryByTestId("caps-lock")).not.toBeInTheDocument();
  });

  it("says at the door that the ledger was tampered with, and can be used by everybody", async () => {
    answer(KEPT);
    shown({ ...DOOR, tampering: { found_at: "2026-11-22T01:00:00Z", findings: [] } });
    expect(screen.getByTestId("tampered-at-the-door")).toBeVisible();
    expect(await barriers()).toEqual([]);
  });
});

describe("a password that somebody else gave", () => {
  const due = () =>
    show(
      <PreferencesProvider>
        <PasswordDue name="王芳" />
      </PreferencesProvider>,
    );

  it("is changed before anything else, typed twice", async () => {
    answer({ ...KEPT, change_password: () => IN });
    const { client } = due();
    await userEvent.keyboard("alt 12345{Enter}");
    await userEvent.keyboard("neu-12345{Enter}neu-1234x");
    expect(screen.getByRole("alert")).toHaveTextContent("不一样");
    expect(screen.getByTestId("save")).toBeDisabled();
    await userEvent.keyboard("{Backspace}5{Enter}");
    await waitFor(() => expect(client.getQueryData(["app_state"])).toEqual(IN));
    expect(asks("change_password")).toEqual([{ old: "alt 12345", new: "neu-12345" }]);
    expect(await barriers()).toEqual([]);
  });

  it("tells which rules the new one keeps, and what the ledger says of it", async () => {
    answer({
      ...KEPT,
      change_password: () => Promise.reject(failure("account.password_weak", { rule: "kinds" })),
    });
    due();
    const kept = () =>
      [...screen.getByTestId("password-rules").querySelectorAll("li")].map(
        ({ dataset }) => dataset.kept,
      );
    await userEvent.type(screen.getByTestId("password-old"), "alt");
    await userEvent.type(screen.getByTestId("password-new"), "王芳王芳王芳王芳");
    expect(kept()).toEqual(["true", "false", "false"]);
    await userEvent.clear(screen.getByTestId("password-new"));
    await userEvent.type(screen.getByTestId("password-new"), "abcdefg1");
    expect(kept()).toEqual(["true", "true", "true"]);
    await userEvent.type(screen.getByTestId("password-again"), "abcdefg1{Enter}");
    expect(await screen.findByRole("alert")).toHaveTextContent("密码");
    expect(screen.getByTestId("password-new")).toHaveAccessibleDescription(/密码/);
  });

  it("may be left to somebody else", async () => {
    answer({ ...KEPT, sign_out: () => DOOR });
    const { client } = due();
    await userEvent.click(screen.getByTestId("sign-out"));
    await waitFor(() => expect(client.getQueryData(["app_state"])).toEqual(DOOR));
  });
});

describe("the countdown", () => {
  it("is written as a clock writes it", () => {
    expect([5, 65, 3_600, 86_399].map(countdown)).toEqual(["0:05", "1:05", "1:00:00", "23:59:59"]);
  });
});
