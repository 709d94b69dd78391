import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { answer } from "../../../tests/program";
import { show } from "../../../tests/show";
import type { ListQuery } from "../../ipc/bindings";
import { ExportButton } from "./ExportButton";

const QUERY: ListQuery = {
  search: "锅炉",
  filters: [{ field: "officer", comparison: "is", values: ["李敏"] }],
  sort: [{ field: "code", descending: true }],
  offset: 100,
  limit: 50,
};

function open(saved: { path: string; rows: number } | null) {
  const asked = answer({ export_list: () => saved, save_template: () => saved });
  show(<ExportButton noun="contract" query={QUERY} />);
  return (name: string) => asked.filter((one) => one.name === name).map(({ args }) => args);
}

describe("files of a list", () => {
  it("exports all rows of what is shown, not only the page", async () => {
    const asks = open({ path: "/桌面/合同.xlsx", rows: 321 });
    await userEvent.click(screen.getByTestId("export"));
    expect(await screen.findByText("已导出 321 行")).toBeInTheDocument();
    expect(screen.getByText("/桌面/合同.xlsx")).toBeInTheDocument();
    expect(asks("export_list")).toMatchObject([
      { noun: "contract", query: { ...QUERY, offset: 0, limit: 4_294_967_295 } },
    ]);
  });

  it("saves the template of the list's own noun", async () => {
    const asks = open({ path: "/桌面/合同_导入模板.csv", rows: 0 });
    await userEvent.click(screen.getByTestId("more-files"));
    await userEvent.click(await screen.findByText("下载导入模板…"));
    expect(await screen.findByText("合同的导入模板已保存")).toBeInTheDocument();
    expect(asks("save_template")).toEqual([{ noun: "contract" }]);
  });

  it("says nothing where the person changed their mind", async () => {
    const asks = open(null);
    await userEvent.click(screen.getByTestId("export"));
    await waitFor(() => expect(asks("export_list")).toHaveLength(1));
    await waitFor(() => expect(screen.getByTestId("more-files")).toBeEnabled());
    expect(screen.queryByRole("alert")).toBeNull();
  });
});
