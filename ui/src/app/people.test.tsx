import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { barriers } from "../../tests/axe";
import { STATE } from "../../tests/backups";
import { ALONE, NOBODY, signedIn } from "../../tests/people";
import { answer, refusal } from "../../tests/program";
import { contractDetail, contractRow } from "../../tests/records";
import type {
  Access,
  AppState,
  HealthItem,
  HealthSummary,
  JournalEntry,
  Role,
  Tampering,
} from "../ipc/bindings";
import { App } from "./App";

const ENTRY: JournalEntry = {
  seq: 12,
  at: "2026-11-21T06:01:00Z",
  actor: "李强",
  operation: "update_contract",
  subject: "HT-2024-001",
  detail: null,
  undoes: null,
  undone_by: null,
};

const TAMPERING: Tampering = {
  found_at: "2026-11-22T01:00:00Z",
  findings: [
    { kind: "entry_edited", seq: 17, value: null, digest: "a" },
    { kind: "account_edited", seq: null, value: "李强", digest: "b" },
  ],
};

/** Opens the window of somebody; the program remembers how it stands. */
function start(access: Access, handlers: Parameters<typeof answer>[0] = {}, part = {}) {
  let state: AppState = {
    ...STATE,
    counts: [{ noun: "contract", count: 0 }],
    access,
    ...part,
  };
  const become = (next: Partial<Access>): AppState => {
    state = { ...state, access: { ...state.access, ...next } };
    return state;
  };
  const asked = answer({
    app_state: () => state,
    preferences: () => ({}),
    keep_preferences: () => null,
    frontend_ready: () => null,
    backup_standing: () => ({
      folder: "D:\\",
      last_backup: null,
      unsaved: 0,
      last_drill: null,
      notices: [],
    }),
    overview: () => ({
      today: "2026-11-22",
      todos: [],
      payments: [],
      types: [],
      grades: [],
      projects: [],
    }),
    undo_state: () => ({ undo: ENTRY, redo: null, redone: null }),
    record_history: () => [{ entry: ENTRY, change: { action: "updated", fields: [] } } as never],
    contract_detail: () => contractDetail(),
    check_contract: () => [],
    list_contracts: () => ({ rows: [contractRow()], count: 1, totals: {} }),
    ...handlers,
  });
  render(<App />);
  const names = () => asked.map(({ name }) => name);
  return {
    asked,
    names,
    become,
    tamper: (t: Tampering | null) => (state = { ...state, tampering: t }),
  };
}

beforeEach(() => localStorage.clear());
afterEach(() => vi.useRealTimers());

describe("the door", () => {
  it("asks who is there before anything of the ledger is read", async () => {
    const { names, become } = start(NOBODY, { sign_in: () => become(signedIn("editor")) });
    await userEvent.type(await screen.findByTestId("sign-in-name"), "王芳");
    expect(names()).not.toContain("list_contracts");
    expect(names()).not.toContain("overview");
    await userEvent.type(screen.getByTestId("sign-in-password"), "geheim-1{Enter}");
    expect(await screen.findByTestId("row-HT-2024-001")).toBeInTheDocument();
  });

  it("has a password changed that somebody else gave", async () => {
    start({ ...NOBODY, must_change: true });
    expect(await screen.findByTestId("password-due")).toBeVisible();
    expect(screen.queryByTestId("nav-contracts")).not.toBeInTheDocument();
  });

  it("is open where one person works alone", async () => {
    start(ALONE);
    expect(await screen.findByTestId("row-HT-2024-001")).toBeInTheDocument();
    expect(screen.queryByTestId("person-menu")).not.toBeInTheDocument();
  });

  it("closes again when somebody signs out", async () => {
    const { become } = start(signedIn("editor"), { sign_out: () => become(NOBODY) });
    await userEvent.click(await screen.findByTestId("person-menu"));
    await userEvent.click(await screen.findByTestId("menu-sign-out"));
    await userEvent.click(await screen.findByTestId("sign-out-confirm"));
    expect(await screen.findByTestId("sign-in")).toBeVisible();
    expect(document.body).not.toHaveTextContent("HT-2024-001");
  });
});

