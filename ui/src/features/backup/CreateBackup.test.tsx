import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { backup, FOLDER, STANDING } from "../../../tests/backups";
import { type Answers, answer } from "../../../tests/program";
import { show } from "../../../tests/show";
import type { BackupMade, Problem } from "../../ipc/bindings";
import { CreateBackup } from "./CreateBackup";
import { backupWork } from "./work";

const BACKUP = backup("20261122_093000", {
  folders: [FOLDER, "E:\\备份"],
  made_at: "2026-11-22T01:30:00Z",
  counts: [],
});

function missing(code: Problem["code"], params: Problem["params"] = {}) {
  return { folder: "F:\\", failure: { code, field: null, params } };
}

async function backUp(made: Partial<BackupMade>, part: Answers = {}) {
  const onMade = vi.fn();
  answer({
    backup_standing: () => ({ ...STANDING, last_backup: null, unsaved: 1 }),
    create_backup: () => ({ backup: BACKUP, places: [], removed: 0, ...made }),
    ...part,
  });
  show(<CreateBackup onMade={onMade} />, { page: "backups" });
  await userEvent.click(screen.getByTestId("backup-now"));
  return { told: within(await screen.findByTestId("backup-made")), onMade };
}

beforeEach(() => backupWork.reset());

describe("a backup that was made", () => {
  it("tells every place in which it lies, and what the rule removed", async () => {
    const places = [{ folder: "E:\\备份", failure: null }];
    const { told, onMade } = await backUp({ places, removed: 2 });
    expect(told.getByText("已复制到 E:\\备份")).toBeInTheDocument();
    expect(told.getByText("按保留规则删除了 2 份过期的备份")).toBeInTheDocument();
    expect(screen.getByText("已备份并校验，3.4 MB")).toBeInTheDocument();
    expect(onMade).toHaveBeenCalledWith(BACKUP);
  });

  it("says which place has it not and why, until somebody has read that", async () => {
    const places = [
      { folder: "E:\\备份", failure: null },
      missing("backup.disk_space", { needed: "3.4 MB", free: "1 MB" }),
    ];
    const { told } = await backUp({ places });
    expect(told.getByText("没有复制到 F:\\：备份需要约 3.4 MB，可用空间只有 1 MB。")).toHaveClass(
      "error",
    );
    expect(screen.getByText("已备份并校验，3.4 MB；有位置没有写到")).toBeInTheDocument();
    expect(screen.getByRole("alert")).toBeInTheDocument();
  });

  it("stands although its copy was cancelled", async () => {
    const { told, onMade } = await backUp({ places: [missing("cancelled")] });
    expect(told.getByText("复制到 F:\\ 已取消，下次备份时补上")).toBeInTheDocument();
    expect(onMade).toHaveBeenCalledOnce();
  });
});
