import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Answers, answerWith, asks, failure } from "../../../tests/answers";
import { barriers } from "../../../tests/axe";
import { show } from "../../../tests/show";
import type {
  AppState,
  BackupList,
  BackupMade,
  BackupRow,
  BackupStanding,
} from "../../ipc/bindings";
import { BackupDesk } from "./BackupDesk";
import { LostBackups } from "./LostBackups";
import { backupWork } from "./work";

vi.mock("../../ipc/call", async (original) => ({
  ...(await original<object>()),
  call: (await import("../../../tests/answers")).answering,
}));

const FOLDER = "D:\\兰台\\backups";

function backup(at: string, part: Partial<BackupRow> = {}): BackupRow {
  const name = `db_backup_${at}.sqlite3`;
  return {
    name,
    path: `${FOLDER}\\${name}`,
    folders: [FOLDER],
    made_at: "2026-11-21T09:02:00Z",
    reason: "manual",
    note: null,
    bytes: 3_400_000,
    counts: [
      { noun: "contract", count: 60 },
      { noun: "payment", count: 210 },
    ],
    seq: 37,
    program_version: "0.1.0",
    ...part,
  };
}

const NEWEST = backup("20261121_170200", { note: "审计前" });
const OLDER = backup("20261120_090000", { reason: "before_import", note: "合同.xlsx" });

const STANDING: BackupStanding = {
  folder: FOLDER,
  last_backup: NEWEST.made_at,
  unsaved: 4,
  last_drill: null,
  notices: [],
};

const STATE: AppState = {
  opening: "ready",
  version: "0.1.0",
  ledger_path: "D:\\兰台\\lantai.sqlite3",
  actor: "王芳",
  failure: null,
  replaceable: false,
  interrupted: null,
  counts: [{ noun: "contract", count: 61 }],
};

const RULE = { hours: 48, days: 12, weeks: 10, months: 9, apart: 3, verified: 3 };

