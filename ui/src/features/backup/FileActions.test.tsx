import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { barriers } from "../../../tests/axe";
import { backup, FOLDER, someBackups } from "../../../tests/backups";
import { type Answers, answer, asks, failure } from "../../../tests/program";
import { show } from "../../../tests/show";
import { FileActions } from "./FileActions";
import { backupWork } from "./work";

const BACKUP = backup("20261122_093000", {
  folders: [FOLDER, "E:\\备份"],
  made_at: "2026-11-22T01:30:00Z",
  counts: [],
});

const LIST = someBackups({ backups: [BACKUP] });

function start(part: Answers = {}) {
  answer({ list_backups: () => LIST, ...part });
  show(<FileActions backup={BACKUP} />, { page: "backups" });
}

async function ask(part: Answers) {
  start(part);
  await userEvent.click(screen.getByTestId("backup-delete"));
  return within(await screen.findByTestId("delete-dialog"));
}

const confirm = () => userEvent.click(screen.getByTestId("delete-confirm"));

beforeEach(() => backupWork.reset());

describe("a backup", () => {
  it("is copied into a folder that a person chooses, and shown there", async () => {
    const copy = "F:\\拷贝\\db_backup_20261122_093000.sqlite3";
    start({ copy_backup: () => copy, show_in_folder: () => null });
    await userEvent.click(screen.getByTestId("backup-copy"));
    const done = within(await screen.findByRole("alert"));
    expect(done.getByText("已复制，并在那里校验")).toBeInTheDocument();
    expect(done.getByText(copy)).toBeInTheDocument();
    await userEvent.click(done.getByRole("button", { name: "在文件夹中显示" }));
    expect(asks("show_in_folder")).toEqual([{ path: copy }]);
    expect(asks("copy_backup")).toEqual([{ name: BACKUP.name }]);
  });

  it("is copied nowhere where no folder was chosen", async () => {
    start({ copy_backup: () => null });
    await userEvent.click(screen.getByTestId("backup-copy"));
    await waitFor(() => expect(screen.getByTestId("backup-copy")).toBeEnabled());
    expect(screen.queryByText("已复制，并在那里校验")).toBeNull();
  });

  it("is deleted everywhere, after a person saw where that is", async () => {
    const dialog = await ask({ delete_backup: () => 2 });
    expect(dialog.getByText("E:\\备份")).toBeInTheDocument();
    expect(await barriers()).toEqual([]);
    await confirm();
    await waitFor(() =>
      expect(asks("delete_backup")).toEqual([{ name: BACKUP.name, insist: false }]),
    );
    expect(await screen.findByText("已删除，共 2 处")).toBeInTheDocument();
    await waitFor(() => expect(screen.queryByTestId("delete-dialog")).toBeNull());
  });

  it("among the last that verify goes only where a person says so twice", async () => {
    const refused = failure("backup.among_last", { value: BACKUP.name });
    const dialog = await ask({
      delete_backup: ({ insist }) => (insist ? 1 : Promise.reject(refused)),
    });
    await confirm();
    expect(await dialog.findByText(/最近通过校验的几份备份之一/)).toBeInTheDocument();
    expect(screen.getByTestId("delete-confirm")).toBeDisabled();
    await userEvent.click(screen.getByTestId("delete-insist"));
    await confirm();
    await waitFor(() =>
      expect(asks("delete_backup").map(({ insist }) => insist)).toEqual([false, true]),
    );
  });

  it("that is the newest sound one never goes", async () => {
    const refused = failure("backup.newest_sound", { value: BACKUP.name });
    const dialog = await ask({ delete_backup: () => Promise.reject(refused) });
    await confirm();
    expect(await dialog.findByText(/最新一份完好的备份，不能删除/)).toBeInTheDocument();
    expect(screen.getByTestId("delete-confirm")).toBeDisabled();
    expect(screen.queryByTestId("delete-insist")).toBeNull();
  });

  it("by which the last restore is undone says so before it goes", async () => {
    const entry = {
      seq: 41,
      at: "2026-11-22T01:00:00Z",
      actor: "王芳",
      operation: "restored",
      subject: "x",
      detail: null,
      undoes: null,
      undone_by: null,
    };
    const last_restore = { name: "x", entry, before: BACKUP.name };
    const dialog = await ask({ list_backups: () => ({ ...LIST, last_restore }) });
    expect(await dialog.findByText("删除后，上一次恢复不能再撤销。")).toBeInTheDocument();
  });
});
