import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { answer, refusal } from "../../../tests/program";
import { contractRow } from "../../../tests/records";
import { show } from "../../../tests/show";
import type { PositionPreview } from "../../ipc/bindings";
import { SettlementForm } from "./SettlementForm";

const CONTRACT = { id: 1, label: "HT-2024-001 渗滤液处理系统改造合同" };

function preview(finalAmount: string | null): PositionPreview {
  return {
    contract: contractRow(),
    paid_before: "300000.00",
    paid: "300000.00",
    base: finalAmount ?? "1200000.00",
    progress: finalAmount === null ? "0.2500" : "0.3000",
    remaining: "700000.00",
    difference: finalAmount === null ? null : "-200000.00",
    next_code: null,
    plan: [],
    proposed_plan_id: null,
  };
}

describe("SettlementForm", () => {
  it("shows where the contract will stand before it is saved", async () => {
    const asked = answer({
      preview_settlement: ({ finalAmount }) => preview(finalAmount),
      check_settlement: () => [],
      create_settlement: () => ({ id: 4, seq: 8, changed: ["settlement"] }),
    });
    const onSaved = vi.fn();
    const target = { id: null };
    show(
      <SettlementForm target={target} contract={CONTRACT} onSaved={onSaved} onClose={vi.fn()} />,
    );
    expect(await screen.findByTestId("contract-note")).toHaveTextContent("1,200,000.00");
    expect(screen.getByTestId("field-final_amount")).toHaveFocus();
    await userEvent.type(screen.getByTestId("field-final_amount"), "１００万");
    const after = await screen.findByTestId("after-saving");
    await waitFor(() => expect(after).toHaveTextContent("-200,000.00"));
    expect(after).toHaveTextContent("30.0%");
    await userEvent.click(screen.getByTestId("save"));
    await waitFor(() => expect(onSaved).toHaveBeenCalled());
    expect(asked.find(({ name }) => name === "create_settlement")?.args).toEqual({
      settlement: {
        contract_id: 1,
        final_amount: "1000000",
        completed_on: null,
        archived_on: null,
        remarks: null,
      },
    });
  });

  it("says at the field that the contract is settled already", async () => {
    answer({
      preview_settlement: () => preview(null),
      check_settlement: () => [],
      create_settlement: () => {
        throw refusal({ code: "settlement.exists", field: "contract_id" });
      },
    });
    const target = { id: null };
    show(
      <SettlementForm target={target} contract={CONTRACT} onSaved={vi.fn()} onClose={vi.fn()} />,
    );
    await userEvent.type(await screen.findByTestId("field-final_amount"), "1");
    await userEvent.click(screen.getByTestId("save"));
    expect(await screen.findByText(/这份合同已有结算/)).toBeInTheDocument();
    expect(screen.getByTestId("field-final_amount")).toHaveValue("1");
  });
});