function start(part: Answers = {}, list: Partial<BackupList> = {}) {
  answerWith({
    backup_standing: () => STANDING,
    list_backups: () => ({
      folder: FOLDER,
      backups: [NEWEST, OLDER],
      drill: null,
      last_restore: null,
      set_aside: [],
      ...list,
    }),
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
    const plan = { rule: RULE, gone: [OLDER], kept };
    start({ plan_prune: () => plan, prune_backups: () => plan });
    await screen.findByTestId(`backup-${OLDER.name}`);
    await userEvent.click(screen.getByTestId("backup-prune"));
    expect(await screen.findByTestId("prune-gone")).toHaveTextContent("将删除 1 份，腾出 3.4 MB");
    expect(screen.getByTestId("prune-dialog")).toHaveTextContent("48 小时内的全部保留；之后 12 天");
    expect(screen.getByTestId("prune-dialog")).toHaveTextContent("当天最新");
    expect(await barriers()).toEqual([]);
    expect(asks("prune_backups")).toEqual([]);
    await userEvent.click(screen.getByTestId("prune-confirm"));
    await waitFor(() => expect(asks("prune_backups")).toHaveLength(1));
    expect(await screen.findByText("已删除 1 份过期的备份")).toBeInTheDocument();
  });

  it("offer nothing to remove where nothing is past its time", async () => {
    start({ plan_prune: () => ({ rule: RULE, gone: [], kept: [] }) });
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

describe("a restore", () => {
  const preview = (lost: number | null) => ({ name: OLDER.name, made_at: OLDER.made_at, lost });
  const restored: AppState = { ...STATE, counts: [{ noun: "contract", count: 60 }] };

  async function ask(part: Answers) {
    const shown = start(part);
    await userEvent.click(await screen.findByTestId(`backup-${OLDER.name}`));
    await userEvent.click(screen.getByTestId("backup-restore"));
    await screen.findByTestId("restore-agree");
    return shown;
  }

  it("says in numbers what is lost, and waits until a person has agreed to that", async () => {
    let state = STATE;
    const { client } = await ask({
      app_state: () => state,
      preview_restore: () => preview(37),
      restore: (_, report) => {
        report({ done: 1_000_000, total: 2_000_000, per_second: 0, seconds_left: null });
        state = restored;
        return restored;
      },
    });
    expect(screen.getByTestId("restore-loss")).toHaveTextContent("丢弃此后的 37 次操作");
    expect(screen.getByTestId("restore-dialog")).toHaveTextContent("恢复前先自动备份现在的台账");
    expect(await barriers()).toEqual([]);
    const confirm = screen.getByTestId("restore-confirm");
    expect(confirm).toBeDisabled();
    await userEvent.click(screen.getByLabelText("我知道之后的 37 次操作会被丢弃"));
    await userEvent.click(confirm);
    expect(await screen.findByText(/^已恢复到：.* 的备份$/)).toBeInTheDocument();
    expect(asks("restore")).toEqual([{ target: { kind: "backup", name: OLDER.name } }]);
    expect(client.getQueryData<AppState>(["app_state"])?.counts).toEqual(restored.counts);
    // Nothing that was read of the ledger before stays on screen.
    await waitFor(() => expect(asks("backup_standing").length).toBeGreaterThan(1));
    expect(asks("list_backups").length).toBeGreaterThan(1);
  });

  it("warns where the backup is no earlier state of this ledger", async () => {
    await ask({ preview_restore: () => preview(null) });
    expect(screen.getByTestId("restore-dialog")).toHaveTextContent("全部内容都会被替换");
    expect(screen.getByTestId("restore-confirm")).toBeDisabled();
  });

  it("says why it was refused, and changes nothing", async () => {
    const refused = failure("backup.damaged", { path: OLDER.path });
    await ask({ preview_restore: () => preview(1), restore: () => Promise.reject(refused) });
    await userEvent.click(screen.getByRole("checkbox"));
    await userEvent.click(screen.getByTestId("restore-confirm"));
    const dialog = within(screen.getByTestId("restore-dialog"));
    expect(await dialog.findByTestId("error-notice")).toHaveTextContent("已损坏或被改动过");
    await userEvent.click(screen.getByTestId("restore-cancel"));
    await waitFor(() => expect(screen.queryByTestId("restore-dialog")).toBeNull());
  });

  it("takes a file from elsewhere without a manifest only where a person insists", async () => {
    const path = "E:\\copy.sqlite3";
    start({
      choose_backup: () => path,
      preview_restore: ({ target }) =>
        target.kind === "file" && target.without_manifest
          ? { name: "copy.sqlite3", made_at: null, lost: null }
          : Promise.reject(failure("backup.no_manifest", { path })),
    });
    await screen.findByTestId(`backup-${OLDER.name}`);
    await userEvent.click(screen.getByTestId("restore-file"));
    await userEvent.click(await screen.findByTestId("restore-without-manifest"));
    expect(await screen.findByText("台账将回到：copy.sqlite3")).toBeInTheDocument();
    expect(screen.getByTestId("restore-confirm")).toBeDisabled();
  });

  it("can be undone", async () => {
    const entry = {
      seq: 41,
      at: "2026-11-22T01:00:00Z",
      actor: "王芳",
      operation: "restored",
      subject: OLDER.name,
      detail: null,
      undoes: null,
      undone_by: null,
    };
    const last_restore = { name: OLDER.name, entry, before: NEWEST.name };
    start(
      { preview_restore: () => ({ name: NEWEST.name, made_at: NEWEST.made_at, lost: 1 }) },
      { last_restore },
    );
    expect(await screen.findByTestId("last-restore")).toHaveTextContent("王芳");
    await userEvent.click(screen.getByTestId("undo-restore"));
    expect(await screen.findByText("撤销上次恢复")).toBeInTheDocument();
    expect(asks("preview_restore")).toEqual([{ target: { kind: "undo" } }]);
  });
});

describe("the backups of a ledger that cannot be opened", () => {
  function lose(part: Answers = {}, list: Partial<BackupList> = {}) {
    answerWith({
      lost_backups: () => ({
        folder: FOLDER,
        backups: [NEWEST, OLDER],
        drill: null,
        last_restore: null,
        set_aside: [{ folder: "D:\\兰台\\坏", at: "2026-11-20T01:00:00Z", bytes: 12 }],
        ...list,
      }),
      ...part,
    });
    return show(<LostBackups />);
  }

  it("are offered, newest first, and put into its place once a person has agreed", async () => {
    const { client } = lose({
      preview_restore: () => ({ name: NEWEST.name, made_at: NEWEST.made_at, lost: null }),
      restore: () => STATE,
    });
    expect(await screen.findByTestId("set-aside")).toHaveTextContent("D:\\兰台\\坏");
    expect(screen.getByTestId("lost-backups")).toHaveTextContent("270 条记录");
    await userEvent.click(screen.getByTestId("lost-restore-0"));
    await screen.findByTestId("restore-agree");
    expect(screen.getByTestId("restore-dialog")).toHaveTextContent("不会删除");
    expect(await barriers()).toEqual([]);
    await userEvent.click(screen.getByRole("checkbox"));
    await userEvent.click(screen.getByTestId("restore-confirm"));
    await waitFor(() => expect(client.getQueryData(["app_state"])).toEqual(STATE));
    expect(asks("restore")).toEqual([{ target: { kind: "backup", name: NEWEST.name } }]);
  });

  it("may lie elsewhere, where none is found", async () => {
    lose({ choose_backup: () => null }, { backups: [] });
    expect(await screen.findByTestId("lost-none")).toHaveTextContent("请接上备份所在的磁盘");
    await userEvent.click(screen.getByTestId("lost-choose"));
    await waitFor(() => expect(asks("choose_backup")).toHaveLength(1));
    expect(screen.queryByTestId("restore-dialog")).toBeNull();
  });
});
