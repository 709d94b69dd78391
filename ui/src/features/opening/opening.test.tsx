import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { STATE } from "../../../tests/backups";
import { answer, asks, failure } from "../../../tests/program";
import { show } from "../../../tests/show";
import type { AppState, Progress } from "../../ipc/bindings";
import { FirstStart } from "./FirstStart";
import { Recovery } from "./Recovery";

const PATH = "C:\\Users\\王芳\\AppData\\Roaming\\Lantai\\ledger.sqlite3";

const first: AppState = { ...STATE, opening: "first_start", ledger_path: PATH, counts: [] };
const empty: AppState = { ...first, opening: "ready" };
const full: AppState = { ...empty, counts: [{ noun: "contract", count: 60 }] };

describe("the first start", () => {
  it("loads the sample, with progress, and goes on with it", async () => {
    const progress: Progress = { done: 30, total: 120, per_second: 60, seconds_left: 2 };
    let finish: (state: AppState) => void = () => {};
    answer({
      app_state: () => first,
      load_sample: (_, report) => {
        report(progress);
        return new Promise((resolve) => {
          finish = resolve;
        });
      },
    });
    const { client } = show(<FirstStart />);
    await userEvent.click(screen.getByTestId("start-sample"));
    expect(await screen.findByTestId("sample-progress")).toHaveTextContent("30 / 120 行");
    expect(client.getQueryData<AppState>(["app_state"])?.opening).toBe("first_start");
    finish(full);
    await waitFor(() => expect(client.getQueryData(["app_state"])).toEqual(full));
    // The sample makes its ledger itself: one made before would be in its way.
    expect(asks("create_ledger")).toEqual([]);
  });

  it("offers every choice again where the sample was cancelled", async () => {
    answer({
      app_state: () => first,
      load_sample: () => Promise.reject(failure("cancelled")),
    });
    const { client } = show(<FirstStart />);
    await userEvent.click(screen.getByTestId("start-sample"));
    expect(await screen.findByTestId("start-cancelled")).toHaveTextContent("没有保存任何内容");
    for (const choice of ["start-sample", "start-empty", "start-open"]) {
      expect(screen.getByTestId(choice)).toBeEnabled();
    }
    expect(client.getQueryData<AppState>(["app_state"])?.opening).toBe("first_start");
  });

  it("makes an empty ledger", async () => {
    answer({ app_state: () => first, create_ledger: () => empty });
    const { client } = show(<FirstStart />);
    await userEvent.click(screen.getByTestId("start-empty"));
    await waitFor(() => expect(client.getQueryData(["app_state"])).toEqual(empty));
  });

  it("says why a ledger was not made and stays", async () => {
    answer({
      app_state: () => first,
      create_ledger: () => Promise.reject(failure("ledger.not_writable", { path: PATH })),
    });
    show(<FirstStart />);
    await userEvent.click(screen.getByTestId("start-empty"));
    expect(await screen.findByTestId("error-notice")).toHaveTextContent("台账所在文件夹不可写");
    expect(screen.getByTestId("start-open")).toBeEnabled();
  });

  it("stays where no file was chosen", async () => {
    answer({ app_state: () => first, choose_ledger: () => first });
    show(<FirstStart />);
    await userEvent.click(screen.getByTestId("start-open"));
    await waitFor(() => expect(screen.getByTestId("start-open")).toBeEnabled());
    expect(screen.getByTestId("first-start")).toBeVisible();
  });
});

describe("the recovery screen", () => {
  const broken: AppState = {
    ...first,
    opening: "recovery",
    failure: failure("ledger.damaged", { path: PATH }),
  };

  it("says by its code what failed, where, and that nothing was touched", async () => {
    answer({ app_state: () => broken });
    show(<Recovery rescue={null} />);
    const reason = await screen.findByTestId("recovery-reason");
    expect(reason).toHaveAttribute("data-code", "ledger.damaged");
    expect(reason).toHaveTextContent("已损坏，未作任何改动");
    expect(reason).toHaveTextContent("K7Q2");
    expect(screen.getByTestId("recovery-path")).toHaveTextContent(PATH);
    expect(screen.getByTestId("recovery")).toHaveTextContent("也没有在原处新建台账");
  });

  it("goes on when a retry succeeds", async () => {
    answer({ app_state: () => broken, retry_opening: () => full });
    const { client } = show(<Recovery rescue={null} />);
    await userEvent.click(await screen.findByTestId("recovery-retry"));
    await waitFor(() => expect(client.getQueryData(["app_state"])).toEqual(full));
  });

  it("says so when a retry fails again, with the new reason", async () => {
    const held = {
      ...broken,
      failure: failure("ledger.in_use", { path: PATH, holder: "PC-02" }),
    };
    answer({ app_state: () => broken, retry_opening: () => held });
    show(<Recovery rescue={null} />);
    await userEvent.click(await screen.findByTestId("recovery-retry"));
    expect(await screen.findByTestId("recovery-still")).toBeVisible();
    expect(screen.getByTestId("recovery-reason")).toHaveTextContent("PC-02");
  });
});
