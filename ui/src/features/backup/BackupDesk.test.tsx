import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { barriers } from "../../../tests/axe";
import { NEWEST, OLDER, STANDING, STATE, someBackups } from "../../../tests/backups";
import { type Answers, answer, asks, failure } from "../../../tests/program";
import { show } from "../../../tests/show";
import type { BackupList, BackupMade } from "../../ipc/bindings";
import { BackupDesk } from "./BackupDesk";
import { backupWork } from "./work";

const RULE = { hours: 48, days: 12, weeks: 10, months: 9, apart: 3, verified: 3 };

function start(part: Answers = {}, list: Partial<BackupList> = {}) {
  answer({
    backup_standing: () => STANDING,
    list_backups: () => someBackups(list),
    app_state: () => STATE,
    ...part,
  });
  return show(<BackupDesk />, { page: "backups" });
}

const chosen = async () => within(await screen.findByTestId("backup-detail"));

beforeEach(() => backupWork.reset());

describe("the backups", () => {
  it("are listed with time, reason, size and records, and read without barriers", async () => {
    start();
    const row = await screen.findByTestId(`backup-${OLDER.name}`);
    expect(row).toHaveTextContent("导入前");
    expect(row).toHaveTextContent("3.4 MB");
    expect(row).toHaveTextContent("270");
    expect(row).toHaveTextContent("备份时已校验");
    expect(await screen.findByTestId("backup-last")).toHaveTextContent("4 次操作还没有备份");
    expect(screen.getByTestId("backup-proven")).toHaveTextContent("还没有演练过");
    await userEvent.click(row);
    const detail = await chosen();
    expect(detail.getByRole("row", { name: /合同/ })).toHaveTextContent("合同6061");
    expect(await barriers()).toEqual([]);
  });

  it("are made by one button, with a note, and with progress that can be cancelled", async () => {
    let finish: (made: BackupMade) => void = () => {};
    start({
      create_backup: (_, report) => {
        report({ done: 1_000_000, total: 4_000_000, per_second: 500_000, seconds_left: 6 });
        return new Promise((resolve) => {
          finish = resolve;
        });
      },
      cancel_work: () => null,
    });
    await screen.findByTestId(`backup-${OLDER.name}`);
    await userEvent.type(screen.getByTestId("backup-note"), "审计前");
    await userEvent.click(screen.getByTestId("backup-now"));
    const progress = await screen.findByTestId("work-progress");
    expect(progress).toHaveTextContent("1.0 MB / 4.0 MB · 每秒 500 KB · 约剩 6 秒");
    expect(screen.getByTestId("backup-drill")).toBeDisabled();
    await userEvent.click(screen.getByTestId("work-cancel"));
    expect(asks("cancel_work")).toHaveLength(1);
    finish({ backup: NEWEST, places: [], removed: 0 });
    expect(await screen.findByText("已备份并校验，3.4 MB")).toBeInTheDocument();
    expect(asks("create_backup")).toEqual([{ note: "审计前" }]);
    expect(screen.getByTestId("backup-note")).toHaveValue("");
    expect((await chosen()).getByText(NEWEST.name)).toBeInTheDocument();
    expect(asks("list_backups").length).toBeGreaterThan(1);
  });

  it("are made by Ctrl+N too, and a cancelled one is no error", async () => {
    start({ create_backup: () => Promise.reject(failure("cancelled")) });
    await screen.findByTestId(`backup-${OLDER.name}`);
    await userEvent.keyboard("{Control>}n{/Control}");
    expect(await screen.findByText("已取消，没有保存任何内容。")).toBeInTheDocument();
    expect(screen.queryByTestId("error-notice")).toBeNull();
  });

  it("say in plain words why one was not made", async () => {
    const refused = failure("backup.disk_space", { needed: "12 MB", free: "3 MB" });
    start({ create_backup: () => Promise.reject(refused) });
    await screen.findByTestId(`backup-${OLDER.name}`);
    await userEvent.click(screen.getByTestId("backup-now"));
    expect(await screen.findByTestId("error-notice")).toHaveTextContent("可用空间只有 3 MB");
    expect(screen.getByTestId("backup-now")).toBeEnabled();
  });

  it("are verified one by one, and a damaged one is marked", async () => {
    const refused = failure("backup.damaged", { path: OLDER.path });
    start({
      verify_backup: ({ name }) =>
        name === OLDER.name ? Promise.reject(refused) : Promise.resolve(null),
    });
    await userEvent.click(await screen.findByTestId(`backup-${NEWEST.name}`));
    await userEvent.click(screen.getByTestId("backup-verify"));
    expect(await screen.findByTestId("backup-sound")).toHaveTextContent("逐字节相符");
    await userEvent.click(screen.getByTestId(`backup-${OLDER.name}`));
    await userEvent.click(screen.getByTestId("backup-verify"));
    expect(await screen.findByTestId("error-notice")).toHaveTextContent("已损坏或被改动过");
    expect(screen.getByTestId(`backup-${OLDER.name}`)).toHaveTextContent("已损坏");
    expect(screen.getByTestId(`backup-${NEWEST.name}`)).toHaveTextContent("校验通过");
  });

  it("are proven by a drill", async () => {
    const proofs = [{ name: NEWEST.name, contracts: 60 }];
    start({ drill_backups: () => ({ at: "2026-11-22T09:00:00Z", proofs }) });
    await screen.findByTestId(`backup-${OLDER.name}`);
    await userEvent.click(screen.getByTestId("backup-drill"));
    expect(await screen.findByText("演练通过：1 份备份可以恢复")).toBeInTheDocument();
    await waitFor(() => expect(asks("list_backups").length).toBeGreaterThan(1));
  });

  it("go only after the list of those that would go was shown", async () => {
    const kept_as = "daily" as const;
    const kept = [{ name: NEWEST.name, made_at: NEWEST.made_at, kept_as }];
    const segment = "D:\\兰台\\backups\\journal\\journal_00000001_a1b2c3d4.segment";
    const segments = [{ path: segment, first: 1, last: 30, bytes: 16_000_000 }];
    const plan = { rule: RULE, gone: [OLDER], kept, segments };
    start({ plan_prune: () => plan, prune_backups: () => plan });
    await screen.findByTestId(`backup-${OLDER.name}`);
    await userEvent.click(screen.getByTestId("backup-prune"));
    expect(await screen.findByTestId("prune-gone")).toHaveTextContent("将删除 1 份，腾出 3.4 MB");
    expect(screen.getByTestId("prune-dialog")).toHaveTextContent("48 小时内的全部保留；之后 12 天");
    expect(screen.getByTestId("prune-dialog")).toHaveTextContent("当天最新");
    const told = screen.getByTestId("prune-segments");
    expect(told).toHaveTextContent("不再需要的操作日志归档 1 段，腾出 16.0 MB");
    expect(told).toHaveTextContent("第 1–30 号操作");
    expect(await barriers()).toEqual([]);
    expect(asks("prune_backups")).toEqual([]);
    await userEvent.click(screen.getByTestId("prune-confirm"));
    await waitFor(() => expect(asks("prune_backups")).toHaveLength(1));
    expect(await screen.findByText("已删除 1 份过期的备份")).toBeInTheDocument();
  });

  it("offer nothing to remove where nothing is past its time", async () => {
    start({ plan_prune: () => ({ rule: RULE, gone: [], kept: [], segments: [] }) });
    await screen.findByTestId(`backup-${OLDER.name}`);
    await userEvent.click(screen.getByTestId("backup-prune"));
    expect(await screen.findByTestId("prune-gone")).toHaveTextContent("没有过期的备份");
    expect(screen.queryByTestId("prune-confirm")).toBeNull();
  });

  it("tell what to do where there is none", async () => {
    start({}, { backups: [] });
    expect(await screen.findByText("还没有备份。点“立即备份”。")).toBeInTheDocument();
    expect(screen.getByTestId("backup-drill")).toBeDisabled();
  });
});
