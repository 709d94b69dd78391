import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { answer, refusal } from "../../../tests/program";
import { interviewDetail } from "../../../tests/records";
import { show } from "../../../tests/show";
import type { Filter, Interview, InterviewDetail } from "../../ipc/bindings";
import type { ListState } from "../../shared/list/useListState";
import { InterviewCards } from "./InterviewCards";
import { InterviewForm } from "./InterviewForm";
import { InterviewPanel } from "./InterviewPanel";

const BREACH: Partial<Interview> = {
  kind: "违约约谈",
  representative: "李敏",
  reason: "工期滞后\n人员不足",
  content: "第一行\n  第二行",
  rectification: "一、增派人员\n二、每周报告",
  due_on: "2025-11-20",
  status: "整改中",
};
const RECORD = interviewDetail(BREACH).interview.record;

function detail(part: Partial<Interview> = {}): InterviewDetail {
  const known = interviewDetail({ ...BREACH, ...part });
  return {
    ...known,
    row: { ...known.row, days_left: -1 },
    notice_code: "ZG-20251101-01",
  };
}

function ask(handlers: Parameters<typeof answer>[0] = {}) {
  const asked = answer({
    interview_detail: () => detail(),
    record_history: () => [],
    update_interview: () => ({ id: 3, seq: 9, changed: ["interview"] }),
    ...handlers,
  });
  return (name: string) => asked.filter((one) => one.name === name).map(({ args }) => args);
}

const field = (name: string) => screen.getByTestId(`field-${name}`) as HTMLInputElement;

describe("InterviewForm", () => {
  it("keeps line breaks, and asks why a status moves back", async () => {
    const sent = ask({
      update_interview: ({ reason }) => {
        if (reason === null) {
          throw refusal({
            code: "interview.moves_back",
            field: "status",
            params: { from: "整改中", to: "待整改" },
          });
        }
        return { id: 3, seq: 9, changed: ["interview"] };
      },
    });
    const onSaved = vi.fn();
    show(<InterviewForm target={{ id: 3 }} onSaved={onSaved} onClose={() => {}} />);
    await screen.findByTestId("record-form");
    const content = field("content");
    expect(content).toHaveValue("第一行\n  第二行");
    await userEvent.type(content, "{Enter}第三行");
    expect(content).toHaveFocus();
    await userEvent.click(screen.getByTestId("save"));
    expect(await screen.findByText(/退回“待整改”，请写明原因/)).toBeInTheDocument();
    await userEvent.type(screen.getByTestId("reason"), "复查未通过");
    await userEvent.click(screen.getByTestId("save"));
    await waitFor(() => expect(onSaved).toHaveBeenCalled());
    expect(sent("update_interview").at(-1)).toEqual({
      id: 3,
      revision: 4,
      interview: { ...RECORD, content: "第一行\n  第二行\n第三行" },
      reason: "复查未通过",
    });
  });
});

describe("InterviewPanel", () => {
  it("shows breach, days overdue and every text, and finishes with a result", async () => {
    const sent = ask();
    show(<InterviewPanel id={3} onClose={() => {}} onEdit={() => {}} onCopy={() => {}} />);
    expect(await screen.findByText("已逾期 1 天")).toBeInTheDocument();
    expect(screen.getAllByText("违约约谈").length).toBeGreaterThan(0);
    const text = screen.getByText(/一、增派人员/);
    expect(text.textContent).toBe("一、增派人员\n二、每周报告");
    expect(screen.queryByTestId("start-rectification")).toBeNull();
    await userEvent.click(screen.getByTestId("finish-rectification"));
    fireEvent.change(await screen.findByTestId("flow-result"), {
      target: { value: "已复查\n合格" },
    });
    await userEvent.click(screen.getByTestId("flow-save"));
    await waitFor(() => expect(sent("update_interview")).toHaveLength(1));
    expect(sent("update_interview")[0]).toEqual({
      id: 3,
      revision: 4,
      interview: { ...RECORD, status: "已完成", result: "已复查\n合格" },
      reason: null,
    });
  });

  it("moves back only with a reason", async () => {
    const sent = ask();
    show(<InterviewPanel id={3} onClose={() => {}} onEdit={() => {}} onCopy={() => {}} />);
    await userEvent.click(await screen.findByTestId("move-back"));
    expect(await screen.findByTestId("flow-save")).toBeDisabled();
    fireEvent.change(screen.getByTestId("flow-reason"), { target: { value: " 录错了 " } });
    await userEvent.click(screen.getByTestId("flow-save"));
    await waitFor(() => expect(sent("update_interview")).toHaveLength(1));
    expect(sent("update_interview")[0]).toMatchObject({
      interview: { status: "待整改" },
      reason: "录错了",
    });
  });

  it("prints a notice with number, contract, reason, requirements and deadline", async () => {
    ask();
    const print = vi.spyOn(window, "print").mockImplementation(() => {});
    show(<InterviewPanel id={3} onClose={() => {}} onEdit={() => {}} onCopy={() => {}} />);
    await userEvent.click(await screen.findByTestId("print-notice"));
    const notice = await screen.findByTestId("notice");
    for (const said of [
      "编号：ZG-20251101-01",
      "重庆长江环境科技有限公司",
      "HT-2024-001",
      "工期滞后\n人员不足",
      "一、增派人员\n二、每周报告",
      "2025年11月20日",
      "签字",
    ]) {
      expect(notice.textContent).toContain(said);
    }
    await userEvent.click(screen.getByTestId("print"));
    expect(print).toHaveBeenCalledOnce();
  });
});

describe("InterviewCards", () => {
  it("counts without its own filters, and filters to what it counts", async () => {
    const sent = ask({
      interview_cards: () => ({ open: 2, in_progress: 1, done: 5, record_only: 7, overdue: 3 }),
    });
    const kind: Filter = { field: "kind", comparison: "is", values: ["违约约谈"] };
    const status: Filter = { field: "status", comparison: "is", values: ["待整改"] };
    const setFilters = vi.fn();
    const filters = [kind, status];
    const query = { search: "cq", filters, sort: [], offset: 0, limit: 0 };
    show(<InterviewCards list={{ query, filters, setFilters } as unknown as ListState} />);
    await waitFor(() => expect(screen.getByTestId("card-overdue")).toHaveTextContent("3"));
    expect(sent("interview_cards")).toEqual([{ query: { ...query, filters: [kind] } }]);
    expect(screen.getByTestId("card-open")).toHaveAttribute("aria-pressed", "true");
    await userEvent.click(screen.getByTestId("card-overdue"));
    const overdue = { field: "overdue", comparison: "is", values: ["true"] };
    expect(setFilters).toHaveBeenLastCalledWith([kind, overdue]);
    await userEvent.click(screen.getByTestId("card-open"));
    expect(setFilters).toHaveBeenLastCalledWith([kind]);
  });
});
