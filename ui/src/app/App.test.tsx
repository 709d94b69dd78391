import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { STATE } from "../../tests/backups";
import { answer } from "../../tests/program";
import { contractDetail, contractRow } from "../../tests/records";
import type { AppState, Failure, JournalEntry, ListQuery, Overview } from "../ipc/bindings";
import { App } from "./App";

/** A ledger that opens where its first records go. */
const EMPTY: AppState = {
  ...STATE,
  ledger_path: "D:\\台账\\宝华新能.lantai",
  actor: "王强",
  counts: [{ noun: "contract", count: 0 }],
};

const ENTRY: JournalEntry = {
  seq: 12,
  at: "2026-11-21T06:01:00Z",
  actor: "王强",
  operation: "update_contract",
  subject: "HT-2024-001",
  detail: null,
  undoes: null,
  undone_by: null,
};

/** The newest undo, and what it took back. */
const UNDO: JournalEntry = { ...ENTRY, seq: 14, operation: "undo", subject: "乙公司", undoes: 11 };
const UNDONE: JournalEntry = { ...ENTRY, seq: 11, operation: "create_supplier", subject: "乙公司" };

const OVERVIEW: Overview = {
  today: "2026-11-22",
  todos: [],
  payments: [],
  types: [],
  grades: [],
  projects: [],
};

function start(state = EMPTY, overview = OVERVIEW, part: Parameters<typeof answer>[0] = {}) {
  const queries: ListQuery[] = [];
  const asked = answer({
    app_state: () => state,
    overview: () => overview,
    frontend_ready: () => null,
    undo_state: () => ({ undo: ENTRY, redo: UNDO, redone: UNDONE }),
    undo: () => ({
      undone: 12,
      seq: 13,
      reversed: 1,
      kept_changed: 0,
      kept_referred: 0,
      records: [],
    }),
    record_history: () => [],
    contract_detail: () => contractDetail(),
    list_contracts: ({ query }) => {
      queries.push(query);
      const rows = [contractRow(), contractRow({ id: 2, code: "HT-2024-002", progress: "1.0636" })];
      return { rows, count: 2, totals: { amount: "2400000.00", paid: "600000.00" } };
    },
    list_payments: () => ({ rows: [], count: 0, totals: { amount: "0.00" } }),
    ...part,
  });
  render(<App />);
  return { asked, queries };
}

describe("the window", () => {
  it("shows the contracts with their totals, and one beside the list", async () => {
    start();
    await userEvent.click(await screen.findByTestId("row-HT-2024-002"));
    expect(await screen.findByTestId("panel-progress")).toHaveTextContent("25.0%");
    expect(screen.getByTestId("status-rows")).toHaveTextContent("2 行");
    expect(screen.getByTestId("status-sum")).toHaveTextContent("2,400,000.00 元");
    expect(screen.getByTestId("row-HT-2024-001")).toBeInTheDocument();
  });

  it("undoes with Ctrl+Z and says what", async () => {
    const { asked } = start();
    await screen.findByTestId("row-HT-2024-001");
    await waitFor(() => expect(screen.getByTestId("undo")).toBeEnabled());
    await userEvent.keyboard("{Control>}z{/Control}");
    expect(await screen.findByText("已撤销：修改合同 HT-2024-001")).toBeInTheDocument();
    expect(asked.filter(({ name }) => name === "undo")[0]?.args).toEqual({ seq: 12 });
  });

  it("redoes with Ctrl+Y and names what it brought back, not the undo", async () => {
    const { asked } = start();
    await screen.findByTestId("row-HT-2024-001");
    await waitFor(() => expect(screen.getByTestId("redo")).toBeEnabled());
    expect(screen.getByTestId("redo")).toHaveAccessibleName("重做：新建供应商 乙公司 (Ctrl+Y)");
    await userEvent.keyboard("{Control>}y{/Control}");
    expect(await screen.findByText("已重做：新建供应商 乙公司")).toBeInTheDocument();
    expect(asked.filter(({ name }) => name === "undo")[0]?.args).toEqual({ seq: 14 });
  });

  it("remembers the search of a page, and brings it back", async () => {
    const { queries } = start();
    await userEvent.type(await screen.findByTestId("list-search"), "渗滤液");
    await waitFor(() => expect(queries.at(-1)?.search).toBe("渗滤液"));
    await userEvent.click(screen.getByTestId("nav-payments"));
    await screen.findByText(/台账中还没有付款/);
    await userEvent.click(screen.getByTestId("back"));
    expect(await screen.findByTestId("list-search")).toHaveValue("渗滤液");
  });

  it("sorts by a header: up, down, and as the ledger orders", async () => {
    const { queries } = start();
    const header = await screen.findByTestId("sort-amount");
    const sorts = [];
    for (let click = 0; click < 3; click += 1) {
      const before = queries.length;
      await userEvent.click(header);
      if (click < 2) {
        await waitFor(() => expect(queries.length).toBeGreaterThan(before));
        sorts.push(queries.at(-1)?.sort);
      }
    }
    expect(sorts).toEqual([
      [{ field: "amount", descending: false }],
      [{ field: "amount", descending: true }],
    ]);
    expect(screen.getByRole("columnheader", { name: /签约合同价/ })).toHaveAttribute(
      "aria-sort",
      "none",
    );
  });

  it("opens with the home page where there are records, and counts what waits", async () => {
    const waits = (urgency: "harm" | "gap", count: number) => ({
      code: "todo.overpaid" as const,
      params: {},
      urgency,
      count,
      amount: null,
      noun: "contract" as const,
      filters: [],
      view: null,
    });
    const state = { ...EMPTY, counts: [{ noun: "contract" as const, count: 2 }] };
    start(state, { ...OVERVIEW, todos: [waits("harm", 3)] });
    expect(await screen.findByTestId("home")).toBeInTheDocument();
    expect(screen.getByTestId("nav-home")).toHaveTextContent("首页3");
    await userEvent.click(screen.getByTestId("todo.overpaid"));
    expect(await screen.findByTestId("row-HT-2024-001")).toBeInTheDocument();
  });

  it("says that the ledger is damaged, and goes to its repair", async () => {
    const failure: Failure = {
      code: "ledger.damaged",
      params: { path: EMPTY.ledger_path },
      field: null,
      problems: [],
      incident: "1",
    };
    let state: AppState = { ...EMPTY, damaged: true };
    start(state, OVERVIEW, {
      app_state: () => state,
      repair_ledger: () => {
        state = { ...EMPTY, opening: "recovery", failure };
        return state;
      },
    });
    expect(await screen.findByText("台账文件有损坏")).toBeInTheDocument();
    await userEvent.click(await screen.findByTestId("repair-ledger"));
    expect(await screen.findByTestId("recovery-reason")).toHaveAttribute(
      "data-code",
      "ledger.damaged",
    );
  });

  it("says how a restore ended that was interrupted", async () => {
    const at = "2026-11-21T09:02:00Z";
    start({ ...EMPTY, interrupted: { finished: false, name: "db_backup_1.sqlite3", at } });
    expect(await screen.findByText(/没有进行：台账仍是恢复之前的样子/)).toBeInTheDocument();
  });

  it("speaks English when asked to", async () => {
    start();
    await userEvent.click(await screen.findByTestId("language"));
    expect(await screen.findByText("Export this view")).toBeInTheDocument();
    await userEvent.click(screen.getByTestId("language"));
  });
});
