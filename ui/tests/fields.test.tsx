import { renderHook } from "@testing-library/react";
import i18n from "i18next";
import type { ReactElement } from "react";
import { describe, expect, it } from "vitest";
import { ContractPanel } from "../src/features/contract/ContractPanel";
import { useContractColumns } from "../src/features/contract/columns";
import { EvaluationPanel } from "../src/features/evaluation/EvaluationPanel";
import { useInterviewColumns } from "../src/features/interview/columns";
import { InterviewPanel } from "../src/features/interview/InterviewPanel";
import { usePaymentColumns } from "../src/features/payment/columns";
import { PaymentPanel } from "../src/features/payment/PaymentPanel";
import { useProcurementColumns } from "../src/features/procurement/columns";
import { ProcurementPanel } from "../src/features/procurement/ProcurementPanel";
import { useProjectColumns } from "../src/features/project/columns";
import { ProjectPanel } from "../src/features/project/ProjectPanel";
import { useSettlementColumns } from "../src/features/settlement/columns";
import { SettlementPanel } from "../src/features/settlement/SettlementPanel";
import { useSupplierColumns } from "../src/features/supplier/columns";
import { SupplierPanel } from "../src/features/supplier/SupplierPanel";
import type { PanelProps } from "../src/shared/panel/DetailPanel";
import { FORMS } from "./forms";
import { answer } from "./program";
import {
  contractDetail,
  evaluationDetail,
  interviewDetail,
  paymentDetail,
  procurementDetail,
  projectDetail,
  settlementDetail,
  supplierDetail,
} from "./records";
import { show } from "./show";

type Noun = keyof typeof FORMS;
type Texts = { [field in string]: string };

/** A noun on the screens. What has no place there is named with it. */
interface Screens {
  /** A detail with these texts in its record, and in its row where the row has them. */
  detail: (texts: Texts) => { row: object };
  record: () => object;
  panel: (acts: Omit<PanelProps, "id">) => ReactElement;
  /** The columns of the list; none where a list makes its columns from what the ledger holds. */
  useColumns?: () => readonly { key: string }[];
  /** Fields of the record that are typed in under other names, or follow from others. */
  notInForm?: string[];
  /** Fields of the row that are a part of another column, or for which the list has no room. */
  notInList?: string[];
}

const none = () => {};

/** Puts texts into the row of a detail, where it has them. */
function inRow<Detail extends { row: object }>(detail: Detail, texts: Texts): Detail {
  const known = Object.entries(texts).filter(([field]) => field in detail.row);
  return { ...detail, row: { ...detail.row, ...Object.fromEntries(known) } };
}

