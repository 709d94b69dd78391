import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { App as AntApp, ConfigProvider } from "antd";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { barriers } from "../../../tests/axe";
import { STANDING } from "../../../tests/backups";
import { hears, tells } from "../../../tests/events";
import { answer, asks } from "../../../tests/program";
import { show } from "../../../tests/show";
import type { BackupNotice } from "../../ipc/bindings";
import { useNavigation } from "../../shared/navigation";
import { ClosingCover } from "./ClosingCover";
import { useBackupNotices } from "./useBackupNotices";

vi.mock("../../ipc/events", async () => ({
  useEvent: (await import("../../../tests/events")).useHearing,
}));

const FAILED: BackupNotice = { code: "todo.backup_failed", params: {}, urgency: "harm" };

function overdue(days: string): BackupNotice {
  return { code: "todo.place_overdue", params: { value: "F:\\", days }, urgency: "harm" };
}

function Page() {
  useBackupNotices();
  return <p data-testid="page">{useNavigation().place.page}</p>;
}

function start(first: readonly BackupNotice[]) {
  let notices = first;
  answer({
    backup_standing: () => ({
      ...STANDING,
      last_backup: null,
      unsaved: 1,
      notices: [...notices],
    }),
    cancel_work: () => null,
  });
  show(
    // A notice that fades away is gone only at the end of an animation, which there is none of here.
    <ConfigProvider theme={{ token: { motion: false } }}>
      <AntApp>
        <Page />
      </AntApp>
    </ConfigProvider>,
    { page: "contracts" },
  );
  return async (next: readonly BackupNotice[]) => {
    notices = next;
    await act(async () => tells("backups-changed", null));
  };
}

beforeEach(() => hears.clear());

describe("what the program could not back up by itself", () => {
  it("is told on any page until somebody looks, with the way to the backups", async () => {
    start([FAILED, { code: "todo.drill_missing", params: {}, urgency: "soon" }]);
    expect(await screen.findByText(/^自动备份没有成功/)).toBeInTheDocument();
    expect(screen.queryByText(/还没有演练过/)).toBeNull();
    expect(screen.getByRole("alert")).toBeInTheDocument();
    expect(await barriers()).toEqual([]);
    await userEvent.click(screen.getByTestId("notice-look"));
    expect(screen.getByTestId("page")).toHaveTextContent("backups");
    await waitFor(() => expect(screen.queryByText(/^自动备份没有成功/)).toBeNull());
  });

  it("is told once, although its days go on, and goes away when it is put right", async () => {
    const change = start([]);
    await waitFor(() => expect(asks("backup_standing")).toHaveLength(1));
    await change([overdue("3")]);
    expect(await screen.findByText(/“F:\\”已有 3 天/)).toBeInTheDocument();
    await change([overdue("4")]);
    await waitFor(() => expect(asks("backup_standing")).toHaveLength(3));
    expect(screen.getAllByTestId("notice-look")).toHaveLength(1);
    await change([]);
    await waitFor(() => expect(screen.queryByTestId("notice-look")).toBeNull());
    await change([overdue("3")]);
    expect(await screen.findByText(/“F:\\”已有 3 天/)).toBeInTheDocument();
  });
});

describe("the backup before the end", () => {
  it("covers the window, shows how far it is, and can be left out", async () => {
    answer({ cancel_work: () => null });
    show(<ClosingCover />);
    expect(screen.queryByTestId("closing")).toBeNull();
    act(() => tells("backup-closing", null));
    expect(await screen.findByTestId("closing")).toHaveTextContent("备份完成后窗口自动关闭");
    act(() =>
      tells("backup-closing", {
        done: 1_000_000,
        total: 4_000_000,
        per_second: 500_000,
        seconds_left: 6,
      }),
    );
    expect(screen.getByTestId("work-progress")).toHaveTextContent("1.0 MB / 4.0 MB");
    expect(await barriers()).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "不备份，直接退出" }));
    expect(asks("cancel_work")).toHaveLength(1);
  });
});
