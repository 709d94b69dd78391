import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { barriers } from "../../../tests/axe";
import { NEWEST, OLDER, STANDING, STATE, someBackups } from "../../../tests/backups";
import { type Answers, answer, asks, failure } from "../../../tests/program";
import { show } from "../../../tests/show";
import type {
  AppState,
  BackupList,
  DamageSurvey,
  JournalEntry,
  LedgerComparison,
  Loss,
  RestorePreview,
  TimelineRow,
} from "../../ipc/bindings";
import { BackupDesk } from "./BackupDesk";
import { LostBackups } from "./LostBackups";
import { backupWork } from "./work";

const COMPARISON: LedgerComparison = {
  nouns: [
    { noun: "supplier", now: 9, before: 9, changed: 0, missing: 0, new: 0 },
    { noun: "contract", now: 61, before: 60, changed: 2, missing: 1, new: 2 },
  ],
  settings: true,
  seq_before: 37,
  seq_now: 41,
};

const ENTRY: JournalEntry = {
  seq: 41,
  at: "2026-11-22T01:00:00Z",
  actor: "王芳",
  operation: "restored",
  subject: OLDER.name,
  detail: null,
  undoes: null,
  undone_by: null,
};

const COMPARED: Answers = {
  compare_prepared: () => COMPARISON,
  differing_records: ({ noun, only }) => ({
    rows: [{ noun, id: 7, key: "HT-007", difference: only ?? "changed" }],
    count: 1,
  }),
  differing_fields: () => [{ field: "amount", old: "1000.00", new: "2500.00" }],
};

function losing(operations: number): Loss {
  return { last_kept: 3, operations, records: [{ topic: "payment", count: 200 }] };
}

function preview(part: Partial<RestorePreview> = {}): RestorePreview {
  return {
    id: 5,
    name: OLDER.name,
    at: OLDER.made_at,
    seq: 37,
    loss: losing(37),
    lack: null,
    recovered: null,
    ...part,
  };
}

function start(part: Answers = {}, list: Partial<BackupList> = {}) {
  answer({
    backup_standing: () => STANDING,
    list_backups: () => someBackups(list),
    app_state: () => STATE,
    list_journal: () => ({ rows: [ENTRY], count: 1, totals: {} }),
    prepare_restore: () => preview(),
    let_go: () => null,
    cancel_work: () => null,
    ...COMPARED,
    ...part,
  });
  return show(<BackupDesk />, { page: "backups" });
}

async function agree() {
  await userEvent.click(await screen.findByTestId("restore-agree"));
  await userEvent.click(screen.getByTestId("restore-confirm"));
}

beforeEach(() => backupWork.reset());

describe("a comparison", () => {
  async function compare(part: Answers = {}) {
    const shown = start(part);
    await userEvent.click(await screen.findByTestId(`backup-${OLDER.name}`));
    await userEvent.click(screen.getByTestId("backup-compare"));
    return shown;
  }

  it("tells by noun, record and field what differs, without restoring", async () => {
    await compare();
    const counts = within(await screen.findByTestId("comparison"));
    expect(counts.getByRole("row", { name: /合同/ })).toHaveTextContent("合同6061212");
    expect(screen.getByTestId("differences")).toHaveTextContent("设置也不同");
    // The first noun that differs is shown at once.
    const fields = await screen.findByTestId("differing-fields");
    expect(fields).toHaveTextContent("签约合同价1,000.00 → 2,500.00");
    expect(await barriers()).toEqual([]);
    await userEvent.click(screen.getByTestId("differing-contract-missing"));
    await waitFor(() =>
      expect(asks("differing_records").at(-1)).toMatchObject({ noun: "contract", only: "missing" }),
    );
    await userEvent.click(screen.getByTestId("compare-close"));
    // What lay ready is let go.
    await waitFor(() => expect(asks("let_go")).toEqual([{ id: 5 }]));
    expect(asks("restore")).toEqual([]);
  });

  it("says so where nothing differs", async () => {
    await compare({ compare_prepared: () => ({ ...COMPARISON, nouns: [], settings: false }) });
    expect(await screen.findByTestId("nothing-differs")).toHaveTextContent("没有差异");
  });

  it("asks for the passphrase of an encrypted backup until it is right", async () => {
    await compare({
      prepare_restore: ({ passphrase }) => {
        if (passphrase === "海河水长流") {
          return preview();
        }
        const code = passphrase === null ? "backup.passphrase_needed" : "backup.passphrase_wrong";
        return Promise.reject(failure(code, { path: OLDER.path }));
      },
    });
    await userEvent.type(await screen.findByTestId("passphrase"), "不对{Enter}");
    expect(await screen.findByRole("alert")).toHaveTextContent("口令不正确");
    expect(await barriers()).toEqual([]);
    await userEvent.type(screen.getByTestId("passphrase"), "海河水长流{Enter}");
    expect(await screen.findByTestId("comparison")).toBeInTheDocument();
  });

  it("leads to the restore", async () => {
    await compare();
    await userEvent.click(await screen.findByTestId("compare-restore"));
    expect(await screen.findByTestId("restore-agree")).toBeInTheDocument();
    expect(screen.queryByTestId("compare-dialog")).toBeNull();
  });
});