const SCREENS: { [noun in Noun]: Screens } = {
  project: {
    detail: (texts) => inRow(projectDetail(texts), texts),
    record: () => projectDetail().project.record,
    panel: (acts) => <ProjectPanel id={1} {...acts} />,
    useColumns: useProjectColumns,
  },
  procurement: {
    detail: (texts) => inRow(procurementDetail(texts), texts),
    record: () => procurementDetail().procurement.record,
    panel: (acts) => <ProcurementPanel id={1} {...acts} onNewContract={none} />,
    useColumns: useProcurementColumns,
    notInList: [
      "platform",
      "qualification_review",
      "bid_evaluation",
      "award_method",
      "demand_contact",
      "winner_contact",
      "planned_completion_on",
      "registration_closes_on",
      "candidates_published_until",
      "committee",
      "bid_guarantee",
      "bid_guarantee_returned_on",
      "performance_guarantee",
      "objections",
      "non_tender_explanation",
    ],
  },
  supplier: {
    // Only a supplier that is not 合格 has a reason.
    detail: (texts) => inRow(supplierDetail({ ...texts, status: "观察" }), texts),
    record: () => supplierDetail().supplier.record,
    panel: (acts) => <SupplierPanel id={1} {...acts} onMerge={none} />,
    useColumns: useSupplierColumns,
    notInList: ["former_names"],
  },
  contract: {
    detail: (texts) => inRow(contractDetail(texts), texts),
    record: () => contractDetail().contract.record,
    panel: (acts) => (
      <ContractPanel
        id={1}
        {...acts}
        onNewPayment={none}
        onEditPlan={none}
        onNewSupplement={none}
        onSettle={none}
        onEditSettlement={none}
      />
    ),
    useColumns: useContractColumns,
    notInList: [
      "procurement_code",
      "base",
      "expires_on",
      "days_left",
      "releases_on",
      "release_days",
    ],
  },
  payment: {
    detail: (texts) => inRow(paymentDetail(texts), texts),
    record: () => paymentDetail().payment.record,
    panel: (acts) => <PaymentPanel id={1} {...acts} />,
    useColumns: usePaymentColumns,
  },
  settlement: {
    detail: (texts) => inRow(settlementDetail(texts), texts),
    record: () => settlementDetail().settlement.record,
    panel: (acts) => <SettlementPanel id={1} {...acts} />,
    useColumns: useSettlementColumns,
  },
  evaluation: {
    detail: (texts) => inRow(evaluationDetail(texts), texts),
    record: () => evaluationDetail().evaluation.record,
    panel: (acts) => <EvaluationPanel id={1} {...acts} />,
    notInForm: ["yearly_scores", "irregular_scores", "weights"],
  },
  interview: {
    detail: (texts) => inRow(interviewDetail(texts), texts),
    record: () => interviewDetail().interview.record,
    panel: (acts) => <InterviewPanel id={1} {...acts} />,
    useColumns: useInterviewColumns,
    notInList: ["days_left"],
  },
};

/** In every row, and no column of any list. */
const OF_EVERY_ROW = ["id", "revision"];

const isReference = (field: string) => field.endsWith("_id");

describe.each(Object.entries(SCREENS) as [Noun, Screens][])("the fields of %s", (noun, screens) => {
  const form: readonly { name: string; kind: string }[] = FORMS[noun];
  const fields = Object.keys(screens.record());

  it(`can all be typed in: src/features/${noun}/fields.ts`, () => {
    const names = form.map(({ name }) => name);
    const known = [...names, ...(screens.notInForm ?? [])];
    expect(fields.filter((field) => !known.includes(field))).toEqual([]);
  });

  it.each(["zh", "en"])("have a label: src/locales/%s/fields.ts", (language) => {
    const fixed = { lng: language, fallbackLng: [] };
    const named = (field: string) => i18n.exists(`fields.${noun}.${field}`, fixed);
    expect(fields.filter((field) => !named(field))).toEqual([]);
  });

  it(`stand in the list, if in its rows: src/features/${noun}/columns.tsx`, () => {
    if (screens.useColumns === undefined) {
      return;
    }
    const { result } = renderHook(screens.useColumns);
    const known = [
      ...OF_EVERY_ROW,
      ...result.current.map(({ key }) => key),
      ...(screens.notInList ?? []),
    ];
    const missing = Object.keys(screens.detail({}).row).filter((field) => !known.includes(field));
    expect(missing.filter((field) => !isReference(field))).toEqual([]);
  });

  it(`are told by the panel, if they are texts: src/features/${noun}/*Panel.tsx`, async () => {
    const texts = form.filter(
      ({ name, kind }) => ["text", "long"].includes(kind) && fields.includes(name),
    );
    const told = Object.fromEntries(texts.map(({ name }) => [name, `〔${name}〕`]));
    answer({ [`${noun}_detail`]: () => screens.detail(told), record_history: () => [] });
    const acts = { onClose: none, onEdit: none, onCopy: none };
    const { container, findByTestId } = show(screens.panel(acts));
    await findByTestId("record-history");
    const shown = container.textContent ?? "";
    expect(Object.keys(told).filter((field) => !shown.includes(`〔${field}〕`))).toEqual([]);
  });
});
