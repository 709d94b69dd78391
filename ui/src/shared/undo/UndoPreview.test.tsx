import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { answer, asks, failure } from "../../../tests/program";
import { show } from "../../../tests/show";
import type { UndoReport } from "../../ipc/bindings";
import { UndoPreview } from "./UndoPreview";

const report: UndoReport = {
  undone: 9,
  seq: null,
  reversed: 140,
  kept_changed: 1,
  kept_referred: 1,
  records: [
    { topic: "payment", id: 1, key: "HT-1-FK-001", fate: "reversed" },
    { topic: "payment", id: 2, key: "HT-2-FK-001", fate: "kept_changed" },
    { topic: "supplier", id: 3, key: "宏达建设有限公司", fate: "kept_referred" },
  ],
};

function open(onDone?: (report: UndoReport) => void) {
  const onClose = vi.fn();
  show(<UndoPreview seq={9} open onClose={onClose} onDone={onDone} what="导入 付款.xlsx" />);
  return onClose;
}

describe("the preview of an undo", () => {
  it("lists what is kept and why before anything is undone", async () => {
    answer({ rehearse_undo: () => report });
    open();
    const changed = await screen.findByTestId("undo-kept-changed");
    expect(changed).toHaveTextContent("保留 1 条：之后又被修改过");
    expect(changed).toHaveTextContent("HT-2-FK-001");
    const referred = screen.getByTestId("undo-kept-referred");
    expect(referred).toHaveTextContent("其他记录正在引用");
    expect(referred).toHaveTextContent("宏达建设有限公司");
    const reversed = screen.getByTestId("undo-reversed");
    expect(reversed).toHaveTextContent("将撤回 140 条记录");
    expect(reversed).toHaveTextContent("等共 140 条");
    expect(asks("undo")).toEqual([]);
  });

  it("undoes when confirmed and hands on the report", async () => {
    const done = { ...report, seq: 10 };
    const onDone = vi.fn();
    answer({ rehearse_undo: () => report, undo: () => done });
    const onClose = open(onDone);
    const confirm = await screen.findByTestId("undo-confirm");
    await waitFor(() => expect(confirm).toHaveTextContent("撤销 140 条"));
    await userEvent.click(confirm);
    await waitFor(() => expect(onDone).toHaveBeenCalledWith(done));
    expect(onClose).toHaveBeenCalled();
    expect(asks("undo")).toEqual([{ seq: 9 }]);
  });

  it("offers no undo that would reverse nothing", async () => {
    answer({ rehearse_undo: () => ({ ...report, reversed: 0 }) });
    open();
    await screen.findByTestId("undo-kept-changed");
    expect(screen.getByTestId("undo-confirm")).toBeDisabled();
    expect(screen.getByTestId("undo-preview")).toHaveTextContent("没有可以撤回的记录");
  });

  it("stays open and says why an undo was refused", async () => {
    answer({
      rehearse_undo: () => report,
      undo: () => Promise.reject(failure("journal.already_undone", { value: "9" })),
    });
    const onClose = open();
    const confirm = await screen.findByTestId("undo-confirm");
    await waitFor(() => expect(confirm).toBeEnabled());
    await userEvent.click(confirm);
    expect(await screen.findByTestId("error-notice")).toHaveTextContent("第 9 条操作已经撤销过");
    expect(onClose).not.toHaveBeenCalled();
  });
});
