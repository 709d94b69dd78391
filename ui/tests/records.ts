import type {
  Contract,
  ContractDetail,
  ContractRow,
  Evaluation,
  EvaluationDetail,
  Interview,
  InterviewDetail,
  Payment,
  PaymentDetail,
  PaymentPlanRow,
  PlanSum,
  PositionPreview,
  Procurement,
  ProcurementDetail,
  Project,
  ProjectDetail,
  Settlement,
  SettlementDetail,
  Supplier,
  SupplierDetail,
} from "../src/ipc/bindings";

/** A contract in a list; the tests change what they are about. */
export function contractRow(part: Partial<ContractRow> = {}): ContractRow {
  return {
    id: 1,
    revision: 3,
    code: "HT-2024-001",
    sequence: "BHHY-NH-001",
    name: "渗滤液处理系统改造合同",
    kind: "主合同",
    parent_code: null,
    source: "直接签订",
    procurement_code: null,
    project_code: null,
    type: "工程",
    party_a: "宝华新能有限公司",
    supplier_id: 7,
    supplier: "重庆长江环境科技有限公司",
    amount: "1200000.00",
    signed_on: "2024-03-05",
    starts_on: "2024-03-10",
    ends_on: "2025-03-09",
    officer: "王强",
    family_amount: "1200000.00",
    paid: "300000.00",
    base: "1200000.00",
    progress: "0.2500",
    remaining: "900000.00",
    status: "在执行",
    expires_on: "2025-03-09",
    expiry: "未到期",
    days_left: 200,
    retention: "36000.00",
    releases_on: null,
    release: null,
    release_days: null,
    ...part,
  };
}

export function contractDetail(
  part: Partial<Contract> = {},
  version: { revision?: number; updated_by?: string } = {},
): ContractDetail {
  const row = contractRow();
  const record: Contract = {
    code: row.code,
    sequence: row.sequence,
    name: row.name,
    kind: row.kind,
    parent_id: null,
    source: row.source,
    procurement_id: null,
    project_id: null,
    type: row.type,
    party_a: row.party_a,
    supplier_id: row.supplier_id,
    party_a_representative: null,
    party_a_contact: null,
    party_a_manager: null,
    party_b_representative: null,
    party_b_contact: null,
    party_b_manager: null,
    amount: row.amount,
    signed_on: row.signed_on,
    starts_on: row.starts_on,
    ends_on: row.ends_on,
    duration: null,
    officer: row.officer,
    payment_terms: null,
    retention_percent: "0.0300",
    retention_due_on: null,
    guarantee_returned_on: null,
    archived_on: null,
    remarks: null,
    ...part,
  };
  return {
    contract: {
      id: 1,
      revision: 3,
      created_at: "2024-03-05T01:00:00Z",
      created_by: "wang",
      updated_at: "2024-03-06T01:00:00Z",
      updated_by: "wang",
      ...version,
      record,
    },
    row,
    project_name: null,
    family: [row],
    growth: null,
    growth_limit: "0.1000",
    growth_exceeds: false,
    payments: [],
    plan: { rows: [], sum: planSum() },
    settlement: null,
    evaluation: null,
  };
}

/** A row of a payment plan. */
export function planRow(part: Partial<PaymentPlanRow> = {}): PaymentPlanRow {
  return {
    id: 11,
    revision: 1,
    contract_id: 1,
    contract_code: "HT-2024-001",
    contract_name: "渗滤液处理系统改造合同",
    supplier: "重庆长江环境科技有限公司",
    term: "预付款",
    due_on: "2024-04-01",
    amount: null,
    percent: "0.3000",
    remarks: null,
    payable: "360000.00",
    share: "0.3000",
    paid: "300000.00",
    open: "60000.00",
    progress: "0.8333",
    standing: "部分支付",
    falls_due_on: "2024-04-01",
    due: "已到期",
    days_left: -5,
    state: "逾期",
    ...part,
  };
}

