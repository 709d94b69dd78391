import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { answer } from "../../../tests/program";
import { projectDetail } from "../../../tests/records";
import { show } from "../../../tests/show";
import { ProjectPanel } from "./ProjectPanel";

it("writes the file of the project that is open, and tells where it is", async () => {
  const asked = answer({
    project_detail: () => projectDetail(),
    record_history: () => [],
    export_project_file: () => ({ path: "/out/0101_项目档案.xlsx", rows: 1 }),
  });
  show(<ProjectPanel id={4} onClose={vi.fn()} onEdit={vi.fn()} onCopy={vi.fn()} />);
  await screen.findByText("一号机组改造");
  await userEvent.click(screen.getByTestId("more-actions"));
  await userEvent.click(await screen.findByText("导出项目档案"));
  expect(await screen.findByText("/out/0101_项目档案.xlsx")).toBeInTheDocument();
  const exports = asked.filter(({ name }) => name === "export_project_file");
  expect(exports.map(({ args }) => (args as { id: number }).id)).toEqual([4]);
});
