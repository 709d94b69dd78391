import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { desk, rehearsal, summary } from "../../../tests/imports";
import { answer, asks } from "../../../tests/program";
import { show } from "../../../tests/show";
import { refresh } from "../../shared/queries";
import { isCovered } from "../../shared/shortcuts";
import { ImportDesk } from "./ImportDesk";
import { importSession } from "./session";

beforeEach(() => importSession.reset());

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

describe("imports that were made", () => {
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
    answer({
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
    answer({
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
    answer({
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
    const report = {
      undone: 12,
      seq: null,
      reversed: 3,
      kept_changed: 0,
      kept_referred: 0,
      records: [],
    };
    let undone_by: number | null = null;
    answer({
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
