import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { answerWith, asks, failure } from "../../../tests/answers";
import { show } from "../../../tests/show";
import type {
  ColumnMatch,
  ImportPlan,
  ImportSummary,
  Progress,
  Rehearsal,
  RehearsalQuery,
  RehearsalRow,
  RowAction,
} from "../../ipc/bindings";
import { refresh } from "../../shared/queries";
import { ImportDesk } from "./ImportDesk";
import { importSession } from "./session";

vi.mock("../../ipc/call", async (original) => ({
  ...(await original<object>()),
  call: (await import("../../../tests/answers")).answering,
}));

const FILE = "D:\\台账\\2024 年付款.xlsx";

function column(at: number, label: string, field: string | null): ColumnMatch {
  return {
    column: at,
    label,
    field,
    ordinal: null,
    unit: "one",
    basis: field === null ? null : "label",
  };
}

const plan: ImportPlan = {
  reading: { kind: "payment", sheet: null, header: null, columns: {}, remembered: {} },
  mode: "upsert",
  create_suppliers: false,
  suppliers: {},
  amendments: { cells: {}, values: {} },
  left_out: [],
};

const summary: ImportSummary = {
  file: "2024 年付款.xlsx",
  sha256: "ab",
  kind: "payment",
  sheet: "付款",
  header_row: 2,
  columns: [
    column(0, "合同编号", "contract_code"),
    column(1, "付款金额", "amount"),
    column(2, "付款日期", "paid_on"),
    column(3, "经手", null),
  ],
  counts: { insert: 2, update: 1, unchanged: 0, conflict: 0, error: 2, skipped: 1 },
  mode: "upsert",
  suppliers: [],
  values: [],
  already_imported: null,
  backup: null,
  committed: false,
  journal_seq: null,
};

const sheet: RehearsalRow[] = [
  row(3, "insert", ["HT-1", "100.00", "2024-01-31", "张"]),
  row(4, "update", ["HT-2", "250.00", "2024-02-29", "张"], {
    changes: [{ column: "付款金额", at: 1, old: "205.00", new: "250.00" }],
  }),
  row(5, "error", ["HT-3", "一百", "2024-03-31", "李"], {
    issues: [issue(5, "付款金额", "一百", "cell.not_amount")],
  }),
  row(6, "error", ["HT-4", "80.00", "3/4/5", "李"], {
    issues: [issue(6, "付款日期", "3/4/5", "cell.ambiguous_date")],
  }),
  row(7, "insert", ["HT-5", "60.00", "2024-05-31", "李"]),
  row(8, "skipped", ["合计", "490.00", "", ""], {
    issues: [issue(8, null, null, "row.is_subtotal")],
  }),
];

function row(
  at: number,
  action: RowAction,
  cells: string[],
  more: Partial<RehearsalRow> = {},
): RehearsalRow {
  return {
    row: at,
    action,
    key: cells[0] ?? null,
    cells,
    amended: [],
    changes: [],
    issues: [],
    ...more,
  };
}

function issue(
  at: number,
  column: string | null,
  value: string | null,
  code: "cell.not_amount" | "cell.ambiguous_date" | "row.is_subtotal",
): RehearsalRow["issues"][number] {
  const severity = code === "row.is_subtotal" ? "warning" : "error";
  const params = { value: value ?? "" };
  const place = summary.columns.find(({ label }) => label === column)?.column ?? null;
  return { sheet: "付款", row: at, column, at: place, value, code, severity, params };
}

function pageOf({ actions, offset, limit }: RehearsalQuery) {
  const fits = sheet.filter((one) => actions.length === 0 || actions.includes(one.action));
  return { rows: fits.slice(offset, offset + limit), count: fits.length };
}

function unknown(name: string): ImportSummary["suppliers"][number] {
  return { name, rows: 1, nearest: [], decision: null, decided: null, remembered: false };
}

function rehearsal(change: Partial<ImportSummary> = {}, id = 7): Rehearsal {
  return { id, summary: { ...summary, ...change }, plan };
}

const desk = {
  list_imports: () => [],
  choose_import_file: () => FILE,
  rehearsal_rows: ({ query }: { query: RehearsalQuery }) => pageOf(query),
  discard_rehearsal: () => null,
};

