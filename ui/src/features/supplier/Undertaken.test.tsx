import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { answer } from "../../../tests/program";
import { contractRow, interviewDetail, supplierDetail } from "../../../tests/records";
import { show } from "../../../tests/show";
import type { Undertaking } from "../../ipc/bindings";
import { UndertakingPage } from "../../pages/UndertakingPage";
import { SupplierFile } from "./SupplierFile";
import { Undertaken } from "./Undertaken";

type Handlers = Parameters<typeof answer>[0];

function undertaking(part: Partial<Undertaking> = {}): Undertaking {
  return {
    supplier: { ...supplierDetail().row, contracts: 2, breaches: 1, interviews: 3 },
    counts: [
      { status: "在执行", count: 1 },
      { status: "已结算", count: 1 },
      { status: "已解除", count: 0 },
    ],
    families: [
      { ...contractRow(), children: 2, score: "0.00", grade: "不合格" },
      {
        ...contractRow({ id: 2, code: "HT-2024-002", base: null, progress: null, paid: "0.00" }),
        children: 0,
        score: null,
        grade: null,
      },
    ],
    totals: {
      amount: "2400000.00",
      paid: "300000.00",
      base: "1200000.00",
      progress: "0.2500",
      remaining: "900000.00",
    },
    ...part,
  };
}

function open(handlers: Handlers = {}) {
  const asked = answer({ undertaken: () => undertaking(), ...handlers });
  const onShown = vi.fn();
  show(<Undertaken id={7} shown="all" onShown={onShown} />);
  return { asked, onShown };
}

describe("Undertaken", () => {
  it("shows each family, its totals below, and 未评价 apart from 0", async () => {
    open();
    const table = await screen.findByTestId("undertaken-table");
    const first = within(table).getByTestId("family-HT-2024-001");
    expect(first).toHaveTextContent("25.0%");
    expect(first).toHaveTextContent("0.00");
    expect(first).toHaveTextContent("不合格");
    const second = within(table).getByTestId("family-HT-2024-002");
    expect(second).toHaveTextContent("未评价");
    expect(second).toHaveTextContent("—");
    expect(table).toHaveTextContent("2,400,000.00");
    expect(screen.getByTestId("total-progress")).toHaveTextContent("25.0%");
  });

  it("switches by status, each with how many", async () => {
    const { onShown } = open();
    const choice = await screen.findByTestId("status-switch");
    for (const label of ["全部 2", "在执行 1", "已结算 1", "已解除 0"]) {
      expect(within(choice).getByText(label)).toBeInTheDocument();
    }
    await userEvent.click(within(choice).getByText("已结算 1"));
    expect(onShown).toHaveBeenCalledWith("已结算");
  });

  it("exports what is shown and says where it is", async () => {
    const { asked } = open({
      export_undertaken: () => ({ path: "D:\\承接.xlsx", rows: 2 }),
    });
    await userEvent.click(await screen.findByTestId("export-undertaken"));
    expect(await screen.findByText("D:\\承接.xlsx")).toBeInTheDocument();
    expect(asked.find(({ name }) => name === "export_undertaken")?.args).toEqual({
      id: 7,
      status: null,
    });
  });
});

describe("UndertakingPage", () => {
  it("lists suppliers and shows the chosen one", async () => {
    const asked = answer({
      list_suppliers: () => ({ rows: [supplierDetail().row], count: 1, totals: {} }),
      undertaken: () => undertaking(),
    });
    show(<UndertakingPage />, { page: "undertaking" });
    expect(screen.getByText(/请在左侧选择一家供应商/)).toBeInTheDocument();
    await userEvent.click(await screen.findByTestId("supplier-重庆长江环境科技有限公司"));
    await screen.findByTestId("undertaken");
    await userEvent.click(screen.getByRole("button", { name: /^在执行/ }));
    await waitFor(() =>
      expect(asked.filter(({ name }) => name === "undertaken").at(-1)?.args).toEqual({
        id: 7,
        status: "在执行",
      }),
    );
  });
});

describe("SupplierFile", () => {
  it("puts master data, contracts with their sum, evaluations and interviews on paper", async () => {
    answer({
      supplier_detail: () => ({
        ...supplierDetail({ former_names: ["重庆长江环保有限公司"], bank: "建行" }),
        interviews: [
          interviewDetail({ kind: "违约约谈", reason: "第一行\n第二行", content: "说明" }).row,
        ],
      }),
      undertaken: () => undertaking(),
    });
    const print = vi.spyOn(window, "print").mockImplementation(() => {});
    const onClose = vi.fn();
    show(<SupplierFile id={7} onClose={onClose} />);
    const paper = await screen.findByTestId("supplier-file");
    expect(paper).toHaveTextContent("重庆长江环保有限公司");
    expect(paper).toHaveTextContent("建行");
    expect(within(paper).getByText("合计").closest("tr")).toHaveTextContent("2,400,000.00");
    expect(within(paper).getByText(/第一行/).textContent).toBe("第一行\n第二行");
    expect(within(paper).getAllByText("未评价").length).toBeGreaterThan(0);
    await userEvent.click(screen.getByTestId("print"));
    expect(print).toHaveBeenCalled();
    await userEvent.click(screen.getByTestId("close-print"));
    expect(onClose).toHaveBeenCalled();
  });
});
