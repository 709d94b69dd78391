import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { describe, expect, it, vi } from "vitest";
import { ContractForm } from "../src/features/contract/ContractForm";
import { EvaluationForm } from "../src/features/evaluation/EvaluationForm";
import { InterviewForm } from "../src/features/interview/InterviewForm";
import { PaymentForm } from "../src/features/payment/PaymentForm";
import { ProcurementForm } from "../src/features/procurement/ProcurementForm";
import { ProjectForm } from "../src/features/project/ProjectForm";
import { SettlementForm } from "../src/features/settlement/SettlementForm";
import { SupplierForm } from "../src/features/supplier/SupplierForm";
import type { Saved } from "../src/ipc/bindings";
import { answer, refusal } from "./program";
import {
  contractDetail,
  evaluationDetail,
  interviewDetail,
  NOTHING_UNUSUAL,
  paymentDetail,
  procurementDetail,
  projectDetail,
  settlementDetail,
  supplierDetail,
} from "./records";
import { show } from "./show";

interface Events {
  onSaved: (saved: Saved) => void;
  onClose: () => void;
}

/** Every form, with a text field that both sides change, and one that only the other side does. */
interface Form {
  draw: (events: Events) => ReactNode;
  both: string;
  theirs: string;
}

const FORMS: { [noun in string]: Form } = {
  project: {
    draw: (events) => <ProjectForm target={{ id: 4 }} {...events} />,
    both: "remarks",
    theirs: "manager",
  },
  procurement: {
    draw: (events) => <ProcurementForm target={{ id: 9 }} {...events} />,
    both: "officer",
    theirs: "bid_guarantee",
  },
  supplier: {
    draw: (events) => <SupplierForm target={{ id: 7 }} {...events} />,
    both: "remarks",
    theirs: "address",
  },
  contract: {
    draw: (events) => <ContractForm target={{ id: 1 }} {...events} />,
    both: "remarks",
    theirs: "officer",
  },
  payment: {
    draw: (events) => <PaymentForm target={{ id: 6 }} {...events} />,
    both: "remarks",
    theirs: "invoice",
  },
  settlement: {
    draw: (events) => <SettlementForm target={{ id: 8 }} {...events} />,
    both: "remarks",
    theirs: "archived_on",
  },
  evaluation: {
    draw: (events) => <EvaluationForm target={{ id: 5 }} {...events} />,
    both: "remarks",
    theirs: "evaluator",
  },
  interview: {
    draw: (events) => <InterviewForm target={{ id: 3 }} {...events} />,
    both: "content",
    theirs: "interviewer",
  },
};

/** What the other side wrote, in any field. */
const THEIRS = "2025-05-20";

/** Opens the form of a record, which somebody else then changes. */
async function openAndChangeBehind({ draw, both, theirs }: Form) {
  const saved: { revision: number; record: object }[] = [];
  let isChanged = false;
  const part = () => (isChanged ? { [both]: "他人的说明", [theirs]: THEIRS } : {});
  const stamped = <K extends string, D extends { [key in K]: object }>(detail: D, of: K): D =>
    isChanged ? { ...detail, [of]: { ...detail[of], revision: 9, updated_by: "li" } } : detail;
  const update = (args: { revision: number; record: object }): Saved => {
    saved.push(args);
    if (args.revision !== 9) {
      throw refusal({ code: "record.stale" });
    }
    return { id: 1, seq: 10, changed: [] };
  };
  answer({
    project_detail: () => stamped(projectDetail(part()), "project"),
    procurement_detail: () => stamped(procurementDetail(part()), "procurement"),
    supplier_detail: () => stamped(supplierDetail(part()), "supplier"),
    contract_detail: () => stamped(contractDetail(part()), "contract"),
    payment_detail: () => stamped(paymentDetail(part()), "payment"),
    settlement_detail: () => stamped(settlementDetail(part()), "settlement"),
    evaluation_detail: () => stamped(evaluationDetail(part()), "evaluation"),
    interview_detail: () => stamped(interviewDetail(part()), "interview"),
    ...NOTHING_UNUSUAL,
    update_project: ({ revision, project }) => update({ revision, record: project }),
    update_procurement: ({ revision, procurement }) => update({ revision, record: procurement }),
    update_supplier: ({ revision, supplier }) => update({ revision, record: supplier }),
    update_contract: ({ revision, contract }) => update({ revision, record: contract }),
    update_payment: ({ revision, payment }) => update({ revision, record: payment }),
    update_settlement: ({ revision, settlement }) => update({ revision, record: settlement }),
    update_evaluation: ({ revision, evaluation }) => update({ revision, record: evaluation }),
    update_interview: ({ revision, interview }) => update({ revision, record: interview }),
  });
  const onSaved = vi.fn();
  show(draw({ onSaved, onClose: vi.fn() }));
  await screen.findByTestId("record-form");
  isChanged = true;
  return { saved, onSaved };
}

const field = (name: string) => screen.getByTestId(`field-${name}`) as HTMLInputElement;

describe.each(Object.entries(FORMS))("the form of a %s that was changed meanwhile", (_, form) => {
  it("shows both versions, keeps mine and takes theirs where only they changed", async () => {
    const { saved, onSaved } = await openAndChangeBehind(form);
    fireEvent.change(field(form.both), { target: { value: "我的说明" } });
    await userEvent.click(screen.getByTestId("save"));
    const dialog = await screen.findByTestId("stale-dialog");
    const both = within(dialog).getByTestId(`stale-${form.both}`);
    expect(both).toHaveTextContent("我的说明");
    expect(both).toHaveTextContent("他人的说明");
    expect(within(dialog).getByTestId(`stale-${form.theirs}`)).toHaveTextContent(THEIRS);
    expect(onSaved).not.toHaveBeenCalled();
    await userEvent.click(screen.getByTestId("stale-merge"));
    await userEvent.click(screen.getByTestId("save"));
    await waitFor(() => expect(onSaved).toHaveBeenCalled());
    expect(saved.at(-1)).toEqual({
      revision: 9,
      record: expect.objectContaining({ [form.both]: "我的说明", [form.theirs]: THEIRS }),
    });
  });

  it("takes all of theirs where that is wanted", async () => {
    const { saved, onSaved } = await openAndChangeBehind(form);
    fireEvent.change(field(form.both), { target: { value: "我的说明" } });
    await userEvent.click(screen.getByTestId("save"));
    await screen.findByTestId("stale-dialog");
    await userEvent.click(screen.getByRole("button", { name: /全部用已保存的/ }));
    await userEvent.click(screen.getByTestId("stale-merge"));
    expect(field(form.both)).toHaveValue("他人的说明");
    expect(field(form.theirs)).toHaveValue(THEIRS);
    expect(onSaved).not.toHaveBeenCalled();
    expect(saved).toHaveLength(1);
  });
});
