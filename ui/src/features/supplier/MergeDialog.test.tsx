import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { answer, refusal } from "../../../tests/program";
import { contractRow, supplierDetail } from "../../../tests/records";
import { show } from "../../../tests/show";
import type { MergePreview } from "../../ipc/bindings";
import { MergeButton } from "./MergeButton";
import { MergeDialog } from "./MergeDialog";

type Handlers = Parameters<typeof answer>[0];

const KEPT = { id: 7, label: "重庆长江环境科技有限公司" };
const GONE = { id: 8, label: "重庆长江环保有限公司" };

function preview(part: Partial<MergePreview> = {}): MergePreview {
  const { row } = supplierDetail();
  return {
    kept: row,
    gone: { ...row, id: 8, revision: 4, name: GONE.label },
    differences: [
      { field: "phone", kept: "023-1", gone: "023-2", proposed: "kept" },
      { field: "bank", kept: null, gone: "建行", proposed: "gone" },
    ],
    former_names: [GONE.label],
    contracts: [contractRow()],
    interviews: [],
    procurements: [],
    warnings: [],
    ...part,
  };
}

function open(handlers: Handlers = {}, gone: typeof GONE | null = GONE) {
  const asked = answer({
    preview_merge: () => preview(),
    similar_suppliers: () => [],
    merge_suppliers: () => ({ id: 7, seq: 9, changed: ["supplier", "contract"] }),
    ...handlers,
  });
  const onMerged = vi.fn();
  show(
    <MergeDialog
      kept={KEPT}
      {...(gone === null ? {} : { gone })}
      onMerged={onMerged}
      onClose={vi.fn()}
    />,
  );
  const merges = () => asked.filter((one) => one.name === "merge_suppliers");
  return { asked, merges, onMerged };
}

const ok = () => screen.getByRole("button", { name: /^合\s?并$/ });

describe("MergeButton", () => {
  const chosen = (...ids: number[]) => ({ records: ids.map((id) => ({ id, revision: 1 })) });

  it("is there for exactly two chosen suppliers, and names both", async () => {
    const asked = answer({ preview_merge: () => preview() });
    const onMerge = vi.fn();
    const { unmount } = show(<MergeButton chosen={chosen(7, 8, 9)} onMerge={onMerge} />);
    expect(screen.queryByTestId("merge-chosen")).toBeNull();
    unmount();
    show(<MergeButton chosen={chosen(7, 8)} onMerge={onMerge} />);
    await userEvent.click(screen.getByTestId("merge-chosen"));
    await waitFor(() => expect(onMerge).toHaveBeenCalledWith(KEPT, GONE));
    expect(asked[0]?.args).toEqual({ keptId: 7, goneId: 8 });
  });
});

describe("MergeDialog", () => {
  it("shows what moves, and takes what was proposed or chosen", async () => {
    const { merges, onMerged } = open();
    const moves = await screen.findByTestId("merge-moves");
    expect(moves).toHaveTextContent("1 份合同、0 次约谈、0 次中标采购");
    expect(moves).toHaveTextContent(`合并后的曾用名： ${GONE.label}`);
    const phone = within(screen.getByTestId("merge-phone"));
    expect(phone.getByRole("radio", { name: "联系电话: 保留" })).toBeChecked();
    await userEvent.click(phone.getByRole("radio", { name: "联系电话: 并入" }));
    await userEvent.click(ok());
    await waitFor(() => expect(onMerged).toHaveBeenCalled());
    expect(merges()[0]?.args).toEqual({
      merge: {
        kept_id: 7,
        kept_revision: 1,
        gone_id: 8,
        gone_revision: 4,
        taken: ["phone", "bank"],
        confirmed: false,
      },
    });
  });

  it("merges two different credit codes only after a confirmation", async () => {
    const { merges, onMerged } = open({
      preview_merge: () =>
        preview({
          warnings: [{ code: "supplier.merge_uscc_differs", field: null, params: {} }],
        }),
    });
    expect(await screen.findByTestId("merge-warning")).toHaveTextContent("统一社会信用代码不同");
    expect(ok()).toBeDisabled();
    await userEvent.click(screen.getByTestId("merge-confirm"));
    await userEvent.click(ok());
    await waitFor(() => expect(onMerged).toHaveBeenCalled());
    expect(merges()[0]?.args).toMatchObject({ merge: { confirmed: true } });
  });

  it("can turn round who stays", async () => {
    const { asked } = open();
    await screen.findByTestId("merge-moves");
    await userEvent.click(screen.getByTestId("merge-swap"));
    await waitFor(() =>
      expect(asked.filter(({ name }) => name === "preview_merge").at(-1)?.args).toEqual({
        keptId: 8,
        goneId: 7,
      }),
    );
    expect(screen.getByTestId("merge-kept")).toHaveTextContent(GONE.label);
  });

  it("offers suppliers of a near name where none is chosen", async () => {
    const { asked } = open(
      {
        similar_suppliers: () => [
          {
            id: 8,
            name: GONE.label,
            former_name: null,
            same: false,
            uscc: null,
            status: "合格",
            contracts: 2,
          },
        ],
      },
      null,
    );
    expect(ok()).toBeDisabled();
    await userEvent.click(await screen.findByRole("button", { name: /重庆长江环保有限公司/ }));
    await screen.findByTestId("merge-moves");
    expect(asked.find(({ name }) => name === "preview_merge")?.args).toEqual({
      keptId: 7,
      goneId: 8,
    });
  });

  it("says why a merge was refused and keeps the choices", async () => {
    const { onMerged } = open({
      merge_suppliers: () => {
        throw refusal({ code: "record.stale" });
      },
    });
    const bank = within(await screen.findByTestId("merge-bank"));
    await userEvent.click(bank.getByRole("radio", { name: "开户行: 保留" }));
    await userEvent.click(ok());
    expect(await screen.findByText(/在您打开之后被修改过/)).toBeInTheDocument();
    expect(bank.getByRole("radio", { name: "开户行: 保留" })).toBeChecked();
    expect(onMerged).not.toHaveBeenCalled();
  });
});
