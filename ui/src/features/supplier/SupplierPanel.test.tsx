import { screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { answer } from "../../../tests/program";
import { supplierDetail } from "../../../tests/records";
import { show } from "../../../tests/show";
import type { EvaluationRow, HistoryEntry, SupplierDetail } from "../../ipc/bindings";
import { SupplierPanel } from "./SupplierPanel";

const EVALUATION: EvaluationRow = {
  id: 3,
  revision: 1,
  contract_id: 1,
  contract_code: "HT-2024-001",
  contract_sequence: null,
  contract_name: "渗滤液处理系统改造合同",
  supplier: "重庆长江环境科技有限公司",
  period: null,
  evaluator: null,
  last_score: null,
  yearly_scores: { 2023: "0.00", 2024: "82.50" },
  irregular_scores: {},
  process_score: null,
  weights: null,
  comprehensive_score: null,
  comprehensive_origin: null,
  grade: null,
  remarks: null,
};

function entry(seq: number, fields: [string, string][]): HistoryEntry {
  return {
    entry: {
      seq,
      at: `2026-11-0${seq}T01:00:00Z`,
      actor: "王强",
      operation: "update_supplier",
      subject: "重庆长江环境科技有限公司",
      detail: null,
      undoes: null,
      undone_by: null,
    },
    change: {
      topic: "supplier",
      id: 7,
      key: "重庆长江环境科技有限公司",
      action: "updated",
      fields: fields.map(([field, value]) => ({ field, old: null, new: value })),
    },
  };
}

function open(part: Partial<SupplierDetail>, history: HistoryEntry[] = []) {
  answer({
    supplier_detail: () => ({ ...supplierDetail(), ...part }),
    record_history: () => history,
  });
  show(
    <SupplierPanel id={7} onClose={vi.fn()} onEdit={vi.fn()} onCopy={vi.fn()} onMerge={vi.fn()} />,
  );
}

describe("SupplierPanel", () => {
  it("says 未评价 where there is no score, never 0", async () => {
    open({});
    const panel = await screen.findByTestId("record-panel");
    expect((await within(panel).findAllByText("未评价")).length).toBeGreaterThan(1);
    expect(within(panel).queryByText("0.00")).toBeNull();
    expect(screen.queryByTestId("score-trend")).toBeNull();
  });

  it("shows the scores of every year, 0 among them", async () => {
    open({
      evaluations: [EVALUATION],
      trend: [
        { year: 2023, score: "0.00", scores: 1 },
        { year: 2024, score: "82.50", scores: 2 },
      ],
    });
    const trend = await screen.findByTestId("score-trend");
    expect(trend).toHaveAccessibleName("各年度平均得分 2023: 0.0，2024: 82.5");
    const table = screen.getByTestId("supplier-evaluations");
    expect(within(table).getByText("82.50")).toBeInTheDocument();
  });

  it("tells each change of status with its reason and day", async () => {
    open({}, [
      entry(3, [["status", "合格"]]),
      entry(2, [["phone", "023-1"]]),
      entry(1, [
        ["status", "观察"],
        ["status_on", "2026-10-20"],
        ["status_reason", "供货延期"],
      ]),
    ]);
    const items = within(await screen.findByTestId("status-history")).getAllByRole("listitem");
    expect(items.map((item) => item.textContent)).toEqual([
      expect.stringMatching(/^2026-11-03.*合格王强/),
      "2026-10-20观察王强供货延期",
    ]);
  });
});
