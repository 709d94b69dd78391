import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { answer, refusal } from "../../../tests/program";
import { contractRow, planRow } from "../../../tests/records";
import { show } from "../../../tests/show";
import { PaymentForm } from "./PaymentForm";

describe("PaymentForm", () => {
  it("asks for the reason of an overpayment and sends it along", async () => {
    const asked = answer({
      check_payment: () => [],
      preview_payment: () => ({
        contract: contractRow(),
        paid_before: "300000.00",
        paid: "1350000.00",
        base: "1200000.00",
        progress: "1.1250",
        remaining: "-150000.00",
        difference: null,
        next_code: "BHHY-NH-001-FK-002",
        plan: [planRow()],
        proposed_plan_id: 11,
      }),
      create_payment: ({ overpayReason }) => {
        if (overpayReason === null) {
          throw refusal({ code: "payment.overpays", params: { progress: "112.40%" } });
        }
        return { id: 5, seq: 10, changed: ["payment"] };
      },
    });
    const onSaved = vi.fn();
    const contract = { id: 1, label: "HT-2024-001" };
    show(
      <PaymentForm
        target={{ id: null }}
        contract={contract}
        onSaved={onSaved}
        onClose={() => {}}
      />,
    );
    // The instalment that is open and falls due first is proposed.
    await userEvent.type(await screen.findByTestId("field-amount"), "1050000");
    expect(screen.getByText(/预付款 2024-04-01 · 60,000.00 · 逾期/)).toBeInTheDocument();
    expect(await screen.findByTestId("after-saving")).toHaveTextContent("112.5%");
    expect(screen.getByTestId("next-code")).toHaveTextContent("BHHY-NH-001-FK-002");
    await userEvent.click(screen.getByTestId("save"));
    expect(await screen.findByText(/进度 112.40%/)).toBeInTheDocument();
    await userEvent.type(screen.getByTestId("overpay-reason"), "变更签证");
    await userEvent.click(screen.getByTestId("save"));
    await waitFor(() => expect(onSaved).toHaveBeenCalled());
    const sent = asked.filter(({ name }) => name === "create_payment");
    expect(sent.map(({ args }) => args)).toEqual([
      {
        payment: expect.objectContaining({
          amount: "1050000",
          code: "",
          payment_plan_id: 11,
        }),
        overpayReason: null,
      },
      { payment: expect.objectContaining({ contract_id: 1 }), overpayReason: "变更签证" },
    ]);
  });
});
