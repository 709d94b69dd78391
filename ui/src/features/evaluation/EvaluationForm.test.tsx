import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { answer, refusal } from "../../../tests/program";
import { evaluationDetail, WEIGHTS } from "../../../tests/records";
import { show } from "../../../tests/show";
import type { Evaluation, Rating } from "../../ipc/bindings";
import { EvaluationForm } from "./EvaluationForm";

/** Rates by the rule, as the program would, only roughly: the test is about what is shown. */
function rated(evaluation: Evaluation): Rating {
  const computed = evaluation.last_score === null ? null : "88.00";
  return {
    process_score: "85.00",
    computed_score: computed,
    weights: WEIGHTS,
    comprehensive_score: evaluation.comprehensive_score ?? computed,
    grade: computed === null ? null : "良好",
  };
}

async function open(id: number | null, handlers: Parameters<typeof answer>[0] = {}) {
  const asked = answer({
    evaluation_detail: () => evaluationDetail(),
    rate_evaluation: ({ evaluation }) => rated(evaluation),
    update_evaluation: () => ({ id: 5, seq: 9, changed: ["evaluation"] }),
    create_evaluation: () => ({ id: 6, seq: 9, changed: ["evaluation"] }),
    ...handlers,
  });
  const onSaved = vi.fn();
  const contract = { id: 1, label: "HT-2024-001" };
  show(<EvaluationForm target={{ id }} contract={contract} onSaved={onSaved} onClose={() => {}} />);
  await screen.findByTestId("record-form");
  const sent = (name: string) => asked.filter((one) => one.name === name).map(({ args }) => args);
  return { sent, onSaved };
}

const field = (name: string) => screen.getByTestId(`field-${name}`) as HTMLInputElement;
const type = (name: string, text: string) =>
  fireEvent.change(field(name), { target: { value: text } });
const typeYear = (text: string) =>
  fireEvent.change(screen.getByTestId("year"), { target: { value: text } });

describe("EvaluationForm", () => {
  it("takes scores of any year and the next irregular number; 0 counts and empty does not", async () => {
    const { sent, onSaved } = await open(5);
    expect(field("yearly_2023")).toHaveValue("0.00");
    typeYear("2021");
    await userEvent.click(screen.getByTestId("add-year"));
    type("yearly_2021", "０");
    type("yearly_2024", "");
    await userEvent.click(screen.getByTestId("add-irregular"));
    type("irregular_3", "66.5");
    await userEvent.click(screen.getByTestId("remove-irregular_2"));
    await userEvent.click(screen.getByTestId("save"));
    await waitFor(() => expect(onSaved).toHaveBeenCalled());
    expect(sent("update_evaluation")).toEqual([
      {
        id: 5,
        revision: 2,
        evaluation: {
          ...evaluationDetail().evaluation.record,
          yearly_scores: { 2021: "0", 2023: "0" },
          irregular_scores: { 3: "66.5" },
          last_score: "90",
          comprehensive_score: null,
          weights: null,
        },
      },
    ]);
  });

  it("refuses a year that is there or out of range, and a score that is none", async () => {
    const { sent } = await open(5);
    typeYear("2024");
    expect(screen.getByText("已有 2024 年度")).toBeInTheDocument();
    expect(screen.getByTestId("add-year")).toBeDisabled();
    typeYear("1999");
    expect(screen.getByText(/年度须在 2000 到 2100 之间/)).toBeInTheDocument();
    type("last_score", "100.01");
    type("yearly_2024", "88.888");
    type("yearly_2023", "优秀");
    await userEvent.click(screen.getByTestId("save"));
    for (const name of ["last_score", "yearly_2024", "yearly_2023"]) {
      expect(field(name)).toHaveAttribute("aria-invalid", "true");
    }
    expect(sent("update_evaluation")).toEqual([]);
  });

  it("shows the sum while typing, and keeps a score that is typed by hand", async () => {
    const { sent, onSaved } = await open(null);
    expect(await screen.findByTestId("rating")).toHaveTextContent("没有末次评价得分");
    type("last_score", "90");
    await waitFor(() =>
      expect(screen.getByTestId("rating")).toHaveTextContent("60% × 90.00 ＋ 40% × 85.00 = 88.00"),
    );
    expect(screen.queryByTestId("field-comprehensive_score")).toBeNull();
    fireEvent.mouseDown(screen.getByRole("combobox", { name: "得分来源" }));
    fireEvent.click(await screen.findByText("手填"));
    type("comprehensive_score", "70");
    await waitFor(() => expect(screen.getByTestId("rating")).toHaveTextContent("以填写的为准"));
    await userEvent.click(screen.getByTestId("save"));
    await waitFor(() => expect(onSaved).toHaveBeenCalled());
    expect(sent("create_evaluation")).toEqual([
      {
        evaluation: expect.objectContaining({
          contract_id: 1,
          comprehensive_score: "70",
          comprehensive_origin: "entered",
          yearly_scores: {},
        }),
      },
    ]);
  });

  it("lets an input method compose, and says at the contract that it has an evaluation", async () => {
    await open(null, {
      create_evaluation: () => {
        throw refusal({ code: "evaluation.exists", field: "contract_id" });
      },
    });
    const evaluator = field("evaluator");
    evaluator.focus();
    fireEvent.compositionStart(evaluator);
    fireEvent.change(evaluator, { target: { value: "wang" } });
    fireEvent.keyDown(evaluator, { key: "Enter", isComposing: true, keyCode: 229 });
    expect(evaluator).toHaveFocus();
    fireEvent.change(evaluator, { target: { value: "王强" } });
    fireEvent.compositionEnd(evaluator, { data: "强" });
    expect(evaluator).toHaveValue("王强");
    await userEvent.click(screen.getByTestId("save"));
    expect(await screen.findByText("这份合同已有履约评价，请打开它修改。")).toBeInTheDocument();
    expect(evaluator).toHaveValue("王强");
  });
});
