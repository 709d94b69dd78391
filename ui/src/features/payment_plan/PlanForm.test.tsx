import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { barriers } from "../../../tests/axe";
import { answer, refusal } from "../../../tests/program";
import { contractDetail, planRow, planSum } from "../../../tests/records";
import { show } from "../../../tests/show";
import type { PaymentPlan } from "../../ipc/bindings";
import { PlanForm } from "./PlanForm";

const CONTRACT = { id: 1, label: "HT-2024-001" };
const SAVED = { id: 1, seq: 9, changed: ["payment_plan" as const] };

function detail() {
  return { ...contractDetail(), plan: { rows: [planRow()], sum: planSum() } };
}

/** As the ledger computes it: the other one of amount and percentage, and the sum. */
function preview({ rows }: { rows: PaymentPlan[] }) {
  return {
    rows: rows.map(({ amount, percent }) => ({
      payable: amount ?? (percent === null ? null : "360000.00"),
      share: percent ?? (amount === null ? null : "0.5000"),
    })),
    sum: planSum({ payable: "960000.00", share: "0.8000", difference: "-240000.00" }),
    warnings: [
      {
        code: "payment_plan.sum_differs" as const,
        field: "amount",
        params: { sum: "960000.00", amount: "1200000.00", difference: "-240000.00" },
      },
    ],
  };
}

function open(more: Parameters<typeof answer>[0] = {}) {
  const asked = answer({
    contract_detail: detail,
    preview_payment_plan: preview,
    save_payment_plan: () => SAVED,
    ...more,
  });
  const onSaved = vi.fn();
  const onClose = vi.fn();
  show(<PlanForm target={{ id: null }} contract={CONTRACT} onSaved={onSaved} onClose={onClose} />);
  return { asked, onSaved, onClose };
}

const sent = (asked: ReturnType<typeof answer>) =>
  asked.filter(({ name }) => name === "save_payment_plan").map(({ args }) => args);