/** What the rows of a plan come to. */
export function planSum(part: Partial<PlanSum> = {}): PlanSum {
  return {
    contract_amount: "1200000.00",
    payable: null,
    share: null,
    paid: "0.00",
    open: "0.00",
    difference: null,
    ...part,
  };
}

export function procurementDetail(part: Partial<Procurement> = {}): ProcurementDetail {
  const record: Procurement = {
    code: "ZC-2024-007",
    project_id: 3,
    name: "渗滤液处理系统改造",
    unit: "宝华新能有限公司",
    category: "工程",
    platform: null,
    method: "公开招标",
    qualification_review: null,
    bid_evaluation: null,
    award_method: null,
    budget_amount: "1300000.00",
    control_price: null,
    award_amount: "1200000.00",
    officer: "王强",
    demand_department: null,
    demand_contact: null,
    winning_supplier_id: 7,
    winner_contact: "李工 13800000000",
    planned_completion_on: null,
    requirement_approved_on: null,
    announced_on: "2024-01-05",
    registration_closes_on: null,
    bids_opened_on: "2024-02-05",
    candidates_published_until: null,
    result_published_on: null,
    award_notice_on: null,
    archived_on: null,
    committee: null,
    bid_guarantee: null,
    bid_guarantee_returned_on: null,
    performance_guarantee: null,
    objections: null,
    non_tender_explanation: null,
    ...part,
  };
  const supplier = record.winning_supplier_id === null ? null : "重庆长江环境科技有限公司";
  return {
    procurement: {
      id: 9,
      revision: 2,
      created_at: "2024-01-05T01:00:00Z",
      created_by: "wang",
      updated_at: "2024-01-06T01:00:00Z",
      updated_by: "wang",
      record,
    },
    row: { ...record, id: 9, revision: 2, project_code: "XM-01", winning_supplier: supplier },
    project_name: "一号机组改造",
    contracts: [],
  };
}

export function supplierDetail(part: Partial<Supplier> = {}): SupplierDetail {
  const record: Supplier = {
    name: "重庆长江环境科技有限公司",
    code: null,
    uscc: null,
    former_names: [],
    category: null,
    contact: null,
    phone: null,
    bank: null,
    account: null,
    address: null,
    status: "合格",
    status_reason: null,
    status_on: null,
    remarks: null,
    ...part,
  };
  const { name, code, uscc, former_names, category, contact, phone, status } = record;
  return {
    supplier: {
      id: 7,
      revision: 1,
      created_at: "2024-03-05T01:00:00Z",
      created_by: "wang",
      updated_at: "2024-03-05T01:00:00Z",
      updated_by: "wang",
      record,
    },
    row: {
      ...{ name, code, uscc, former_names, category, contact, phone, status },
      id: 7,
      revision: 1,
      contracts: 1,
      in_execution: 1,
      total_amount: "1200000.00",
      paid: "300000.00",
      progress: "0.2500",
      mean_score: null,
      grade: null,
      interviews: 0,
      breaches: 0,
    },
    contracts: [],
    evaluations: [],
    interviews: [],
    trend: [],
  };
}

const STAMP = {
  created_at: "2024-03-05T01:00:00Z",
  created_by: "wang",
  updated_at: "2024-03-05T01:00:00Z",
  updated_by: "wang",
};

/** A project without anything that belongs to it yet. */
export function projectDetail(part: Partial<Project> = {}): ProjectDetail {
  const record: Project = {
    code: "0101",
    name: "一号机组改造",
    description: null,
    manager: "张三",
    status: "进行中",
    remarks: null,
    ...part,
  };
  return {
    project: { id: 4, revision: 2, ...STAMP, record },
    row: { id: 4, revision: 2, ...record, contracts: 0, total_amount: "0.00" },
    position: {
      in_execution: 0,
      settled: 0,
      terminated: 0,
      paid: "0.00",
      base: null,
      progress: null,
      remaining: null,
    },
    procurements: [],
    contracts: [],
  };
}

