import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { barriers } from "../../../tests/axe";
import { type Answers, answer, asks, failure } from "../../../tests/program";
import { show } from "../../../tests/show";
import type {
  ArchiveReport,
  BackupPlace,
  BackupRow,
  PrunePlan,
  SegmentState,
  BackupSettings as Settings,
} from "../../ipc/bindings";
import { BackupSettings } from "./BackupSettings";

const SETTINGS: Settings = {
  places: ["E:\\备份"],
  schedule: { on_exit: true, every_hours: 4, weekly_check: true },
  rule: { hours: 48, days: 12, weeks: 10, months: 9, apart: 3, verified: 3 },
  archive: true,
  encrypt: false,
  unreachable_days: 3,
};

const BESIDE: BackupPlace = {
  folder: "D:\\兰台\\backups",
  built_in: true,
  reachable: true,
  reached_at: null,
  newest: null,
  failure: null,
  overdue: false,
  free: 120_000_000_000,
  archived: 37,
  archive_failure: null,
  archive_found: null,
};

const DISK: BackupPlace = {
  ...BESIDE,
  folder: "E:\\备份",
  built_in: false,
  reached_at: "2026-11-22T01:30:00Z",
  free: 64_000_000_000,
};

const NOTHING: PrunePlan = { rule: SETTINGS.rule, gone: [], kept: [], segments: [] };

async function start(part: Answers = {}) {
  answer({
    backup_settings: () => SETTINGS,
    update_backup_settings: () => null,
    backup_places: () => [BESIDE, DISK],
    has_backup_passphrase: () => false,
    plan_prune: () => NOTHING,
    ...part,
  });
  show(<BackupSettings />, { page: "backups" });
  await screen.findByTestId("backup-settings");
}

const save = () => userEvent.click(screen.getByTestId("backup-settings-save"));

async function type(field: string, text: string) {
  const input = screen.getByTestId(`field-${field}`);
  await userEvent.clear(input);
  if (text !== "") {
    await userEvent.type(input, text);
  }
}

describe("the settings of backups", () => {
  it("keep what was changed and nothing else, an empty interval being none", async () => {
    await start({ choose_folder: () => "F:\\兰台" });
    expect(await barriers()).toEqual([]);
    expect(screen.getByTestId("backup-settings-save")).toBeDisabled();
    await userEvent.click(screen.getByTestId("add-place"));
    await userEvent.click(screen.getByRole("button", { name: "移除 E:\\备份" }));
    await type("every_hours", "");
    await type("keep_days", "３0");
    await save();
    const settings = {
      ...SETTINGS,
      places: ["F:\\兰台"],
      schedule: { ...SETTINGS.schedule, every_hours: null },
      rule: { ...SETTINGS.rule, days: 30 },
    };
    await waitFor(() => expect(asks("update_backup_settings")).toEqual([{ settings }]));
    await waitFor(() => expect(screen.getByTestId("backup-settings-save")).toBeDisabled());
  });

  it("refuse what is no number beside its field, and save nothing", async () => {
    await start();
    await type("keep_weeks", "十");
    await save();
    expect(await screen.findByText("请填写整数。")).toBeInTheDocument();
    expect(screen.getByTestId("field-keep_weeks")).toBeInvalid();
    expect(asks("update_backup_settings")).toEqual([]);
  });

  it("say what the program refused beside its field", async () => {
    const problem = {
      code: "backup.rule_too_few" as const,
      field: "keep_verified",
      params: { limit: "3" },
    };
    const refused = { ...failure("backup.rule_too_few", { limit: "3" }), problems: [problem] };
    await start({ update_backup_settings: () => Promise.reject(refused) });
    await type("keep_verified", "1");
    await save();
    expect(await screen.findByText("至少要保留 3 份。")).toBeInTheDocument();
    expect(screen.getByTestId("field-keep_verified")).toBeInvalid();
  });

  it("stay as they are where no folder was chosen", async () => {
    await start({ choose_folder: () => null });
    await userEvent.click(screen.getByTestId("add-place"));
    expect(screen.getByTestId("backup-settings-save")).toBeDisabled();
  });
});

