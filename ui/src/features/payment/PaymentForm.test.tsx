import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { answer, refusal } from "../../../tests/program";
import { contractDetail } from "../../../tests/records";
import { show } from "../../../tests/show";
import { PaymentForm } from "./PaymentForm";

describe("PaymentForm", () => {
  it("asks for the reason of an overpayment and sends it along", async () => {
    const asked = answer({
      contract_detail: () => contractDetail(),
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
    await userEvent.type(screen.getByTestId("field-amount"), "1050000");
    await userEvent.click(screen.getByTestId("save"));
    expect(await screen.findByText(/进度 112.40%/)).toBeInTheDocument();
    await userEvent.type(screen.getByTestId("overpay-reason"), "变更签证");
    await userEvent.click(screen.getByTestId("save"));
    await waitFor(() => expect(onSaved).toHaveBeenCalled());
    const sent = asked.filter(({ name }) => name === "create_payment");
    expect(sent.map(({ args }) => args)).toEqual([
      { payment: expect.objectContaining({ amount: "1050000", code: "" }), overpayReason: null },
      { payment: expect.objectContaining({ contract_id: 1 }), overpayReason: "变更签证" },
    ]);
  });
});