async function rehearse() {
  const user = userEvent.setup();
  show(<ImportDesk />);
  await user.click(screen.getByTestId("import-choose"));
  await user.click(await screen.findByTestId("import-rehearse"));
  return user;
}

beforeEach(() => importSession.reset());

describe("the import page", () => {
  it("shows the chosen path and asks for the rehearsal with the options as they stand", async () => {
    answerWith({ ...desk, rehearse_import: () => rehearsal() });
    await rehearse();
    expect(await screen.findByTestId("import-rehearsed")).toBeVisible();
    expect(screen.getByTestId("import-path")).toHaveValue(FILE);
    expect(asks("rehearse_import")).toEqual([
      {
        request: {
          path: FILE,
          kind: null,
          sheet: null,
          encoding: null,
          mode: "upsert",
          create_suppliers: false,
        },
      },
    ]);
  });

  it("shows both errors in plain words and counts every outcome", async () => {
    answerWith({ ...desk, rehearse_import: () => rehearsal() });
    await rehearse();
    expect(await screen.findByTestId("issue-5")).toHaveTextContent("“一百”不是金额");
    expect(screen.getByTestId("issue-6")).toHaveTextContent("分不清月和日");
    expect(screen.getByTestId("count-error")).toHaveTextContent("2");
    expect(screen.getByTestId("count-insert")).toHaveTextContent("2");
    expect(screen.getByTestId("count-all")).toHaveTextContent("6");
    // Rows that need a person come first; the others are one click away.
    expect(screen.queryByTestId("import-row-3")).toBeNull();
  });

  it("shows old and new of a changed cell", async () => {
    answerWith({ ...desk, rehearse_import: () => rehearsal() });
    const user = await rehearse();
    await user.click(await screen.findByTestId("count-all"));
    const changed = await screen.findByTestId("import-row-4");
    expect(within(changed).getByText("205.00").tagName).toBe("DEL");
    expect(within(changed).getByText("250.00").tagName).toBe("INS");
    expect(screen.getByTestId("import-row-8")).toHaveTextContent("合计或小计行，已跳过");
  });

  it("imports only valid rows, and only when that was chosen", async () => {
    const done = { ...summary, committed: true, journal_seq: 12 };
    answerWith({ ...desk, rehearse_import: () => rehearsal(), commit_import: () => done });
    const user = await rehearse();
    const commit = await screen.findByTestId("import-commit");
    expect(commit).toBeDisabled();
    await user.click(screen.getByTestId("import-only-valid"));
    expect(commit).toHaveTextContent("只导入有效行 (3)");
    await user.click(commit);
    expect(await screen.findByTestId("import-result")).toHaveTextContent("2 行没有导入");
    expect(asks("commit_import")).toEqual([{ id: 7, onlyValid: true }]);
    expect(screen.getByTestId("import-undo")).toBeVisible();
  });

  it("writes the rows that are left out to a workbook, before the import, after it and from its history", async () => {
    const done = { ...summary, committed: true, journal_seq: 12 };
    const entry = {
      seq: 12,
      at: "2024-06-01T02:00:00Z",
      actor: "王芳",
      operation: "import_payment",
      subject: summary.file,
      detail: null,
      undoes: null,
      undone_by: null,
    };
    answerWith({
      ...desk,
      rehearse_import: () => rehearsal(),
      commit_import: () => done,
      list_imports: () => [
        {
          entry,
          kind: "payment",
          sheet: "付款",
          counts: summary.counts,
          left_out: 7,
          columns: [],
          backup: null,
          original_bytes: null,
        },
      ],
      save_import_errors: () => ({ path: "D:\\付款_错误行.xlsx", rows: 2 }),
    });
    const user = await rehearse();
    const desks = await screen.findByTestId("import-rehearsed");
    await user.click(within(desks).getByTestId("import-errors"));
    expect(await screen.findByText("已写出 2 行")).toBeInTheDocument();
    await user.click(screen.getByTestId("import-only-valid"));
    await user.click(screen.getByTestId("import-commit"));
    const result = await screen.findByTestId("import-result");
    await user.click(within(result).getByTestId("import-errors"));
    await user.click(
      within(await screen.findByTestId("import-history-12")).getByTestId("import-errors"),
    );
    await waitFor(() => expect(asks("save_import_errors")).toHaveLength(3));
    expect(asks("save_import_errors")).toEqual(Array(3).fill({ id: 7, inEnglish: false }));
  });

  it("imports all without a further choice where nothing is wrong", async () => {
    const counts = { ...summary.counts, error: 0 };
    answerWith({
      ...desk,
      rehearse_import: () => rehearsal({ counts }),
      commit_import: () => ({ ...summary, counts, committed: true, journal_seq: 12 }),
    });
    const user = await rehearse();
    expect(screen.queryByTestId("import-only-valid")).toBeNull();
    await user.click(await screen.findByTestId("import-commit"));
    expect(await screen.findByTestId("import-result")).toBeVisible();
    expect(asks("commit_import")).toEqual([{ id: 7, onlyValid: false }]);
  });

  it("never calls it a success where the program kept nothing", async () => {
    const counts = { ...summary.counts, error: 0 };
    answerWith({
      ...desk,
      rehearse_import: () => rehearsal({ counts }),
      commit_import: () => summary,
    });
    const user = await rehearse();
    await user.click(await screen.findByTestId("import-commit"));
    expect(await screen.findByTestId("error-notice")).toHaveAttribute(
      "data-code",
      "import.has_errors",
    );
    expect(screen.queryByTestId("import-result")).toBeNull();
  });

  it("shows progress, cancels, and says that nothing was kept", async () => {
    let stop: () => void = () => {};
    const progress: Progress = { done: 5000, total: 20000, per_second: 2500, seconds_left: 6 };
    answerWith({
      ...desk,
      rehearse_import: (_, report) => {
        report(progress);
        return new Promise((_, reject) => {
          stop = () => reject(failure("cancelled"));
        });
      },
      cancel_work: () => {
        stop();
        return null;
      },
    });
    const user = await rehearse();
    const work = await screen.findByTestId("import-rehearsing");
    expect(work).toHaveTextContent("5,000 / 20,000 行 · 每秒 2,500 行 · 约剩 6 秒");
    expect(screen.getByTestId("import-choose")).toBeDisabled();
    await user.click(screen.getByTestId("work-cancel"));
    expect(await screen.findByTestId("import-cancelled")).toHaveTextContent("没有保存任何内容");
    expect(screen.queryByTestId("import-rehearsed")).toBeNull();
    expect(screen.getByTestId("import-rehearse")).toBeEnabled();
  });

  it("keeps the rehearsal when the import itself is cancelled", async () => {
    const counts = { ...summary.counts, error: 0 };
    answerWith({
      ...desk,
      rehearse_import: () => rehearsal({ counts }),
      commit_import: () => Promise.reject(failure("cancelled")),
    });
    const user = await rehearse();
    await user.click(await screen.findByTestId("import-commit"));
    expect(await screen.findByTestId("import-cancelled")).toBeVisible();
    expect(screen.getByTestId("import-commit")).toBeEnabled();
  });

  it("rehearses again when unknown suppliers are to be created, and puts the old one away", async () => {
    const ids = [7, 8];
    answerWith({
      ...desk,
      rehearse_import: () =>
        rehearsal({ suppliers: [unknown("宏达建设有限公司")] }, ids.shift() ?? 0),
    });
    const user = await rehearse();
    const notice = await screen.findByTestId("import-unknown-suppliers");
    expect(notice).toHaveTextContent("宏达建设有限公司");
    await user.click(screen.getByTestId("import-suppliers-choice"));
    await waitFor(() => expect(asks("rehearse_import")).toHaveLength(2));
    expect(asks("rehearse_import")[1]?.request.create_suppliers).toBe(true);
    expect(asks("discard_rehearsal")).toEqual([{ id: 7 }]);
  });

  it("says when the same file was imported before", async () => {
    const already_imported = { seq: 4, at: "2024-06-01T02:00:00Z", actor: "王芳" };
    answerWith({ ...desk, rehearse_import: () => rehearsal({ already_imported }) });
    await rehearse();
    expect(await screen.findByTestId("import-already")).toHaveTextContent(
      "由 王芳 导入过（第 4 号操作）",
    );
  });

  it("says in plain words why a file is refused", async () => {
    answerWith({
      ...desk,
      rehearse_import: () => Promise.reject(failure("file.encrypted", { path: "a.xlsx" })),
    });
    await rehearse();
    expect(await screen.findByTestId("error-notice")).toHaveTextContent("设有打开密码");
  });

  it("takes a pasted path with Windows' quotation marks", async () => {
    answerWith(desk);
    const user = userEvent.setup();
    show(<ImportDesk />);
    await user.type(screen.getByTestId("import-path"), `"${FILE}"{Enter}`);
    expect(importSession.state().request.path).toBe(FILE);
  });

  it("says so where the import on the desk was undone elsewhere", async () => {
    const counts = { ...summary.counts, error: 0 };
    const entry = {
      seq: 12,
      at: "2024-06-01T02:00:00Z",
      actor: "王芳",
      operation: "import_payment",
    };
    const imported = { ...entry, subject: summary.file, detail: null, undoes: null };
    let undone_by: number | null = null;
    answerWith({
      ...desk,
      rehearse_import: () => rehearsal({ counts }),
      commit_import: () => ({ ...summary, counts, committed: true, journal_seq: 12 }),
      list_imports: () => [
        {
          entry: { ...imported, undone_by },
          kind: "payment",
          sheet: "付款",
          counts,
          left_out: null,
          columns: [],
          backup: null,
          original_bytes: null,
        },
      ],
    });
    const user = userEvent.setup();
    const { client } = show(<ImportDesk />);
    await user.click(screen.getByTestId("import-choose"));
    await user.click(await screen.findByTestId("import-rehearse"));
    await user.click(await screen.findByTestId("import-commit"));
    expect(await screen.findByTestId("import-undo")).toBeVisible();
    undone_by = 13;
    await refresh(client, []);
    expect(await screen.findByTestId("import-undone")).toBeVisible();
    expect(screen.queryByTestId("import-undo")).toBeNull();
  });

  it("tells of a past import what its columns were, and saves its file as it was", async () => {
    const entry = {
      seq: 12,
      at: "2024-06-01T02:00:00Z",
      actor: "王芳",
      operation: "import_payment",
      subject: "2024 年付款.xlsx",
      detail: null,
      undoes: null,
      undone_by: null,
    };
    answerWith({
      ...desk,
      list_imports: () => [
        {
          entry,
          kind: "payment",
          sheet: "付款",
          counts: summary.counts,
          left_out: null,
          columns: summary.columns,
          backup: "lantai-20240601.zip",
          original_bytes: 3_400_000,
        },
      ],
      save_import_original: () => "D:\\原件.xlsx",
    });
    const user = userEvent.setup();
    show(<ImportDesk />);
    await user.click(await screen.findByTestId("import-history-look-12"));
    const detail = await screen.findByTestId("import-detail");
    expect(detail).toHaveTextContent("lantai-20240601.zip");
    expect(detail).toHaveTextContent("付款金额→");
    expect(within(detail).getByText("未使用")).toBeInTheDocument();
    expect(screen.getByTestId("import-original")).toHaveTextContent("3.4 MB");
    await user.click(screen.getByTestId("import-original"));
    expect(await screen.findByText("D:\\原件.xlsx")).toBeInTheDocument();
    expect(asks("save_import_original")).toEqual([{ seq: 12 }]);
  });

  it("undoes an import from its history", async () => {
    const entry = {
      seq: 12,
      at: "2024-06-01T02:00:00Z",
      actor: "王芳",
      operation: "import_payment",
      subject: "2024 年付款.xlsx",
      detail: null,
      undoes: null,
      undone_by: null,
    };
    const report = {
      undone: 12,
      seq: null,
      reversed: 3,
      kept_changed: 0,
      kept_referred: 0,
      records: [],
    };
    let undone_by: number | null = null;
    answerWith({
      ...desk,
      list_imports: () => [
        {
          entry: { ...entry, undone_by },
          kind: "payment",
          sheet: "付款",
          counts: summary.counts,
          left_out: null,
          columns: [],
          backup: null,
          original_bytes: null,
        },
      ],
      rehearse_undo: () => report,
      undo: () => {
        undone_by = 13;
        return { ...report, seq: 13 };
      },
    });
    const user = userEvent.setup();
    show(<ImportDesk />);
    await user.click(await screen.findByTestId("import-history-undo-12"));
    const confirm = await screen.findByTestId("undo-confirm");
    await waitFor(() => expect(confirm).toBeEnabled());
    await user.click(confirm);
    await waitFor(() =>
      expect(screen.getByTestId("import-history-12")).toHaveTextContent("已撤销"),
    );
    expect(asks("undo")).toEqual([{ seq: 12 }]);
  });
});
