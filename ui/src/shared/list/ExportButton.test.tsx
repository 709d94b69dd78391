import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { answer, asks } from "../../../tests/program";
import { show } from "../../../tests/show";
import type { JsonValue, ListQuery } from "../../ipc/bindings";
import { PreferencesProvider } from "../preferences";
import { ExportButton } from "./ExportButton";

const QUERY: ListQuery = {
  search: "锅炉",
  filters: [{ field: "officer", comparison: "is", values: ["李敏"] }],
  sort: [{ field: "code", descending: true }],
  offset: 100,
  limit: 50,
};
const WHOLE = { ...QUERY, offset: 0, limit: 4_294_967_295 };
const COLUMNS = [
  { key: "name", title: "合同名称", shown: true },
  { key: "code", title: "合同编号", shown: true },
  { key: "amount", title: "含税签约合同价", shown: false },
];

type Kept = { [key in string]: JsonValue };

function open(saved: { path: string; rows: number } | null) {
  let kept: Kept = {};
  answer({
    export_list: () => saved,
    export_columns: () => saved,
    save_template: () => saved,
    preferences: () => kept,
    keep_preferences: ({ preferences }) => {
      kept = preferences as Kept;
      return null;
    },
  });
  show(
    <PreferencesProvider>
      <ExportButton noun="contract" query={QUERY} columns={COLUMNS} />
    </PreferencesProvider>,
  );
  return { kept: () => kept };
}

/** Opens the dialog and chooses what is on screen. */
async function chooseShown() {
  await userEvent.click(screen.getByTestId("export"));
  await userEvent.click(await screen.findByTestId("export-shown"));
  return screen.findByTestId("layout-editor");
}

describe("files of a list", () => {
  beforeEach(() => localStorage.clear());

  it("exports all fields of all rows of what is shown, not only the page", async () => {
    open({ path: "/桌面/合同.xlsx", rows: 321 });
    await userEvent.click(screen.getByTestId("export"));
    await userEvent.click(await screen.findByTestId("export-write"));
    expect(await screen.findByText("已导出 321 行")).toBeInTheDocument();
    expect(screen.getByText("/桌面/合同.xlsx")).toBeInTheDocument();
    expect(asks("export_list")).toMatchObject([{ noun: "contract", query: WHOLE }]);
    await waitFor(() => expect(screen.queryByTestId("export-dialog")).toBeNull());
  });

  it("exports the columns on screen in their order, and says that they are not imported", async () => {
    open({ path: "/桌面/合同.xlsx", rows: 3 });
    await chooseShown();
    expect(screen.getByText(/不能再导入/)).toBeInTheDocument();
    await userEvent.click(screen.getByTestId("export-write"));
    const columns = [
      { field: "name", heading: "合同名称" },
      { field: "code", heading: "合同编号" },
    ];
    await waitFor(() =>
      expect(asks("export_columns")).toMatchObject([
        { noun: "contract", query: WHOLE, columns, format: "xlsx" },
      ]),
    );
  });

  it("keeps other columns, another order and other headings as a layout", async () => {
    const { kept } = open({ path: "/桌面/合同.xlsx", rows: 3 });
    const editor = await chooseShown();
    await userEvent.click(screen.getByTestId("write-amount"));
    await userEvent.click(within(editor).getByRole("button", { name: "合同编号上移" }));
    const heading = screen.getByTestId("heading-amount");
    await userEvent.clear(heading);
    expect(screen.getByTestId("export-write")).toBeDisabled();
    await userEvent.type(heading, "金额");
    await userEvent.type(screen.getByTestId("layout-name"), "月报{Enter}");
    expect(await screen.findByTestId("export-layout-月报")).toBeInTheDocument();
    const columns = [
      { field: "code", heading: "合同编号" },
      { field: "name", heading: "合同名称" },
      { field: "amount", heading: "金额" },
    ];
    await waitFor(() =>
      expect(kept()).toMatchObject({
        exports: { contract: [{ name: "月报", columns, format: "xlsx" }] },
      }),
    );
    await userEvent.click(screen.getByTestId("export-write"));
    await waitFor(() => expect(asks("export_columns")).toMatchObject([{ columns }]));

    await userEvent.click(screen.getByTestId("export"));
    await userEvent.click(await screen.findByTestId("forget-layout-月报"));
    await waitFor(() => expect(kept()).toMatchObject({ exports: { contract: [] } }));
  });

  it("saves the template of the list's own noun", async () => {
    open({ path: "/桌面/合同_导入模板.csv", rows: 0 });
    await userEvent.click(screen.getByTestId("more-files"));
    await userEvent.click(await screen.findByText("下载导入模板…"));
    expect(await screen.findByText("合同的导入模板已保存")).toBeInTheDocument();
    expect(asks("save_template")).toEqual([{ noun: "contract" }]);
  });

  it("stays open and says nothing where the person changed their mind", async () => {
    open(null);
    await userEvent.click(screen.getByTestId("export"));
    await userEvent.click(await screen.findByTestId("export-write"));
    await waitFor(() => expect(asks("export_list")).toHaveLength(1));
    await waitFor(() => expect(screen.getByTestId("export-close")).toBeEnabled());
    expect(screen.getByTestId("export-dialog")).toBeInTheDocument();
    expect(screen.queryByRole("alert")).toBeNull();
  });
});