describe("PlanForm", () => {
  it("takes several rows in a go, by keyboard alone", async () => {
    const { asked, onSaved } = open();
    expect(await screen.findByTestId("plan-0-term")).toHaveValue("预付款");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    const term = await screen.findByTestId("plan-1-term");
    await waitFor(() => expect(term).toHaveFocus());
    await userEvent.keyboard("到货款{Enter}2024-8-1{Enter}600000{Enter}{Enter}到货验收后");
    expect(await screen.findByTestId("plan-sum")).toHaveTextContent("960,000.00");
    await waitFor(() =>
      expect(screen.getByTestId("plan-1-percent")).toHaveAttribute("placeholder", "50.00"),
    );
    await userEvent.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(onSaved).toHaveBeenCalled());
    expect(sent(asked)).toEqual([
      {
        contractId: 1,
        rows: [
          { known: { id: 11, revision: 1 }, plan: expect.objectContaining({ percent: "0.30" }) },
          {
            known: null,
            plan: {
              contract_id: 1,
              term: "到货款",
              due_on: "2024-08-01",
              amount: "600000",
              percent: null,
              remarks: "到货验收后",
            },
          },
        ],
        gone: [],
      },
    ]);
  });

  it("keeps one of amount and percentage, and shows the other", async () => {
    open();
    const amount = await screen.findByTestId("plan-0-amount");
    await waitFor(() => expect(amount).toHaveAttribute("placeholder", "360,000.00"));
    await userEvent.type(amount, "5");
    expect(screen.getByTestId("plan-0-percent")).toHaveValue("");
    await userEvent.type(screen.getByTestId("plan-0-percent"), "40");
    expect(amount).toHaveValue("");
  });

  it("warns where the rows do not come to the contract, and saves all the same", async () => {
    const { asked } = open();
    expect(await screen.findByTestId("plan-warning")).toHaveTextContent("-240000.00");
    await userEvent.click(screen.getByTestId("remove-row-0"));
    await userEvent.click(screen.getByTestId("save"));
    await waitFor(() =>
      expect(sent(asked)).toEqual([{ contractId: 1, rows: [], gone: [{ id: 11, revision: 1 }] }]),
    );
  });

  it("says at the field of the row what is wrong", async () => {
    const { asked } = open({
      save_payment_plan: () => {
        throw refusal({
          code: "payment_plan.term_taken",
          problems: [
            { code: "payment_plan.term_taken", field: "1.term", params: { value: "预付款" } },
          ],
        });
      },
    });
    await screen.findByTestId("plan-0-term");
    await userEvent.click(screen.getByTestId("copy-row-0"));
    await userEvent.type(screen.getByTestId("plan-1-amount"), "abc");
    await userEvent.click(screen.getByTestId("save"));
    const row = within(screen.getByTestId("plan-row-1"));
    expect(await row.findAllByRole("alert")).toHaveLength(2);
    expect(sent(asked)).toEqual([]);
    await userEvent.clear(screen.getByTestId("plan-1-amount"));
    await userEvent.type(screen.getByTestId("plan-1-percent"), "10");
    await userEvent.type(screen.getByTestId("plan-1-term"), "预付款");
    await userEvent.click(screen.getByTestId("save"));
    expect(await row.findByRole("alert")).toHaveTextContent("已有“预付款”");
  });

  it("reads a plan again that was changed meanwhile, and asks before it drops what was typed", async () => {
    const { asked, onClose } = open({
      save_payment_plan: () => {
        throw refusal({ code: "record.stale" });
      },
    });
    await userEvent.type(await screen.findByTestId("plan-0-remarks"), "改");
    await userEvent.click(screen.getByTestId("save"));
    await userEvent.click(await screen.findByTestId("plan-reload"));
    await waitFor(() => expect(screen.getByTestId("plan-0-remarks")).toHaveValue(""));
    expect(asked.filter(({ name }) => name === "contract_detail").length).toBe(2);
    await userEvent.type(screen.getByTestId("plan-0-remarks"), "再改");
    await userEvent.click(screen.getByTestId("cancel"));
    expect(await screen.findByText(/1 项/)).toBeInTheDocument();
    expect(onClose).not.toHaveBeenCalled();
  });

  it("starts from the plan of another contract, without the names that are there already", async () => {
    const other = { contract_id: 1, percent: null, remarks: null };
    const { asked } = open({
      find: () => [{ noun: "contract", id: 2, code: "HT-2023-009", name: "渗滤液一期" }],
      copied_payment_plan: () => [
        { ...other, term: "预付款", due_on: null, amount: "1.00" },
        { ...other, term: "到货款", due_on: "2024-06-01", amount: "240000.00" },
      ],
    });
    await userEvent.click(await screen.findByTestId("copy-plan"));
    await userEvent.type(screen.getByRole("combobox", { name: "从哪份合同复制付款计划" }), "一期");
    await userEvent.click(await screen.findByText(/HT-2023-009/));
    expect(await screen.findByTestId("plan-copied")).toHaveTextContent(
      "复制 1 个节点；1 个同名节点没有复制",
    );
    expect(asked.filter(({ name }) => name === "copied_payment_plan")).toEqual([
      { name: "copied_payment_plan", args: { from: 2, to: 1 } },
    ]);
    expect(screen.getByTestId("plan-0-term")).toHaveValue("预付款");
    expect(screen.getByTestId("plan-1-term")).toHaveValue("到货款");
    expect(screen.getByTestId("plan-1-due_on")).toHaveValue("2024-06-01");
    await userEvent.click(screen.getByTestId("save"));
    await waitFor(() => expect(sent(asked)).toHaveLength(1));
  });

  it("has no barriers", async () => {
    open();
    await screen.findByTestId("plan-warning");
    expect(await barriers(document.body)).toEqual([]);
  });
});
