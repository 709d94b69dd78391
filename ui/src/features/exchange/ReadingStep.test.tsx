import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { desk, opened, proposal, rehearsal } from "../../../tests/imports";
import { answer, asks } from "../../../tests/program";
import { show } from "../../../tests/show";
import { ImportDesk } from "./ImportDesk";
import { NO_PLAN } from "./plan";
import { importSession } from "./session";

beforeEach(() => importSession.reset());

describe("the sheet and its columns", () => {
  async function open(answers = {}) {
    answer({ ...desk, ...answers });
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

  it("goes on with what was decided about the file before, and starts afresh where that is wanted", async () => {
    const plan = {
      ...NO_PLAN,
      reading: { ...NO_PLAN.reading, header: { first: 2, last: 2 } },
      amendments: { cells: { 5: { 1: "100" } }, values: {} },
      left_out: [6],
    };
    const draft = { sheet: "付款", at: "2024-06-01T02:00:00Z", actor: "王芳", plan };
    const user = await open({ open_import_file: () => ({ ...opened, draft }) });
    const notice = await screen.findByTestId("import-resumed");
    expect(notice).toHaveTextContent("沿用 王芳");
    expect(notice).toHaveTextContent("改动的单元格和取值 1 处");
    expect(notice).toHaveTextContent("不导入的行 1 行");
    const found = { ...plan, reading: { ...plan.reading, sheet: "付款" } };
    expect(readings()).toEqual([found.reading]);
    expect(importSession.state().plan).toEqual(found);
    await user.click(screen.getByTestId("import-afresh"));
    await waitFor(() => expect(readings()).toHaveLength(2));
    expect(importSession.state().plan).toEqual(NO_PLAN);
    expect(screen.queryByTestId("import-resumed")).toBeNull();
  });

  it("takes up nothing of another sheet of the file", async () => {
    const draft = { sheet: "付款", at: "2024-06-01T02:00:00Z", actor: "王芳", plan: NO_PLAN };
    answer({ ...desk, open_import_file: () => ({ ...opened, draft }) });
    show(<ImportDesk />);
    await importSession.choose("D:\\台账\\2024 年付款.xlsx", "说明");
    expect(importSession.state().resumed).toBeNull();
    expect(importSession.state().plan.reading.sheet).toBe("说明");
  });
});
