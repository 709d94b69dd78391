import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { desk, FILE, opened, rehearsal, rehearse, summary } from "../../../tests/imports";
import { answer, asks, failure } from "../../../tests/program";
import { show } from "../../../tests/show";
import type { Progress } from "../../ipc/bindings";
import { ImportDesk } from "./ImportDesk";
import { NO_PLAN } from "./plan";
import { importSession } from "./session";
import { usePastedBlock } from "./usePastedBlock";

beforeEach(() => importSession.reset());

function Pasting() {
  usePastedBlock();
  return <ImportDesk />;
}

describe("the import page", () => {
  it("shows the chosen path and asks for the rehearsal with the options as they stand", async () => {
    answer({ ...desk, rehearse_plan: () => rehearsal() });
    await rehearse();
    expect(await screen.findByTestId("import-rehearsed")).toBeVisible();
    expect(screen.getByTestId("import-path")).toHaveValue(FILE);
    expect(asks("rehearse_plan")).toEqual([
      { id: 7, plan: { ...NO_PLAN, reading: { ...NO_PLAN.reading, sheet: null } } },
    ]);
    expect(asks("open_import_file")).toEqual([{ path: FILE, encoding: null }]);
  });

  it("shows both errors in plain words and counts every outcome", async () => {
    answer({ ...desk, rehearse_plan: () => rehearsal() });
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
    answer({ ...desk, rehearse_plan: () => rehearsal() });
    const user = await rehearse();
    await user.click(await screen.findByTestId("count-all"));
    const changed = await screen.findByTestId("import-row-4");
    expect(within(changed).getByText("205.00").tagName).toBe("DEL");
    expect(within(changed).getByText("250.00").tagName).toBe("INS");
    expect(screen.getByTestId("import-row-8")).toHaveTextContent("合计或小计行，已跳过");
  });

  it("imports only valid rows, and only when that was chosen", async () => {
    const done = { ...summary, committed: true, journal_seq: 12 };
    answer({ ...desk, rehearse_plan: () => rehearsal(), commit_import: () => done });
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
    answer({
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
    answer({
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
    answer({
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
    answer({
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
    answer({
      ...desk,
      rehearse_plan: () => rehearsal({ counts }),
      commit_import: () => Promise.reject(failure("cancelled")),
    });
    const user = await rehearse();
    await user.click(await screen.findByTestId("import-commit"));
    expect(await screen.findByTestId("import-cancelled")).toBeVisible();
    expect(screen.getByTestId("import-commit")).toBeEnabled();
  });

  it("says when the same file was imported before", async () => {
    const already_imported = { seq: 4, at: "2024-06-01T02:00:00Z", actor: "王芳" };
    answer({ ...desk, rehearse_plan: () => rehearsal({ already_imported }) });
    await rehearse();
    expect(await screen.findByTestId("import-already")).toHaveTextContent(
      "由 王芳 导入过（第 4 号操作）",
    );
  });

  it("says in plain words why a file is refused", async () => {
    answer({
      ...desk,
      rehearse_plan: () => Promise.reject(failure("file.encrypted", { path: "a.xlsx" })),
    });
    await rehearse();
    expect(await screen.findByTestId("error-notice")).toHaveTextContent("设有打开密码");
  });

  it("takes a pasted block of cells, but no pasted word", async () => {
    answer({ ...desk, open_pasted: () => opened });
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
    answer({
      ...desk,
      open_import_file: () => Promise.reject(failure("file.rejected", { reason: "x" })),
    });
    show(<ImportDesk />);
    await userEvent.click(screen.getByTestId("import-choose"));
    expect(await screen.findByTestId("error-notice")).toBeInTheDocument();
    expect(screen.getByTestId("import-choose")).toBeEnabled();
  });

  it("takes a pasted path with Windows' quotation marks", async () => {
    answer(desk);
    const user = userEvent.setup();
    show(<ImportDesk />);
    await user.type(screen.getByTestId("import-path"), `"${FILE}"{Enter}`);
    expect(importSession.state().path).toBe(FILE);
  });
});
