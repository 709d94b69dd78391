import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { answer, asks, failure } from "../../../tests/program";
import { show } from "../../../tests/show";
import type { Exported } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { useWatchedWriting } from "./useWatchedWriting";

function Panel() {
  const { write, cover } = useWatchedWriting("project");
  return (
    <>
      <button
        type="button"
        onClick={() => void write((report) => call("export_project_file", { id: 4 }, report))}
      >
        导出
      </button>
      {cover}
    </>
  );
}

it("shows how far a file has come, and says nothing where it was cancelled", async () => {
  let stop = () => {};
  answer({
    export_project_file: (_, report) => {
      report({ done: 40, total: 100, per_second: 20, seconds_left: 3 });
      return new Promise((_, reject) => {
        stop = () => reject(failure("cancelled"));
      });
    },
    cancel_work: () => {
      stop();
      return null;
    },
  });
  show(<Panel />);
  await userEvent.click(screen.getByText("导出"));
  expect(await screen.findByTestId("writing")).toHaveTextContent("40 / 100 行");
  await userEvent.click(screen.getByTestId("work-cancel"));
  await waitFor(() => expect(screen.queryByTestId("writing")).toBeNull());
  expect(asks("cancel_work")).toHaveLength(1);
  expect(screen.queryByRole("alert")).toBeNull();
});

it("covers nothing while the system asks for the file", async () => {
  let end = (_: Exported) => {};
  answer({
    export_project_file: () =>
      new Promise((resolve) => {
        end = resolve;
      }),
  });
  show(<Panel />);
  await userEvent.click(screen.getByText("导出"));
  expect(screen.queryByTestId("writing")).toBeNull();
  end({ path: "/out/0101.xlsx", rows: 1 });
  expect(await screen.findByText("/out/0101.xlsx")).toBeInTheDocument();
});
