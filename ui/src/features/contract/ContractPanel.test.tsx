import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { answer } from "../../../tests/program";
import { contractDetail, contractRow, planRow, planSum } from "../../../tests/records";
import { show } from "../../../tests/show";
import type { ContractDetail } from "../../ipc/bindings";
import { ContractPanel } from "./ContractPanel";

async function open(part: Partial<ContractDetail>) {
  answer({ contract_detail: () => ({ ...contractDetail(), ...part }), record_history: () => [] });
  const acts = {
    onNewPayment: vi.fn(),
    onEditPlan: vi.fn(),
    onNewSupplement: vi.fn(),
    onSettle: vi.fn(),
    onEditSettlement: vi.fn(),
  };
  show(<ContractPanel id={1} onClose={vi.fn()} onEdit={vi.fn()} onCopy={vi.fn()} {...acts} />);
  await screen.findByTestId("panel-amount");
  return acts;
}

const CHILD = contractRow({ id: 2, code: "HT-2024-001-1", kind: "补充协议", parent_code: "HT" });

describe("ContractPanel", () => {
  it("warns where supplements grew above the limit", async () => {
    await open({
      family: [contractRow(), CHILD],
      growth: "0.1234",
      growth_limit: "0.1000",
      growth_exceeds: true,
    });
    const growth = screen.getByTestId("panel-growth");
    expect(growth).toHaveTextContent("12.34%");
    expect(growth).toHaveTextContent("超过预警比例 10.00%");
  });

  it("shows the payment plan, how far each row is paid, and where it does not come to the contract", async () => {
    const acts = await open({
      plan: {
        rows: [planRow(), planRow({ id: 12, term: "质保金", state: "未到期", due_on: null })],
        sum: planSum({
          payable: "960000.00",
          share: "0.8000",
          paid: "300000.00",
          open: "660000.00",
          difference: "-240000.00",
        }),
      },
    });
    const table = within(screen.getByTestId("panel-plan"));
    expect(table.getAllByRole("row")[1]).toHaveTextContent(
      "预付款2024-04-01逾期360,000.0030.00%83.3%",
    );
    expect(screen.getByTestId("panel-plan-sum")).toHaveTextContent("960,000.0080.00%300,000.00");
    expect(screen.getByTestId("plan-differs")).toHaveTextContent("相差 -240000.00 元");
    await userEvent.click(screen.getByTestId("edit-plan"));
    expect(acts.onEditPlan).toHaveBeenCalledWith(expect.objectContaining({ id: 1 }));
  });

  it("shows the retention, when it is to be released, and how near the end is", async () => {
    await open({
      row: contractRow({
        expires_on: "2024-07-01",
        expiry: "即将到期",
        days_left: 12,
        releases_on: "2024-06-01",
        release: "已到期",
        release_days: -3,
      }),
    });
    expect(screen.getByTestId("panel-retention")).toHaveTextContent("36,000.00 3.00%");
    expect(screen.getByTestId("panel-release")).toHaveTextContent("已到期 已过 3 天");
    expect(screen.getByTestId("panel-expiry")).toHaveTextContent("即将到期 剩 12 天");
  });

  it("settles a main contract, and edits what is settled", async () => {
    const { onSettle } = await open({});
    await userEvent.click(screen.getByTestId("settle"));
    expect(onSettle).toHaveBeenCalledWith(expect.objectContaining({ code: "HT-2024-001" }));
  });

  it("edits a settlement and says what it differs by", async () => {
    const { onEditSettlement } = await open({
      settlement: {
        id: 6,
        revision: 1,
        contract_id: 1,
        contract_code: "HT-2024-001",
        contract_name: "渗滤液处理系统改造合同",
        supplier: "重庆长江环境科技有限公司",
        final_amount: "1000000.00",
        family_amount: "1200000.00",
        difference: "-200000.00",
        completed_on: null,
        archived_on: null,
        remarks: null,
      },
    });
    expect(screen.getByTestId("panel-difference")).toHaveTextContent("-200,000.00");
    await userEvent.click(screen.getByTestId("edit-settlement"));
    expect(onEditSettlement).toHaveBeenCalledWith(6);
    expect(screen.getByTestId("delete-settlement")).toBeInTheDocument();
  });

  it("leaves settling and supplements to the main contract", async () => {
    await open({ row: CHILD, family: [contractRow(), CHILD] });
    expect(screen.queryByTestId("settle")).toBeNull();
    expect(screen.queryByTestId("new-supplement")).toBeNull();
    expect(within(screen.getByTestId("record-panel")).getByText("HT-2024-001")).toBeInTheDocument();
  });
});