describe("a restore", () => {
  const restored: AppState = { ...STATE, counts: [{ noun: "contract", count: 60 }] };

  async function ask(part: Answers = {}) {
    const shown = start(part);
    await userEvent.click(await screen.findByTestId(`backup-${OLDER.name}`));
    await userEvent.click(screen.getByTestId("backup-restore"));
    return shown;
  }

  it("says in numbers what is lost, and waits until a person has agreed to that", async () => {
    let state = STATE;
    const { client } = await ask({
      app_state: () => state,
      restore: (_, report) => {
        report({ done: 1_000_000, total: 2_000_000, per_second: 0, seconds_left: null });
        state = restored;
        return restored;
      },
    });
    expect(await screen.findByTestId("restore-loss")).toHaveTextContent("丢弃此后的 37 次操作");
    expect(screen.getByTestId("restore-loss")).toHaveTextContent("付款 200");
    expect(await screen.findByTestId("taken-back-41")).toHaveTextContent("王芳");
    expect(screen.getByTestId("restore-dialog")).toHaveTextContent("恢复前先自动备份现在的台账");
    expect(await barriers()).toEqual([]);
    await userEvent.click(screen.getByTestId("loss-records"));
    expect(await screen.findByTestId("comparison")).toBeInTheDocument();
    expect(screen.getByTestId("restore-confirm")).toBeDisabled();
    await userEvent.click(screen.getByLabelText("我知道之后的 37 次操作会被丢弃"));
    await userEvent.click(screen.getByTestId("restore-confirm"));
    expect(await screen.findByText(/^已恢复到：.* 的备份$/)).toBeInTheDocument();
    const target = { kind: "backup", name: OLDER.name };
    expect(asks("prepare_restore")).toEqual([{ target, passphrase: null }]);
    expect(asks("restore")).toEqual([{ id: 5 }]);
    expect(client.getQueryData<AppState>(["app_state"])?.counts).toEqual(restored.counts);
    // Nothing that was read of the ledger before stays on screen.
    await waitFor(() => expect(asks("backup_standing").length).toBeGreaterThan(1));
    expect(asks("list_backups").length).toBeGreaterThan(1);
  });

  it("asks for no loss to be agreed to where there is none", async () => {
    await ask({ prepare_restore: () => preview({ loss: losing(0) }) });
    await userEvent.click(await screen.findByLabelText("我要恢复这份备份，没有操作会丢失"));
    expect(screen.getByTestId("restore-confirm")).toBeEnabled();
  });

  it("warns where the backup is no earlier state of this ledger", async () => {
    await ask({ prepare_restore: () => preview({ loss: null }) });
    await screen.findByTestId("restore-agree");
    expect(screen.getByTestId("restore-dialog")).toHaveTextContent("全部内容都会被替换");
    expect(screen.getByTestId("restore-confirm")).toBeDisabled();
  });

  it("says why it was refused, and changes nothing", async () => {
    const refused = failure("backup.damaged", { path: OLDER.path });
    await ask({ restore: () => Promise.reject(refused) });
    await agree();
    const dialog = within(screen.getByTestId("restore-dialog"));
    expect(await dialog.findByTestId("error-notice")).toHaveTextContent("已损坏或被改动过");
    await userEvent.click(screen.getByTestId("restore-cancel"));
    await waitFor(() => expect(screen.queryByTestId("restore-dialog")).toBeNull());
    expect(asks("let_go")).toEqual([{ id: 5 }]);
  });

  it("takes a file from elsewhere without a manifest only where a person insists", async () => {
    const path = "E:\\copy.sqlite3";
    start({
      choose_backup: () => path,
      prepare_restore: ({ target }) =>
        target.kind === "file" && target.without_manifest
          ? preview({ name: "copy.sqlite3", at: null, seq: null, loss: null })
          : Promise.reject(failure("backup.no_manifest", { path })),
    });
    await screen.findByTestId(`backup-${OLDER.name}`);
    await userEvent.click(screen.getByTestId("restore-file"));
    await userEvent.click(await screen.findByTestId("restore-without-manifest"));
    expect(await screen.findByText("台账将回到：copy.sqlite3")).toBeInTheDocument();
    expect(screen.getByTestId("restore-confirm")).toBeDisabled();
  });

  const last_restore = { name: OLDER.name, entry: ENTRY, before: NEWEST.name };

  it("is undone by one click where nothing was done since", async () => {
    start(
      { prepare_restore: () => preview({ loss: losing(1) }), restore: () => STATE },
      { last_restore },
    );
    expect(await screen.findByTestId("last-restore")).toHaveTextContent("王芳");
    await userEvent.click(screen.getByTestId("undo-restore"));
    await waitFor(() => expect(asks("restore")).toEqual([{ id: 5 }]));
    expect(asks("prepare_restore")).toEqual([{ target: { kind: "undo" }, passphrase: null }]);
    await waitFor(() => expect(screen.queryByTestId("restore-dialog")).toBeNull());
  });

  it("is undone after a question where something was done since", async () => {
    start({ prepare_restore: () => preview({ loss: losing(2) }) }, { last_restore });
    await userEvent.click(await screen.findByTestId("undo-restore"));
    expect(await screen.findByTestId("restore-loss")).toHaveTextContent("丢弃此后的 2 次操作");
    expect(asks("restore")).toEqual([]);
  });
});

