import { fireEvent, screen, waitFor } from "@testing-library/react";
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
import type { Code, Problem, Saved } from "../src/ipc/bindings";
import { barriers } from "./axe";
import { answer, refusal } from "./program";
import {
  contractDetail,
  interviewDetail,
  NOTHING_UNUSUAL,
  procurementDetail,
  supplierDetail,
} from "./records";
import { show } from "./show";

interface Events {
  onSaved: (saved: Saved) => void;
  onClose: () => void;
}

/** Every form with its bad fields, a text field, and a field that refers to another record. */
interface Form {
  draw: (events: Events) => ReactNode;
  bad: { [field in string]: string };
  text: string;
  refers?: string;
}

const CONTRACT = { id: 1, label: "HT-1" };
const FORMS: { [form in string]: Form } = {
  project: {
    draw: (events) => <ProjectForm target={{ id: null }} {...events} />,
    bad: {},
    text: "remarks",
  },
  procurement: {
    draw: (events) => <ProcurementForm target={{ id: 9 }} {...events} />,
    bad: { budget_amount: "1e400", award_amount: "12.345", announced_on: "2024-02-30" },
    text: "committee",
    refers: "winning_supplier_id",
  },
  supplier: {
    draw: (events) => <SupplierForm target={{ id: 7 }} {...events} />,
    bad: {},
    text: "remarks",
  },
  contract: {
    draw: (events) => <ContractForm target={{ id: 1 }} {...events} />,
    bad: { amount: "1e400", signed_on: "2024-02-30", retention_percent: "3.333" },
    text: "remarks",
    refers: "supplier_id",
  },
  payment: {
    draw: (events) => <PaymentForm target={{ id: null }} contract={CONTRACT} {...events} />,
    bad: { amount: "'; DROP TABLE payment", paid_on: "2024-02-30" },
    text: "remarks",
    refers: "contract_id",
  },
  settlement: {
    draw: (events) => <SettlementForm target={{ id: null }} contract={CONTRACT} {...events} />,
    bad: { final_amount: "<b>1</b>", completed_on: "2024-13-01" },
    text: "remarks",
    refers: "contract_id",
  },
  evaluation: {
    draw: (events) => <EvaluationForm target={{ id: null }} contract={CONTRACT} {...events} />,
    bad: { last_score: "-1" },
    text: "remarks",
    refers: "contract_id",
  },
  interview: {
    draw: (events) => <InterviewForm target={{ id: 3 }} {...events} />,
    bad: { held_on: "2024-02-30", due_on: "明天" },
    text: "content",
    refers: "supplier_id",
  },
};

/** What people paste: as long as a book, with emoji, control characters, HTML and SQL. */
const HOSTILE = `'; DROP TABLE contract; -- <img src=x onerror=alert(1)> 👷🏗️ \u0007${"长".repeat(100_000)}`;

const field = (name: string) => screen.getByTestId(`field-${name}`) as HTMLInputElement;
const type = (name: string, text: string) =>
  fireEvent.change(field(name), { target: { value: text } });

async function open(form: Form, refused: Problem[] = []) {
  const sent: string[] = [];
  const save = (name: string) => () => {
    sent.push(name);
    throw refusal({ code: refused[0]?.code ?? "internal", problems: refused });
  };
  answer({
    procurement_detail: () => procurementDetail(),
    supplier_detail: () => supplierDetail(),
    contract_detail: () => contractDetail(),
    interview_detail: () => interviewDetail(),
    ...NOTHING_UNUSUAL,
    create_project: save("project"),
    update_procurement: save("procurement"),
    update_supplier: save("supplier"),
    update_contract: save("contract"),
    create_payment: save("payment"),
    create_settlement: save("settlement"),
    create_evaluation: save("evaluation"),
    update_interview: save("interview"),
  });
  const onSaved = vi.fn();
  const onClose = vi.fn();
  show(form.draw({ onSaved, onClose }));
  await screen.findByTestId("record-form");
  return { sent, onSaved, onClose };
}

/** Fills in what a new record must have and what this test does not want to be refused for. */
function fillRequired(noun: string) {
  if (noun === "project") {
    type("code", "0101");
    type("name", "一号机组");
  }
  if (noun === "payment") {
    type("amount", "1");
    type("paid_on", "2024-03-05");
  }
  if (noun === "settlement") {
    type("final_amount", "1");
  }
}

const said = (name: string) => {
  const id = field(name).getAttribute("aria-describedby");
  return id === null ? "" : (document.getElementById(id)?.textContent ?? "");
};

describe.each(Object.entries(FORMS))("the form of a %s", (noun, form) => {
  it("says at every field what cannot be read, sends nothing, and loses nothing", async () => {
    const { sent } = await open(form);
    fillRequired(noun);
    type(form.text, "照旧");
    for (const [name, typed] of Object.entries(form.bad)) {
      type(name, typed);
    }
    if (Object.keys(form.bad).length > 0) {
      await userEvent.click(screen.getByTestId("save"));
      expect(sent).toEqual([]);
    }
    for (const [name, typed] of Object.entries(form.bad)) {
      expect(field(name), name).toHaveAttribute("aria-invalid", "true");
      expect(said(name), name).not.toBe("");
      expect(field(name)).toHaveValue(typed);
    }
    expect(field(form.text)).toHaveValue("照旧");
    expect(screen.getByTestId("record-form")).toBeInTheDocument();
  });

  it("keeps a hostile text as text when the ledger refuses it, and says why at the field", async () => {
    const problem = { code: "cell.too_long" as Code, field: form.text, params: { limit: "2000" } };
    const { sent, onSaved } = await open(form, [problem]);
    fillRequired(noun);
    type(form.text, HOSTILE);
    await userEvent.click(screen.getByTestId("save"));
    await waitFor(() => expect(said(form.text)).toContain("文字超过 2000 个字"));
    expect(sent).toEqual([noun]);
    expect(field(form.text).value).toBe(HOSTILE);
    expect(document.querySelector("img[src=x]")).toBeNull();
    expect(onSaved).not.toHaveBeenCalled();
  });

  it("says at the field that the chosen record was deleted meanwhile, and stays open", async () => {
    const { refers } = form;
    if (refers === undefined) {
      return;
    }
    const problem = { code: "record.reference_gone" as Code, field: refers, params: {} };
    const { onClose } = await open(form, [problem]);
    fillRequired(noun);
    type(form.text, "写了半天的备注");
    await userEvent.click(screen.getByTestId("save"));
    expect(await screen.findByText(/所选的记录已不在台账中/)).toBeInTheDocument();
    expect(field(form.text)).toHaveValue("写了半天的备注");
    expect(onClose).not.toHaveBeenCalled();
  });

  it("keeps nobody out", async () => {
    await open(form);
    expect(await barriers()).toEqual([]);
  });
});