describe("a new ledger", () => {
  it("asks once who works with it", async () => {
    let state: AppState = { ...STATE, opening: "first_start", counts: [] };
    start(ALONE, {
      app_state: () => state,
      create_ledger: () => {
        state = { ...state, opening: "ready" };
        return state;
      },
    });
    await userEvent.click(await screen.findByTestId("start-empty"));
    expect(await screen.findByTestId("who-works")).toBeVisible();
    expect(await barriers()).toEqual([]);
    await userEvent.click(screen.getByTestId("who-one"));
    expect(await screen.findByTestId("nav-contracts")).toBeInTheDocument();
    expect(JSON.parse(localStorage.getItem("lantai.preferences") ?? "{}").askWho).toBe(false);
  });

  it("begins with accounts where several work", async () => {
    localStorage.setItem("lantai.preferences", JSON.stringify({ askWho: true }));
    const { asked, become } = start(ALONE, {
      begin_accounts: () => become(signedIn("administrator")),
    });
    await userEvent.click(await screen.findByTestId("who-several"));
    await userEvent.type(await screen.findByTestId("begin-new"), "anfang-1");
    await userEvent.type(screen.getByTestId("begin-again"), "anfang-1{Enter}");
    expect(await screen.findByTestId("person-menu")).toHaveTextContent("王芳");
    expect(asked.filter(({ name }) => name === "begin_accounts").map(({ args }) => args)).toEqual([
      { name: STATE.actor, password: "anfang-1" },
    ]);
  });
});

