import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { show } from "../../../tests/show";
import type { ColumnFilter } from "./columns";
import { FunnelForm } from "./FunnelForm";

function funnel(field: string, filter: ColumnFilter) {
  const onApply = vi.fn();
  show(<FunnelForm field={field} label="筛选" filter={filter} filters={[]} onApply={onApply} />);
  return onApply;
}

describe("FunnelForm", () => {
  it("makes a range of amounts, in yuan however typed", async () => {
    const onApply = funnel("amount", { kind: "amount" });
    await userEvent.type(screen.getByLabelText("不小于"), "100万");
    await userEvent.type(screen.getByLabelText("不大于"), "2,000,000.50{Enter}");
    expect(onApply).toHaveBeenCalledWith([
      { field: "amount", comparison: "at_least", values: ["1000000"] },
      { field: "amount", comparison: "at_most", values: ["2000000.5"] },
    ]);
  });

  it("takes percent for a ratio", async () => {
    const onApply = funnel("progress", { kind: "ratio" });
    await userEvent.type(screen.getByLabelText("不小于"), "100%{Enter}");
    expect(onApply).toHaveBeenCalledWith([
      { field: "progress", comparison: "at_least", values: ["1.00"] },
    ]);
  });

  it("makes choices of what is ticked", async () => {
    const onApply = funnel("kind", { kind: "choice", choices: ["主合同", "补充协议"] });
    await userEvent.click(screen.getByLabelText("补充协议"));
    await userEvent.click(screen.getByTestId("filter-apply"));
    expect(onApply).toHaveBeenCalledWith([
      { field: "kind", comparison: "is", values: ["补充协议"] },
    ]);
  });

  it("does not apply what cannot be read", async () => {
    const onApply = funnel("signed_on", { kind: "date" });
    await userEvent.type(screen.getByLabelText("不早于"), "2024-02-30{Enter}");
    expect(onApply).not.toHaveBeenCalled();
    expect(screen.getByTestId("filter-apply")).toBeDisabled();
  });
});