describe("the time line", () => {
  function operation(seq: number): TimelineRow {
    return {
      seq,
      at: "2026-11-22T01:00:00Z",
      actor: "王芳",
      operation: seq === 3 ? "import_payment" : "update_contract",
      subject: seq === 3 ? "付款.xlsx" : `HT-${seq}`,
      undoes: null,
      records: 200,
      hash: `hash-${seq}`,
      before: seq === 1 ? "" : `hash-${seq - 1}`,
      in_force: seq !== 4,
    };
  }
  const rows = [4, 3, 2, 1].map(operation);
  const heading = { seq: 3, at: "2026-11-22T01:00:00Z", actor: "王芳", subject: "付款.xlsx" };
  const lack = {
    reached: 2,
    first: 3,
    last: 3,
    damaged: true,
    known: [{ ...heading, operation: "import_payment" }],
  };

  async function open(part: Answers = {}) {
    const shown = start({ timeline: () => ({ rows, count: 4, damaged: [] }), ...part });
    await userEvent.click(await screen.findByTestId("backup-view-timeline"));
    await userEvent.click(await screen.findByTestId("moment-3"));
    return shown;
  }

  it("goes back to before an import, after saying what is lost", async () => {
    await open({ prepare_restore: () => preview({ loss: losing(2) }), restore: () => STATE });
    expect(screen.getByTestId("moment-gone-4")).toHaveTextContent("已被恢复丢弃");
    await userEvent.click(screen.getByTestId("restore-before"));
    await screen.findByTestId("restore-agree");
    const dialog = screen.getByTestId("restore-dialog");
    expect(dialog).toHaveTextContent("第 3 号操作（导入付款 付款.xlsx）之前");
    expect(dialog).toHaveTextContent("丢弃此后的 2 次操作");
    expect(await barriers()).toEqual([]);
    await agree();
    await waitFor(() => expect(asks("restore")).toEqual([{ id: 5 }]));
    const target = { kind: "moment", hash: "hash-2" };
    expect(asks("prepare_restore")).toEqual([{ target, passphrase: null }]);
  });

  it("shows how far the operations are done again, and cancels that", async () => {
    let stop: (reason: unknown) => void = () => {};
    await open({
      prepare_restore: (_, report) => {
        report({ done: 400, total: 1000, per_second: 200, seconds_left: 3 });
        return new Promise((_, reject) => {
          stop = reject;
        });
      },
    });
    await userEvent.click(screen.getByTestId("restore-after"));
    expect(await screen.findByTestId("work-progress")).toHaveTextContent("400 / 1,000");
    await userEvent.click(screen.getByTestId("work-cancel"));
    stop(failure("cancelled"));
    await waitFor(() => expect(screen.queryByTestId("restore-dialog")).toBeNull());
    expect(asks("restore")).toEqual([]);
  });

  it("names what nothing brings back before a person agrees", async () => {
    await open({ prepare_restore: () => preview({ lack, seq: 2 }), restore: () => STATE });
    await userEvent.click(screen.getByTestId("restore-after"));
    const told = await screen.findByTestId("restore-lack");
    expect(told).toHaveTextContent("只能恢复到第 2 号操作");
    expect(told).toHaveTextContent("导入付款 付款.xlsx");
    expect(screen.getByTestId("restore-confirm")).toHaveTextContent("恢复到第 2 号操作为止");
  });

  it("names the operations that are damaged in the archive", async () => {
    await open({ timeline: () => ({ rows, count: 4, damaged: [2, 3] }) });
    const told = await screen.findByTestId("timeline-damaged");
    expect(told).toHaveTextContent("2 次操作已损坏：#2 #3。");
  });
});