describe("the places of backups", () => {
  it("tell where they are, when they were last written, and how much room there is", async () => {
    await start();
    const row = await screen.findByTestId("place-E:\\备份");
    await waitFor(() => expect(row).toHaveTextContent("可访问"));
    expect(row).toHaveTextContent("64.0 GB");
    expect(row).toHaveTextContent("到第 37 号操作");
    expect(screen.getByTestId("backup-places")).toHaveTextContent("台账旁，总是有");
    expect(await barriers()).toEqual([]);
  });

  it("say what is wrong with them: away, for days, or full", async () => {
    const away: BackupPlace = {
      ...DISK,
      reachable: false,
      overdue: true,
      free: null,
      failure: "backup.place_unreachable",
      archive_failure: "backup.place_unreachable",
    };
    await start({ backup_places: () => [BESIDE, away] });
    expect(await screen.findByText("多日没有写到")).toHaveClass("error");
    expect(screen.getByText("没有写到，正在重试")).toHaveClass("warning");
    expect(screen.getByText(/^上次没有写到：备份位置“E:\\备份”现在不能访问/)).toBeInTheDocument();
  });

  it("have their archives verified, and say by name what is damaged and what lacks", async () => {
    const segment = (number: number, state: SegmentState) => ({
      name: `journal_0000000${number}_a1b2c3d4.segment`,
      state,
      operations: { first: number, last: number },
      bytes: 900,
    });
    const found: ArchiveReport = {
      place: DISK.folder,
      at: "2026-11-22T02:00:00Z",
      segments: [segment(1, "sound"), segment(2, "replaced"), segment(5, "damaged")],
      gaps: [{ first: 3, last: 4 }],
      reached: 37,
      failure: null,
    };
    const whole = { ...found, segments: [segment(1, "sound")], gaps: [] };
    const checked = [
      { ...BESIDE, archive_found: whole },
      { ...DISK, archive_found: found },
    ];
    let places = [BESIDE, DISK];
    await start({
      backup_places: () => places,
      check_archives: () => {
        places = checked;
        return checked;
      },
    });
    await userEvent.click(await screen.findByTestId("check-archives"));
    const faults = await screen.findByTestId("archive-faults");
    expect(faults).toHaveTextContent(
      "journal_00000002_a1b2c3d4.segment 有损坏；其中的操作已另写一份",
    );
    expect(faults).toHaveTextContent("journal_00000005_a1b2c3d4.segment 已损坏");
    expect(faults).toHaveTextContent("缺少第 3–4 号操作");
    expect(faults).not.toHaveTextContent("journal_00000001");
    expect(screen.getByText("完整，1 段")).toHaveClass("success");
    expect(screen.getByText("不完整")).toHaveClass("error");
    expect(await barriers()).toEqual([]);
  });

  it("are tested by writing to them, and refuse in words", async () => {
    let works = true;
    const refused = failure("backup.place_not_writable", { value: "E:\\备份" });
    await start({
      test_backup_place: () => (works ? 64_000_000_000 : Promise.reject(refused)),
    });
    const test = await screen.findByRole("button", { name: "测试 E:\\备份" });
    await userEvent.click(test);
    expect(await screen.findByText("写得进去，可用空间 64.0 GB。")).toBeInTheDocument();
    works = false;
    await userEvent.click(test);
    expect(await screen.findByText(/能读到，但不能写入/)).toBeInTheDocument();
    expect(asks("test_backup_place")).toEqual([{ place: "E:\\备份" }, { place: "E:\\备份" }]);
  });

  it("count once they are saved", async () => {
    await start({ choose_folder: () => "F:\\兰台" });
    await userEvent.click(screen.getByTestId("add-place"));
    expect(screen.getByTestId("place-F:\\兰台")).toHaveTextContent("保存后生效");
    expect(screen.queryByRole("button", { name: "测试 F:\\兰台" })).toBeNull();
  });
});