describe("the lock", () => {
  const RIGHT = "geheim-1";

  /** A form in which something was typed, with the desk locked over it. */
  async function lockOverForm() {
    const ui = start(signedIn("editor", { idle_minutes: 10 }), {
      lock: () => {
        ui.become({ locked: true, person: null, may: [] });
        return null;
      },
      unlock: ({ password }) => {
        if (password !== RIGHT) {
          throw refusal({ code: "access.wrong_password", params: { left: "4" } });
        }
        return ui.become(signedIn("editor", { idle_minutes: 10 }));
      },
      sign_out: () => ui.become(NOBODY),
    });
    await userEvent.click(await screen.findByTestId("row-HT-2024-001"));
    await userEvent.click(await screen.findByTestId("edit"));
    const name = await screen.findByTestId("field-name");
    await userEvent.clear(name);
    await userEvent.type(name, "渗滤液处理二期");
    await userEvent.keyboard("{Control>}{Alt>}l{/Alt}{/Control}");
    await screen.findByTestId("lock-cover");
    // What the program says of a locked desk is read, and takes nothing from it.
    await waitFor(() =>
      expect(ui.names().lastIndexOf("app_state")).toBeGreaterThan(ui.names().indexOf("lock")),
    );
    return ui;
  }

  it("leaves nothing to be read, reached or typed into, and everything as it was", async () => {
    const { names } = await lockOverForm();
    expect(names()).toContain("lock");
    const cover = screen.getByTestId("lock-cover");
    for (const part of document.body.children) {
      expect((part as HTMLElement).inert === true || part.contains(cover)).toBe(true);
    }
    expect(screen.getByTestId("unlock-password")).toHaveFocus();
    expect(await barriers(cover)).toEqual([]);

    // Neither Esc nor Ctrl+S reaches the form beneath.
    await userEvent.keyboard("{Escape}{Control>}s{/Control}");
    fireEvent.keyDown(document.body, { key: "Escape" });
    expect(names()).not.toContain("update_contract");
    await userEvent.type(screen.getByTestId("unlock-password"), `${RIGHT}{Enter}`);
    await waitFor(() => expect(screen.queryByTestId("lock-cover")).not.toBeInTheDocument());
    expect(screen.getByTestId("field-name")).toHaveValue("渗滤液处理二期");
    expect(screen.getByTestId("field-name")).toHaveFocus();
    for (const part of document.body.children) {
      expect((part as HTMLElement).inert).not.toBe(true);
    }
  });

  it("stays for whoever does not know the password", async () => {
    await lockOverForm();
    await userEvent.type(screen.getByTestId("unlock-password"), "falsch{Enter}");
    expect(await screen.findByTestId("error-notice")).toHaveTextContent("4");
    expect(screen.getByTestId("lock-cover")).toBeVisible();
  });

  it("covers a message that comes while it is there", async () => {
    await lockOverForm();
    const late = document.createElement("div");
    act(() => document.body.append(late));
    await waitFor(() => expect(late.inert).toBe(true));
    late.remove();
  });

  it("gives the desk to somebody else after saying what is lost", async () => {
    await lockOverForm();
    await userEvent.click(screen.getByTestId("lock-other"));
    expect(screen.getByTestId("lock-cover")).toHaveTextContent("会丢失");
    await userEvent.click(screen.getByTestId("lock-sign-out"));
    expect(await screen.findByTestId("sign-in")).toBeVisible();
    expect(screen.queryByTestId("lock-cover")).not.toBeInTheDocument();
    expect(screen.queryByTestId("record-form")).not.toBeInTheDocument();
  });

  it("comes by itself when nobody has touched anything, also after the computer slept", async () => {
    vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
    const { names, become } = start(signedIn("editor", { idle_minutes: 10 }), {
      lock: () => {
        become({ locked: true, person: null, may: [] });
        return null;
      },
    });
    await screen.findByTestId("row-HT-2024-001");
    act(() => void vi.advanceTimersByTime(9 * 60_000));
    fireEvent.pointerMove(window);
    act(() => void vi.advanceTimersByTime(9 * 60_000));
    expect(names()).not.toContain("lock");
    // While it sleeps only the clock goes on; the first touch finds the time over.
    vi.setSystemTime(Date.now() + 60 * 60_000);
    fireEvent.pointerMove(window);
    expect(await screen.findByTestId("lock-cover")).toBeVisible();
    expect(names()).toContain("lock");
  });

  it("does not come where it is switched off", async () => {
    vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
    const { names } = start(signedIn("editor", { idle_minutes: 0 }));
    await screen.findByTestId("row-HT-2024-001");
    act(() => void vi.advanceTimersByTime(24 * 60 * 60_000));
    expect(names()).not.toContain("lock");
  });
});

describe("what somebody may not do", () => {
  /** What of these stands on the page of a contract. */
  async function found(role: Role, ids: readonly string[]): Promise<string[]> {
    start(signedIn(role));
    await userEvent.click(await screen.findByTestId("row-HT-2024-001"));
    await screen.findByTestId("record-history");
    await screen.findByTestId("history-12");
    return ids.filter((id) => screen.queryByTestId(id) !== null);
  }
  const WRITING = ["new", "edit", "copy", "new-payment", "edit-plan", "nav-import", "undo"];
  const MORE = ["delete", "undo-12", "nav-settings"];
  const MOST = ["nav-migration", "nav-people"];
  const ALL = [...WRITING, ...MORE, ...MOST];

  it("is not there for a reader, who looks and exports", async () => {
    expect(await found("reader", ALL)).toEqual([]);
    expect(screen.getByTestId("export")).toBeVisible();
    await userEvent.keyboard("{Control>}n{/Control}{F2}{Delete}");
    expect(screen.queryByTestId("record-form")).not.toBeInTheDocument();
    expect(screen.queryByTestId("deletion-preview")).not.toBeInTheDocument();
  });

  it("is not there for an editor, who deletes nothing and undoes only their own", async () => {
    expect(await found("editor", ALL)).toEqual(WRITING);
    // The newest operation is somebody else's.
    expect(screen.getByTestId("undo")).toBeDisabled();
  });

  it("is not there for a manager, who leaves the computer to administrators", async () => {
    expect(await found("manager", ALL)).toEqual([...WRITING, ...MORE]);
    expect(screen.getByTestId("undo")).toBeEnabled();
  });

  it("tells an administrator of passwords that were reset by command", async () => {
    const resets = [{ id: 8, name: "李强", at: "2026-11-22T01:00:00Z", by: "PC-02\\it" }];
    start(signedIn("administrator", { resets }));
    expect(await screen.findByTestId("nav-people")).toHaveTextContent("用户与权限1");
  });

  it("is all there for an administrator", async () => {
    expect(await found("administrator", ALL)).toEqual(ALL);
  });

  it("is not there where a feature is switched off", async () => {
    start(signedIn("manager", { features: [] }), {
      list_evaluations: () => ({ rows: [], count: 0, totals: {} }),
      score_ordinals: () => ({ years: [], numbers: [] }),
      settings: () => {
        throw refusal({ code: "internal" });
      },
    });
    await userEvent.click(await screen.findByTestId("nav-evaluations"));
    await screen.findByTestId("view-evaluations");
    expect(screen.queryByTestId("view-rating_trial")).not.toBeInTheDocument();
  });
});