describe("the backups of a ledger that cannot be opened", () => {
  function lose(part: Answers = {}, list: Partial<BackupList> = {}) {
    const set_aside = [{ folder: "D:\\兰台\\坏", at: "2026-11-20T01:00:00Z", bytes: 12 }];
    answer({
      app_state: () => ({ ...STATE, opening: "recovery", replaceable: true, recoverable: true }),
      lost_backups: () => someBackups({ set_aside, ...list }),
      prepare_restore: () => preview({ loss: null }),
      restore: () => STATE,
      let_go: () => null,
      ...part,
    });
    return show(<LostBackups />);
  }

  it("are offered, newest first, and put into its place once a person has agreed", async () => {
    const { client } = lose();
    expect(await screen.findByTestId("set-aside")).toHaveTextContent("D:\\兰台\\坏");
    expect(screen.getByTestId("lost-backups")).toHaveTextContent("270 条记录");
    await userEvent.click(screen.getByTestId("lost-restore-0"));
    await screen.findByTestId("restore-agree");
    expect(screen.getByTestId("restore-dialog")).toHaveTextContent("不会删除");
    expect(await barriers()).toEqual([]);
    await agree();
    await waitFor(() => expect(client.getQueryData(["app_state"])).toEqual(STATE));
    expect(asks("restore")).toEqual([{ id: 5 }]);
  });

  it("come after what can still be read of it, and what is lost of that is named", async () => {
    const recovered = {
      reindexed: false,
      saved: [{ noun: "payment" as const, count: 190 }],
      lost: [{ noun: "payment" as const, key: "HT-003-FK-017" }],
      lost_count: 20,
      journal_is_cut: true,
      loosened: 0,
    };
    lose({ prepare_restore: () => preview({ at: null, seq: null, loss: null, recovered }) });
    await userEvent.click(await screen.findByTestId("lost-recovered"));
    const lost = await screen.findByTestId("recovered-lost");
    expect(lost).toHaveTextContent("丢失 20 条记录");
    expect(lost).toHaveTextContent("付款 HT-003-FK-017");
    expect(lost).toHaveTextContent("另有 19 条");
    expect(lost).toHaveTextContent("操作日志有缺口");
    expect(screen.getByTestId("recovered")).toHaveTextContent("付款 190");
    expect(await barriers()).toEqual([]);
    expect(asks("prepare_restore")).toEqual([{ target: { kind: "recovered" }, passphrase: null }]);
  });

  it("are counted both ways before a person chooses, the better way first", async () => {
    const noun = "payment" as const;
    const recovered = {
      reindexed: false,
      saved: [{ noun, count: 190 }],
      lost: [],
      lost_count: 20,
      journal_is_cut: false,
      loosened: 0,
    };
    const replayed = { seq: 41, at: OLDER.made_at, base: OLDER.name, operations: 4, lack: null };
    const comparison: LedgerComparison = {
      nouns: [{ noun, now: 190, before: 209, changed: 3, missing: 20, new: 1 }],
      settings: false,
      seq_before: 41,
      seq_now: 41,
    };
    let answer: (survey: DamageSurvey) => void = () => {};
    lose({
      survey_damage: (_, report) => {
        report({ done: 5000, total: null, per_second: 900, seconds_left: null });
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
    });
    await userEvent.click(await screen.findByTestId("survey-damage"));
    expect(await screen.findByTestId("work-progress")).toHaveTextContent("5,000");
    expect(screen.getByTestId("lost-newest")).toBeDisabled();
    answer({ replayed, recovered, comparison, first: "newest" });
    const counts = within(await screen.findByTestId("ways-beside"));
    expect(counts.getByRole("row", { name: /付款/ })).toHaveTextContent("付款2091902013");
    expect(screen.getByTestId("found-newest")).toHaveTextContent("回到第 41 号操作");
    expect(screen.getByTestId("found-newest")).toHaveTextContent("已知的操作都能找回");
    expect(screen.getByTestId("found-recovered")).toHaveTextContent("丢失 20 条记录");
    expect(screen.getByTestId("lost-newest")).toHaveClass("ant-btn-primary");
    expect(await barriers()).toEqual([]);
    await userEvent.click(screen.getByTestId("lost-newest"));
    await screen.findByTestId("restore-agree");
    expect(asks("prepare_restore")).toEqual([{ target: { kind: "newest" }, passphrase: null }]);
  });

  it("are not counted any more once a person stops that", async () => {
    lose({ survey_damage: () => Promise.reject(failure("cancelled")) });
    await userEvent.click(await screen.findByTestId("survey-damage"));
    expect(await screen.findByTestId("survey-damage")).toBeEnabled();
    expect(screen.queryByTestId("error-notice")).toBeNull();
  });

  it("bring back the last operation together with the archive", async () => {
    lose({ prepare_restore: () => preview({ seq: 41, loss: null }) });
    await userEvent.click(await screen.findByTestId("lost-newest"));
    expect(await screen.findByText(/^台账将回到：第 41 号操作为止/)).toBeInTheDocument();
  });

  it("are no way where only a newer program can read the ledger, but for backups", async () => {
    lose({ app_state: () => ({ ...STATE, opening: "recovery", replaceable: true }) });
    await screen.findByTestId("lost-newest");
    expect(screen.queryByTestId("lost-recovered")).toBeNull();
  });

  it("may lie elsewhere, where none is found", async () => {
    lose({ choose_backup: () => null }, { backups: [] });
    expect(await screen.findByTestId("lost-none")).toHaveTextContent("请接上备份所在的磁盘");
    await userEvent.click(screen.getByTestId("lost-choose"));
    await waitFor(() => expect(asks("choose_backup")).toHaveLength(1));
    expect(screen.queryByTestId("restore-dialog")).toBeNull();
  });
});
