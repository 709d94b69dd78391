import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { type Answers, answerWith, asks, failure } from "../../../tests/answers";
import { barriers } from "../../../tests/axe";
import { show } from "../../../tests/show";
import type { BackupSettings as Settings } from "../../ipc/bindings";
import { BackupSettings } from "./BackupSettings";

vi.mock("../../ipc/call", async (original) => ({
  ...(await original<object>()),
  call: (await import("../../../tests/answers")).answering,
}));

const SETTINGS: Settings = {
  places: ["E:\\备份"],
  schedule: { on_exit: true, every_hours: 4, weekly_check: true },
  rule: { hours: 48, days: 12, weeks: 10, months: 9, apart: 3, verified: 3 },
  archive: true,
  encrypt: false,
  unreachable_days: 3,
};

async function start(part: Answers = {}) {
  answerWith({ backup_settings: () => SETTINGS, update_backup_settings: () => null, ...part });
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
