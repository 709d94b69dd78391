import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { answer, asks } from "../../../tests/program";
import { show } from "../../../tests/show";
import type { BatchReport, Selection } from "../../ipc/bindings";
import type { FieldSpec } from "../form/draft";
import { BatchEdit } from "./BatchEdit";

const FIELDS: FieldSpec[] = [
  { name: "code", kind: "text", required: true },
  { name: "officer", kind: "text" },
  { name: "signed_on", kind: "date" },
];
const SELECTION: Selection = { records: [{ id: 1, revision: null }] };

function open(report: Partial<BatchReport> = {}) {
  const whole: BatchReport = {
    noun: "contract",
    field: "officer",
    seq: null,
    edited: 3,
    unchanged: 1,
    refused: 0,
    refusals: [],
    changed: [],
    ...report,
  };
  const onClose = vi.fn();
  answer({
    batch_fields: () => ["officer", "signed_on"],
    rehearse_batch_edit: () => whole,
    batch_edit: () => ({ ...whole, seq: 9, changed: ["contract"] }),
  });
  show(
    <BatchEdit noun="contract" selection={SELECTION} count={4} fields={FIELDS} onClose={onClose} />,
  );
  return { onClose };
}

const choose = async (label: string) => {
  await userEvent.click(await screen.findByRole("combobox", { name: "选择要修改的项" }));
  await userEvent.click(await screen.findByTitle(label));
};

describe("editing many records", () => {
  it("offers what the program gives to many, and tries a value before it is given", async () => {
    const { onClose } = open();
    await userEvent.click(await screen.findByRole("combobox", { name: "选择要修改的项" }));
    expect(await screen.findByTitle("经办人")).toBeInTheDocument();
    expect(screen.queryByTitle("合同编号")).toBeNull();
    await userEvent.click(screen.getByTitle("经办人"));
    await userEvent.type(await screen.findByTestId("field-officer"), "李敏");
    await waitFor(() => expect(screen.getByTestId("batch-confirm")).toHaveTextContent("修改 3 条"));
    expect(screen.getByTestId("batch-counts")).toHaveTextContent("1 条已是此值");
    expect(asks("batch_edit")).toEqual([]);
    await userEvent.click(screen.getByTestId("batch-confirm"));
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(asks("batch_edit")).toEqual([
      { noun: "contract", selection: SELECTION, field: "officer", value: "李敏" },
    ]);
  });

  it("names what a rule keeps, and gives nothing that cannot be read", async () => {
    open({
      edited: 0,
      refused: 1,
      refusals: [
        {
          id: 1,
          key: "HT-001",
          name: "土建",
          problems: [{ code: "contract.ends_before_start", field: "ends_on", params: {} }],
        },
      ],
    });
    await choose("签订日期");
    const field = await screen.findByTestId("field-signed_on");
    await userEvent.type(field, "2024-02-30");
    expect(await screen.findByText(/2024-02-30/)).toBeInTheDocument();
    expect(screen.getByTestId("batch-confirm")).toBeDisabled();
    await userEvent.clear(field);
    await userEvent.type(field, "2024-03-01");
    expect(await screen.findByTestId("batch-refused")).toHaveTextContent("HT-001");
    expect(screen.getByTestId("batch-confirm")).toBeDisabled();
    expect(asks("batch_edit")).toEqual([]);
  });
});
