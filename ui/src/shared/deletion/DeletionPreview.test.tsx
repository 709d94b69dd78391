import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { answer, asks, failure } from "../../../tests/program";
import { show } from "../../../tests/show";
import type { DeletionReport, Selection } from "../../ipc/bindings";
import { DeletionPreview } from "./DeletionPreview";

const selection: Selection = {
  records: [
    { id: 1, revision: 3 },
    { id: 2, revision: 1 },
  ],
};

const report: DeletionReport = {
  noun: "contract",
  seq: null,
  deleted: 1,
  refused: 1,
  records: [
    {
      id: 1,
      key: "HT-001",
      name: "土建工程",
      refusal: {
        code: "record.referred",
        referrers: [
          {
            noun: "payment",
            count: 12,
            first: [{ id: 9, key: "HT-001-FK-001", name: "土建工程" }],
          },
        ],
      },
    },
    { id: 2, key: "HT-002", name: "设备采购", refusal: null },
  ],
  changed: [],
};

function open() {
  const onClose = vi.fn();
  const onDone = vi.fn();
  show(<DeletionPreview noun="contract" selection={selection} onClose={onClose} onDone={onDone} />);
  return { onClose, onDone };
}

describe("the preview of a deletion", () => {
  it("says what would go, what stays and who refers to it, before anything is deleted", async () => {
    answer({ rehearse_deletion: () => report });
    open();
    const refused = await screen.findByTestId("delete-refused");
    expect(refused).toHaveTextContent("1 条不能删除");
    expect(refused).toHaveTextContent("HT-001");
    expect(refused).toHaveTextContent("正被 12 条付款引用");
    expect(refused).toHaveTextContent("HT-001-FK-001");
    expect(screen.getByTestId("delete-deleted")).toHaveTextContent("HT-002 设备采购");
    expect(asks("delete_records")).toEqual([]);
  });

  it("deletes the same records when confirmed", async () => {
    const done = { ...report, seq: 9, changed: ["contract" as const] };
    answer({ rehearse_deletion: () => report, delete_records: () => done });
    const { onClose, onDone } = open();
    const confirm = await screen.findByTestId("delete-confirm");
    await waitFor(() => expect(confirm).toHaveTextContent("删除 1 条"));
    await userEvent.click(confirm);
    await waitFor(() => expect(onDone).toHaveBeenCalledWith(done));
    expect(onClose).toHaveBeenCalled();
    expect(asks("delete_records")).toEqual([{ noun: "contract", selection }]);
  });

  it("offers nothing where all of it stays, and says why it failed", async () => {
    answer({ rehearse_deletion: () => ({ ...report, deleted: 0 }) });
    open();
    await screen.findByTestId("delete-refused");
    expect(screen.getByTestId("delete-confirm")).toBeDisabled();
  });

  it("stays open where the deletion fails", async () => {
    answer({
      rehearse_deletion: () => report,
      delete_records: () => Promise.reject(failure("disk.full")),
    });
    const { onClose } = open();
    const confirm = await screen.findByTestId("delete-confirm");
    await waitFor(() => expect(confirm).toBeEnabled());
    await userEvent.click(confirm);
    expect(await screen.findByTestId("error-notice")).toHaveAttribute("data-code", "disk.full");
    expect(onClose).not.toHaveBeenCalled();
  });
});