/** How the lists name the contract of a record. */
function ofContract() {
  const { code, sequence, name, supplier } = contractRow();
  return {
    contract_code: code,
    contract_sequence: sequence,
    contract_name: name,
    supplier,
  };
}

export function paymentDetail(part: Partial<Payment> = {}): PaymentDetail {
  const record: Payment = {
    code: "BHHY-NH-001-FK-001",
    contract_id: 1,
    payment_plan_id: null,
    amount: "300000.00",
    paid_on: "2024-04-01",
    refund: false,
    purpose: "预付款",
    invoice: null,
    remarks: null,
    ...part,
  };
  return {
    payment: { id: 6, revision: 2, ...STAMP, record },
    row: { id: 6, revision: 2, ...ofContract(), term: null, ...record },
    contract: contractRow(),
  };
}

export function settlementDetail(part: Partial<Settlement> = {}): SettlementDetail {
  const record: Settlement = {
    contract_id: 1,
    final_amount: "1180000.00",
    completed_on: "2025-03-20",
    archived_on: null,
    remarks: null,
    ...part,
  };
  const { contract_code, contract_name, supplier } = ofContract();
  return {
    settlement: { id: 8, revision: 2, ...STAMP, record },
    row: {
      id: 8,
      revision: 2,
      contract_code,
      contract_name,
      supplier,
      family_amount: "1200000.00",
      difference: "-20000.00",
      ...record,
    },
    contract: contractRow(),
  };
}

/** The weights of a new ledger. */
export const WEIGHTS = { last_percent: 60, process_percent: 40, process_alone: false };

export function evaluationDetail(part: Partial<Evaluation> = {}): EvaluationDetail {
  const record: Evaluation = {
    contract_id: 1,
    period: null,
    evaluator: null,
    last_score: "90.00",
    yearly_scores: { 2023: "0.00", 2024: "80.00" },
    irregular_scores: { 2: "70.00" },
    comprehensive_score: "74.00",
    comprehensive_origin: "computed",
    weights: WEIGHTS,
    remarks: null,
    ...part,
  };
  return {
    evaluation: { id: 5, revision: 2, ...STAMP, record },
    row: {
      ...record,
      id: 5,
      revision: 2,
      ...ofContract(),
      process_score: "50.00",
      grade: "合格",
    },
    contract: contractRow(),
  };
}

export function interviewDetail(part: Partial<Interview> = {}): InterviewDetail {
  const record: Interview = {
    supplier_id: 7,
    contract_id: 1,
    kind: "履约沟通",
    held_on: "2025-11-01",
    interviewer: "王强",
    representative: null,
    reason: "进度",
    content: "催促",
    rectification: null,
    due_on: null,
    result: null,
    status: "仅记录",
    ...part,
  };
  const { contract_code, supplier } = ofContract();
  return {
    interview: { id: 3, revision: 4, ...STAMP, record },
    row: { ...record, id: 3, revision: 4, supplier, contract_code, days_left: null },
    supplier: supplierDetail().row,
    contract: contractRow(),
    notice_code: "ZG-1",
  };
}

/** Where a contract would stand after a payment or a settlement. */
export function positionPreview(): PositionPreview {
  return {
    contract: contractRow(),
    paid_before: "0.00",
    paid: "0.00",
    base: "1.00",
    progress: "0.0000",
    remaining: "1.00",
    difference: null,
    next_code: null,
    plan: [],
    proposed_plan_id: null,
  };
}

/** What forms ask while they are filled in, beside the record: nothing is unusual. */
export const NOTHING_UNUSUAL = {
  check_procurement: () => [],
  check_contract: () => [],
  check_payment: () => [],
  check_settlement: () => [],
  similar_suppliers: () => [],
  supplier_warnings: () => [],
  preview_payment: positionPreview,
  preview_settlement: positionPreview,
  rate_evaluation: () => ({
    process_score: null,
    computed_score: null,
    weights: WEIGHTS,
    comprehensive_score: null,
    grade: null,
  }),
};
