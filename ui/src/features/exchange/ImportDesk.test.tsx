import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { answerWith, asks, failure } from "../../../tests/answers";
import { show } from "../../../tests/show";
import type {
  ColumnMatch,
  ImportField,
  ImportSummary,
  OpenedFile,
  Progress,
  Proposal,
  Rehearsal,
  RehearsalQuery,
  RehearsalRow,
  RowAction,
} from "../../ipc/bindings";
import { refresh } from "../../shared/queries";
import { isCovered } from "../../shared/shortcuts";
import { ImportDesk } from "./ImportDesk";
import { NO_PLAN } from "./plan";
import { importSession } from "./session";
import { usePastedBlock } from "./usePastedBlock";

vi.mock("../../ipc/call", async (original) => ({
  ...(await original<object>()),
  call: (await import("../../../tests/answers")).answering,
}));

const FILE = "D:\\台账\\2024 年付款.xlsx";

const summary: ImportSummary = {
  file: "2024 年付款.xlsx",
  sha256: "ab",
  kind: "payment",
  sheet: "付款",
  header_row: 2,
  columns: [
    matched(0, "合同编号", "contract_code"),
    matched(1, "付款金额", "amount", "alias"),
    matched(2, "付款日期", "paid_on"),
    matched(3, "经手", null, null),
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
  const base = { row: at, action, key: cells[0] ?? null, cells, amended: [], changes: [] };
  return { ...base, issues: [], ...more };
}

function issue(
  at: number,
  column: string | null,
  value: string | null,
  code: "cell.not_amount" | "cell.ambiguous_date" | "row.is_subtotal",
): RehearsalRow["issues"][number] {
  const severity = code === "row.is_subtotal" ? "warning" : "error";
  const place = summary.columns.find(({ label }) => label === column)?.column ?? null;
  const params = { value: value ?? "" };
  return { sheet: "付款", row: at, column, at: place, value, code, severity, params };
}

function pageOf({ actions, offset, limit }: RehearsalQuery) {
  const fits = sheet.filter((one) => actions.length === 0 || actions.includes(one.action));
  return { rows: fits.slice(offset, offset + limit), count: fits.length };
}

function rehearsal(change: Partial<ImportSummary> = {}, id = 7): Rehearsal {
  return { id, summary: { ...summary, ...change }, plan: NO_PLAN };
}

function matched(
  column: number,
  label: string,
  field: string | null,
  basis: ColumnMatch["basis"] = "label",
): ColumnMatch {
  return { column, label, field, ordinal: null, unit: "one", basis };
}

const proposal: Proposal = {
  kind: "payment",
  sheet: "付款",
  first_header_row: 2,
  last_header_row: 2,
  columns: summary.columns,
  missing: [],
  repeated: [],
  data_rows: 6,
};

const opened: OpenedFile = {
  id: 7,
  file: "2024 年付款.xlsx",
  sheets: [
    { name: "付款", rows: 8, columns: 4, hidden: false, hidden_rows: 0, kind: "payment" },
    { name: "说明", rows: 3, columns: 1, hidden: false, hidden_rows: 0, kind: null },
  ],
  already_imported: null,
  encoding: null,
};

const fields: ImportField[] = [
  ["contract_code", "关联合同编号", true],
  ["amount", "实付金额(元)", true],
  ["paid_on", "付款日期", true],
  ["purpose", "款项用途", false],
].map(([field, label, required]) => ({
  field: String(field),
  label: String(label),
  required: required === true,
  repeats: false,
  has_unit: field === "amount",
  words: field === "purpose" ? ["进度款", "质保金"] : [],
}));

const desk = {
  list_imports: () => [],
  import_memory: () => ({ mappings: [], values: [] }),
  choose_import_file: () => FILE,
  open_import_file: () => opened,
  propose_import: () => proposal,
  import_fields: () => fields,
  import_file_rows: () => [
    { row: 1, cells: ["二〇二四年付款台账"] },
    { row: 2, cells: ["合同编号", "付款金额", "付款日期", "经手"] },
    { row: 3, cells: ["HT-1", "100.00", "2024-01-31", "张"] },
  ],
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

function Pasting() {
  usePastedBlock();
  return <ImportDesk />;
}

describe("the import page", () => {
  it("shows the chosen path and asks for the rehearsal with the options as they stand", async () => {
    answerWith({ ...desk, rehearse_plan: () => rehearsal() });
    await rehearse();
    expect(await screen.findByTestId("import-rehearsed")).toBeVisible();
    expect(screen.getByTestId("import-path")).toHaveValue(FILE);
    expect(asks("rehearse_plan")).toEqual([
      { id: 7, plan: { ...NO_PLAN, reading: { ...NO_PLAN.reading, sheet: null } } },
    ]);
    expect(asks("open_import_file")).toEqual([{ path: FILE, encoding: null }]);
  });

  it("shows both errors in plain words and counts every outcome", async () => {
    answerWith({ ...desk, rehearse_plan: () => rehearsal() });
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
    answerWith({ ...desk, rehearse_plan: () => rehearsal() });
    const user = await rehearse();
    await user.click(await screen.findByTestId("count-all"));
    const changed = await screen.findByTestId("import-row-4");
    expect(within(changed).getByText("205.00").tagName).toBe("DEL");
    expect(within(changed).getByText("250.00").tagName).toBe("INS");
    expect(screen.getByTestId("import-row-8")).toHaveTextContent("合计或小计行，已跳过");
  });

  it("imports only valid rows, and only when that was chosen", async () => {
    const done = { ...summary, committed: true, journal_seq: 12 };
    answerWith({ ...desk, rehearse_plan: () => rehearsal(), commit_import: () => done });
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
      rehearse_plan: () => rehearsal(),
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
      rehearse_plan: () => rehearsal({ counts }),
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
      rehearse_plan: () => rehearsal({ counts }),
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
      rehearse_plan: (_, report) => {
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
      rehearse_plan: () => rehearsal({ counts }),
      commit_import: () => Promise.reject(failure("cancelled")),
    });
    const user = await rehearse();
    await user.click(await screen.findByTestId("import-commit"));
    expect(await screen.findByTestId("import-cancelled")).toBeVisible();
    expect(screen.getByTestId("import-commit")).toBeEnabled();
  });

  it("rehearses again when unknown suppliers are to be created, all or one by one", async () => {
    const unknown = {
      name: "宏达建设有限公司",
      rows: 3,
      nearest: [{ id: 4, name: "宏达建筑有限公司" }],
      decision: null,
      decided: null,
      remembered: false,
    };
    answerWith({ ...desk, rehearse_plan: () => rehearsal({ suppliers: [unknown] }) });
    const user = await rehearse();
    const notice = await screen.findByTestId("import-unknown-suppliers");
    expect(notice).toHaveTextContent("涉及 3 行");
    await user.click(screen.getByTestId("import-suppliers-choice"));
    await waitFor(() => expect(asks("rehearse_plan")).toHaveLength(2));
    expect(asks("rehearse_plan")[1]?.plan.create_suppliers).toBe(true);
    await user.click(screen.getByTestId("import-decide-suppliers"));
    await user.click(await screen.findByText("宏达建筑有限公司"));
    await user.click(screen.getByTestId("decide-suppliers"));
    await waitFor(() => expect(asks("rehearse_plan")).toHaveLength(3));
    expect(asks("rehearse_plan")[2]?.plan.suppliers).toEqual({
      宏达建设有限公司: { is: "known", id: 4 },
    });
  });

  it("decides once what an unknown word means", async () => {
    const value = {
      column: 3,
      label: "款项",
      field: "purpose",
      text: "进度",
      rows: 4,
      becomes: null,
      remembered: false,
    };
    answerWith({ ...desk, rehearse_plan: () => rehearsal({ values: [value] }) });
    const user = await rehearse();
    expect(await screen.findByTestId("import-unknown-values")).toHaveTextContent("款项“进度”");
    await user.click(screen.getByTestId("import-decide-values"));
    await user.click(await screen.findByRole("combobox", { name: "“进度”是" }));
    await user.click(await screen.findByTitle("进度款"));
    await user.click(screen.getByTestId("decide-values"));
    await waitFor(() => expect(asks("rehearse_plan")).toHaveLength(2));
    expect(asks("rehearse_plan")[1]?.plan.amendments.values).toEqual({ 3: { 进度: "进度款" } });
  });

  it("writes a cell anew beside the sheet, by keyboard alone, and can take that back", async () => {
    let mended = false;
    answerWith({
      ...desk,
      rehearse_plan: ({ plan }) => {
        mended = plan.amendments.cells[5] !== undefined;
        return rehearsal({ counts: { ...summary.counts, error: mended ? 1 : 2 } });
      },
      rehearsal_rows: ({ query }) => {
        const page = pageOf(query);
        const rows = page.rows.filter(({ row: at }) => !(mended && at === 5));
        return { rows, count: rows.length };
      },
    });
    const user = await rehearse();
    expect(await screen.findByTestId("edit-1")).toBeInTheDocument();
    screen.getByTestId("import-rows").focus();
    await user.keyboard("{F2}");
    const field = screen.getByRole("textbox", { name: "修改“付款金额”" });
    expect(field).toHaveFocus();
    await user.clear(field);
    await user.type(field, "100{Enter}");
    await waitFor(() => expect(asks("rehearse_plan")).toHaveLength(2));
    expect(asks("rehearse_plan")[1]?.plan.amendments).toEqual({
      cells: { 5: { 1: "100" } },
      values: {},
    });
    await waitFor(() => expect(screen.queryByTestId("import-row-5")).toBeNull());
    expect(screen.getByTestId("import-rows")).toHaveFocus();
    expect(await screen.findByTestId("import-row-detail")).toHaveTextContent("第 6 行");
    await user.click(screen.getByTestId("import-take-back"));
    await waitFor(() => expect(asks("rehearse_plan")[2]?.plan).toEqual(NO_PLAN));
    expect(await screen.findByTestId("import-row-5")).toBeInTheDocument();
  });

  it("writes all equal values of a column anew, and leaves a row out", async () => {
    answerWith({ ...desk, rehearse_plan: () => rehearsal() });
    const user = await rehearse();
    await user.click(await screen.findByTestId("edit-1-everywhere"));
    const field = screen.getByRole("textbox", { name: "修改“付款金额”" });
    await user.clear(field);
    await user.type(field, "100{Enter}");
    await waitFor(() => expect(asks("rehearse_plan")).toHaveLength(2));
    expect(asks("rehearse_plan")[1]?.plan.amendments.values).toEqual({ 1: { 一百: "100" } });
    await user.click(await screen.findByTestId("import-leave-out"));
    await waitFor(() => expect(asks("rehearse_plan")).toHaveLength(3));
    expect(asks("rehearse_plan")[2]?.plan.left_out).toEqual([5]);
  });

  it("waits with many rows until it is told to rehearse again, and imports nothing stale", async () => {
    const counts = { ...summary.counts, insert: 200_000 };
    answerWith({ ...desk, rehearse_plan: () => rehearsal({ counts }) });
    const user = await rehearse();
    await user.click(await screen.findByTestId("import-leave-out"));
    expect(screen.queryByTestId("import-commit")).toBeNull();
    expect(asks("rehearse_plan")).toHaveLength(1);
    await user.click(screen.getByTestId("import-rehearse"));
    expect(await screen.findByTestId("import-commit")).toBeInTheDocument();
    expect(asks("rehearse_plan")[1]?.plan.left_out).toEqual([5]);
  });

  it("says when the same file was imported before", async () => {
    const already_imported = { seq: 4, at: "2024-06-01T02:00:00Z", actor: "王芳" };
    answerWith({ ...desk, rehearse_plan: () => rehearsal({ already_imported }) });
    await rehearse();
    expect(await screen.findByTestId("import-already")).toHaveTextContent(
      "由 王芳 导入过（第 4 号操作）",
    );
  });

  it("says in plain words why a file is refused", async () => {
    answerWith({
      ...desk,
      rehearse_plan: () => Promise.reject(failure("file.encrypted", { path: "a.xlsx" })),
    });
    await rehearse();
    expect(await screen.findByTestId("error-notice")).toHaveTextContent("设有打开密码");
  });

  it("shows what imports remember, and forgets it", async () => {
    const value = {
      id: 5,
      kind: null,
      field: "supplier",
      text: "宏达建设",
      becomes: "宏达建设有限公司",
      at: "2024-06-01T02:00:00Z",
      actor: "王芳",
    };
    let values = [value];
    answerWith({
      ...desk,
      import_memory: () => ({ mappings: [], values }),
      forget_value: () => {
        values = [];
        return null;
      },
    });
    const user = userEvent.setup();
    show(<ImportDesk />);
    await user.click(await screen.findByTestId("import-memory"));
    expect(await screen.findByTestId("import-memory-list")).toHaveTextContent(
      "“宏达建设”就是“宏达建设有限公司”",
    );
    await user.click(screen.getByTestId("forget-value-5"));
    await waitFor(() => expect(screen.queryByTestId("forget-value-5")).toBeNull());
    expect(asks("forget_value")).toEqual([{ id: 5 }]);
    await user.keyboard("{Escape}");
    await waitFor(() => expect(isCovered()).toBe(false));
  });

  it("takes a pasted block of cells, but no pasted word", async () => {
    answerWith({ ...desk, open_pasted: () => opened });
    show(<Pasting />);
    const paste = (text: string) => {
      const event = new Event("paste", { cancelable: true, bubbles: true });
      Object.assign(event, { clipboardData: { getData: () => text } });
      document.body.dispatchEvent(event);
    };
    paste("HT-1");
    expect(asks("open_pasted")).toEqual([]);
    const block = "合同编号\t付款金额\t付款日期\r\nHT-1\t100\t2024-01-31\r\n";
    paste(block);
    expect(await screen.findByTestId("import-mapping")).toBeInTheDocument();
    expect(asks("open_pasted")).toEqual([{ text: block }]);
    paste(block);
    expect(await screen.findByText(/手头的导入还没有完成/)).toBeInTheDocument();
    expect(asks("open_pasted")).toHaveLength(1);
  });

  it("says when a file cannot be opened, and takes another", async () => {
    answerWith({
      ...desk,
      open_import_file: () => Promise.reject(failure("file.rejected", { reason: "x" })),
    });
    show(<ImportDesk />);
    await userEvent.click(screen.getByTestId("import-choose"));
    expect(await screen.findByTestId("error-notice")).toBeInTheDocument();
    expect(screen.getByTestId("import-choose")).toBeEnabled();
  });

  it("takes a pasted path with Windows' quotation marks", async () => {
    answerWith(desk);
    const user = userEvent.setup();
    show(<ImportDesk />);
    await user.type(screen.getByTestId("import-path"), `"${FILE}"{Enter}`);
    expect(importSession.state().path).toBe(FILE);
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
      rehearse_plan: () => rehearsal({ counts }),
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

describe("the sheet and its columns", () => {
  async function open(answers = {}) {
    answerWith({ ...desk, ...answers });
    const user = userEvent.setup();
    show(<ImportDesk />);
    await user.click(screen.getByTestId("import-choose"));
    await screen.findByTestId("import-mapping");
    return user;
  }
  const readings = () => asks("propose_import").map(({ reading }) => reading);

  it("shows how surely each column is known, and what it holds", async () => {
    await open();
    expect(screen.getByTestId("mapping-0")).toHaveTextContent("列名一致");
    expect(screen.getByTestId("mapping-1")).toHaveTextContent("已知别名");
    expect(screen.getByTestId("mapping-1")).toHaveTextContent("100.00");
    expect(screen.getByTestId("mapping-3")).toHaveTextContent("未识别");
    expect(screen.getByTestId("import-raw")).toHaveTextContent("二〇二四年付款台账");
  });

  it("takes a corrected column, its unit, and leaves one out", async () => {
    const user = await open();
    await user.click(screen.getByRole("combobox", { name: "“经手”是" }));
    await user.click(await screen.findByTitle("款项用途"));
    await waitFor(() =>
      expect(readings().at(-1)?.columns).toEqual({
        3: { take: "field", field: "purpose", ordinal: null, unit: null },
      }),
    );
    await user.click(screen.getByRole("combobox", { name: "单位" }));
    await user.click(await screen.findByTitle("万元"));
    await waitFor(() =>
      expect(readings().at(-1)?.columns[1]).toEqual({
        take: "field",
        field: "amount",
        ordinal: null,
        unit: "ten_thousand",
      }),
    );
    await user.click(screen.getByRole("combobox", { name: "“付款日期”是" }));
    const none = (await screen.findAllByTitle("不导入这一列")).at(-1) as HTMLElement;
    await user.click(none);
    await waitFor(() => expect(readings().at(-1)?.columns[2]).toEqual({ take: "nothing" }));
    await user.click(screen.getByTestId("import-rehearse"));
    await waitFor(() => expect(asks("rehearse_plan")).toHaveLength(1));
    expect(asks("rehearse_plan")[0]?.plan.reading.columns).toEqual(readings().at(-1)?.columns);
  });

  it("takes the header from a click, two rows of it with Shift, and none at all", async () => {
    const user = await open();
    await user.click(await screen.findByTestId("raw-1"));
    await waitFor(() => expect(readings().at(-1)?.header).toEqual({ first: 1, last: 1 }));
    await user.keyboard("{Shift>}");
    await user.click(screen.getByTestId("raw-3"));
    await user.keyboard("{/Shift}");
    await waitFor(() => expect(readings().at(-1)?.header).toEqual({ first: 2, last: 3 }));
    await user.click(screen.getByTestId("import-no-header"));
    await waitFor(() => expect(readings().at(-1)?.header).toEqual({ first: 0, last: 0 }));
  });

  it("rehearses nothing while a required column is missing, and says which", async () => {
    await open({ propose_import: () => ({ ...proposal, missing: ["付款日期"] }) });
    expect(await screen.findByTestId("import-missing")).toHaveTextContent("付款日期");
    expect(screen.getByTestId("import-rehearse")).toBeDisabled();
  });

  it("goes back from the rehearsal to the columns, and nothing that was settled is lost", async () => {
    const user = await open({ rehearse_plan: () => rehearsal() });
    await user.click(screen.getByTestId("import-rehearse"));
    await user.click(await screen.findByTestId("import-leave-out"));
    await waitFor(() => expect(asks("rehearse_plan")).toHaveLength(2));
    await user.click(await screen.findByTestId("import-back"));
    expect(await screen.findByTestId("import-mapping")).toBeInTheDocument();
    await user.click(screen.getByTestId("import-rehearse"));
    await waitFor(() => expect(asks("rehearse_plan")).toHaveLength(3));
    expect(asks("rehearse_plan")[2]?.plan.left_out).toEqual([5]);
  });
});