describe("another retention rule", () => {
  const gone: BackupRow = {
    name: "db_backup_20261001_090000.sqlite3",
    path: "D:\\兰台\\backups\\db_backup_20261001_090000.sqlite3",
    folders: ["D:\\兰台\\backups"],
    made_at: "2026-10-01T01:00:00Z",
    reason: "scheduled",
    note: null,
    bytes: 3_400_000,
    counts: [],
    seq: 5,
    program_version: "0.1.0",
  };

  it("is saved only after the list of those that would go was shown", async () => {
    await start({ plan_prune: () => ({ ...NOTHING, gone: [gone] }) });
    await type("keep_days", "2");
    await save();
    expect(await screen.findByTestId("rule-dialog")).toHaveTextContent("将删除 1 份，腾出 3.4 MB");
    const rule = { ...SETTINGS.rule, days: 2 };
    expect(asks("plan_prune")).toEqual([{ rule }]);
    expect(await barriers()).toEqual([]);
    await userEvent.click(screen.getByTestId("rule-cancel"));
    expect(asks("update_backup_settings")).toEqual([]);
    await save();
    await userEvent.click(await screen.findByTestId("rule-confirm"));
    await waitFor(() => expect(asks("update_backup_settings")).toHaveLength(1));
    expect(asks("update_backup_settings")[0]?.settings.rule).toEqual(rule);
  });

  it("is saved at once where nothing goes, or where the clock is behind", async () => {
    const behind = failure("backup.clock_went_back", { value: "2027-01-01" });
    await start({ plan_prune: () => Promise.reject(behind) });
    await type("keep_days", "2");
    await save();
    await waitFor(() => expect(asks("update_backup_settings")).toHaveLength(1));
  });
});

describe("encryption", () => {
  const type = (id: string, text: string) =>
    userEvent.type(document.getElementById(id) as HTMLElement, text);

  it("is turned on with a passphrase, typed twice and noted down", async () => {
    let has = false;
    await start({
      has_backup_passphrase: () => has,
      set_backup_passphrase: () => {
        has = true;
        return null;
      },
    });
    await waitFor(() => expect(screen.getByTestId("backup-encrypt")).toBeEnabled());
    await userEvent.click(screen.getByTestId("backup-encrypt"));
    expect(await screen.findByTestId("passphrase-dialog")).toHaveTextContent(
      "口令忘了，加密的备份谁也打不开",
    );
    expect(await barriers()).toEqual([]);
    await type("passphrase-new", "open sesame");
    await type("passphrase-again", "open sesama");
    expect(screen.getByTestId("passphrase-confirm")).toBeDisabled();
    await userEvent.click(screen.getByTestId("passphrase-noted"));
    await userEvent.click(screen.getByTestId("passphrase-confirm"));
    expect(await screen.findByText(/两次输入的口令不一样/)).toBeInTheDocument();
    expect(asks("set_backup_passphrase")).toEqual([]);
    await userEvent.clear(document.getElementById("passphrase-again") as HTMLElement);
    await type("passphrase-again", "open sesame{Enter}");
    await waitFor(() =>
      expect(asks("set_backup_passphrase")).toEqual([{ passphrase: "open sesame" }]),
    );
    await waitFor(() => expect(screen.getByTestId("backup-encrypt")).toBeChecked());
    expect(await screen.findByText("已设置口令")).toBeInTheDocument();
    await save();
    await waitFor(() => expect(asks("update_backup_settings")[0]?.settings.encrypt).toBe(true));
  });

  it("stays off where no passphrase was set, and says one that is too short", async () => {
    const short = failure("backup.passphrase_short", { limit: "8" });
    await start({ set_backup_passphrase: () => Promise.reject(short) });
    await waitFor(() => expect(screen.getByTestId("backup-encrypt")).toBeEnabled());
    await userEvent.click(screen.getByTestId("backup-encrypt"));
    await screen.findByTestId("passphrase-dialog");
    await userEvent.click(screen.getByTestId("passphrase-noted"));
    await type("passphrase-new", "short{Enter}");
    await type("passphrase-again", "short{Enter}");
    expect(await screen.findByText("口令至少要 8 个字符。")).toBeInTheDocument();
    await userEvent.click(screen.getByTestId("passphrase-cancel"));
    expect(screen.getByTestId("backup-encrypt")).not.toBeChecked();
  });

  it("lets a person make sure that they know the passphrase", async () => {
    await start({
      has_backup_passphrase: () => true,
      check_backup_passphrase: ({ passphrase }) =>
        passphrase === "open sesame" ? null : Promise.reject(failure("backup.passphrase_wrong")),
    });
    await userEvent.click(await screen.findByTestId("passphrase-check"));
    await screen.findByTestId("passphrase-dialog");
    await type("passphrase-known", "open sesama{Enter}");
    expect(await screen.findByText(/口令不正确/)).toBeInTheDocument();
    await userEvent.clear(document.getElementById("passphrase-known") as HTMLElement);
    await type("passphrase-known", "open sesame{Enter}");
    expect(await screen.findByText("口令正确，能打开现在加密的备份。")).toBeInTheDocument();
    expect(screen.queryByText(/口令不正确/)).toBeNull();
  });
});
