import { screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { desk, pageOf, rehearsal, rehearse, summary } from "../../../tests/imports";
import { answer, asks } from "../../../tests/program";
import { NO_PLAN } from "./plan";
import { importSession } from "./session";

beforeEach(() => importSession.reset());

describe("what a person settles about the rows", () => {
  it("rehearses again when unknown suppliers are to be created, all or one by one", async () => {
    const unknown = {
      name: "宏达建设有限公司",
      rows: 3,
      nearest: [{ id: 4, name: "宏达建筑有限公司" }],
      decision: null,
      decided: null,
      remembered: false,
    };
    answer({ ...desk, rehearse_plan: () => rehearsal({ suppliers: [unknown] }) });
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
    answer({ ...desk, rehearse_plan: () => rehearsal({ values: [value] }) });
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
    answer({
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
    answer({ ...desk, rehearse_plan: () => rehearsal() });
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
    answer({ ...desk, rehearse_plan: () => rehearsal({ counts }) });
    const user = await rehearse();
    await user.click(await screen.findByTestId("import-leave-out"));
    expect(screen.queryByTestId("import-commit")).toBeNull();
    expect(asks("rehearse_plan")).toHaveLength(1);
    await user.click(screen.getByTestId("import-rehearse"));
    expect(await screen.findByTestId("import-commit")).toBeInTheDocument();
    expect(asks("rehearse_plan")[1]?.plan.left_out).toEqual([5]);
  });
});