describe("a ledger that was tampered with", () => {
  it("says so over every page, and what was found", async () => {
    start(signedIn("editor"), {}, { tampering: TAMPERING });
    expect(await screen.findByTestId("tamper-banner")).toHaveTextContent("第 17 号");
    await userEvent.click(screen.getByTestId("nav-home"));
    expect(screen.getByTestId("tamper-banner")).toHaveTextContent("共发现 2 处");
    await userEvent.click(screen.getByTestId("tamper-look"));
    expect(await screen.findByTestId("tamper-findings")).toHaveTextContent("账号“李强”被改动过");
    expect(screen.queryByTestId("tamper-acknowledge")).not.toBeInTheDocument();
    expect(await barriers(screen.getByTestId("tamper-dialog"))).toEqual([]);
  });

  it("is led to from the health page, until it is acknowledged", async () => {
    const health = (part: Partial<HealthItem>): HealthSummary => ({
      at: "2026-11-22T01:00:00Z",
      thorough: false,
      items: [{ name: "trust", about: null, params: {}, remedy: null, ...part } as HealthItem],
    });
    let summary = health({ state: "fault", code: "health.tampered", remedy: "tampering" });
    const ui = start(
      signedIn("administrator"),
      {
        health: () => summary,
        acknowledge_tampering: () => {
          summary = health({ state: "attention", code: "health.tampering_acknowledged" });
          return ui.tamper(null);
        },
      },
      { tampering: TAMPERING },
    );
    await userEvent.click(await screen.findByTestId("nav-health"));
    await userEvent.click(await screen.findByTestId("health-mend-trust"));
    await userEvent.type(await screen.findByTestId("tamper-reason"), "李强用工具改过");
    await userEvent.click(screen.getByTestId("tamper-acknowledge"));
    await waitFor(() => expect(screen.getByTestId("health-trust")).toHaveTextContent("注意"));
    expect(screen.queryByTestId("tamper-dialog")).not.toBeInTheDocument();
  });

  it("goes on once an administrator has acknowledged it, with a reason", async () => {
    const ui = start(
      signedIn("administrator"),
      { acknowledge_tampering: () => ui.tamper(null) },
      { tampering: TAMPERING },
    );
    await userEvent.click(await screen.findByTestId("tamper-look"));
    expect(await screen.findByTestId("tamper-acknowledge")).toBeDisabled();
    await userEvent.type(screen.getByTestId("tamper-reason"), "  李强用工具改过  ");
    await userEvent.click(screen.getByTestId("tamper-acknowledge"));
    await waitFor(() => expect(screen.queryByTestId("tamper-banner")).not.toBeInTheDocument());
    expect(ui.asked.find(({ name }) => name === "acknowledge_tampering")?.args).toEqual({
      reason: "李强用工具改过",
    });
  });
});
