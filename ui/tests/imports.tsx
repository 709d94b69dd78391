import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ImportDesk } from "../src/features/exchange/ImportDesk";
import { NO_PLAN } from "../src/features/exchange/plan";
import type {
  ColumnMatch,
  ImportField,
  ImportSummary,
  OpenedFile,
  Proposal,
  Rehearsal,
  RehearsalQuery,
  RehearsalRow,
  RowAction,
} from "../src/ipc/bindings";
import { show } from "./show";

/** The file on the desk. */
export const FILE = "D:\\台账\\2024 年付款.xlsx";

/** What its rehearsal found: two new payments, a changed one, two bad ones, a total. */
export const summary: ImportSummary = {
  file: "2024 年付款.xlsx",
  sha256: "ab",
  kind: "payment",
  sheet: "付款",
  header_row: 2,
  columns: [
    matched(0, "合同编号", "contract_code"),
    matched(1, "付款金额", "amount", "alias"),
    matched(2, "付款日期", "paid_on"),
    matched(3, "经手", null, null),
  ],
  counts: { insert: 2, update: 1, unchanged: 0, conflict: 0, error: 2, skipped: 1 },
  mode: "upsert",
  suppliers: [],
  values: [],
  already_imported: null,
  backup: null,
  committed: false,
  journal_seq: null,
};

const sheet: RehearsalRow[] = [
  row(3, "insert", ["HT-1", "100.00", "2024-01-31", "张"]),
  row(4, "update", ["HT-2", "250.00", "2024-02-29", "张"], {
    changes: [{ column: "付款金额", at: 1, old: "205.00", new: "250.00" }],
  }),
  row(5, "error", ["HT-3", "一百", "2024-03-31", "李"], {
    issues: [issue(5, "付款金额", "一百", "cell.not_amount")],
  }),
  row(6, "error", ["HT-4", "80.00", "3/4/5", "李"], {
    issues: [issue(6, "付款日期", "3/4/5", "cell.ambiguous_date")],
  }),
  row(7, "insert", ["HT-5", "60.00", "2024-05-31", "李"]),
  row(8, "skipped", ["合计", "490.00", "", ""], {
    issues: [issue(8, null, null, "row.is_subtotal")],
  }),
];

/** A row of the sheet with its outcome. */
export function row(
  at: number,
  action: RowAction,
  cells: string[],
  more: Partial<RehearsalRow> = {},
): RehearsalRow {
  const base = { row: at, action, key: cells[0] ?? null, cells, amended: [], changes: [] };
  return { ...base, issues: [], ...more };
}

function issue(
  at: number,
  column: string | null,
  value: string | null,
  code: "cell.not_amount" | "cell.ambiguous_date" | "row.is_subtotal",
): RehearsalRow["issues"][number] {
  const severity = code === "row.is_subtotal" ? "warning" : "error";
  const place = summary.columns.find(({ label }) => label === column)?.column ?? null;
  const params = { value: value ?? "" };
  return { sheet: "付款", row: at, column, at: place, value, code, severity, params };
}

/** A page of the rows with some outcomes. */
export function pageOf({ actions, offset, limit }: RehearsalQuery) {
  const fits = sheet.filter((one) => actions.length === 0 || actions.includes(one.action));
  return { rows: fits.slice(offset, offset + limit), count: fits.length };
}

/** The rehearsal of the file, where a test wants more of it. */
export function rehearsal(change: Partial<ImportSummary> = {}, id = 7): Rehearsal {
  return { id, summary: { ...summary, ...change }, plan: NO_PLAN };
}

function matched(
  column: number,
  label: string,
  field: string | null,
  basis: ColumnMatch["basis"] = "label",
): ColumnMatch {
  return { column, label, field, ordinal: null, unit: "one", basis };
}

/** How its sheet is understood. */
export const proposal: Proposal = {
  kind: "payment",
  sheet: "付款",
  first_header_row: 2,
  last_header_row: 2,
  columns: summary.columns,
  missing: [],
  repeated: [],
  data_rows: 6,
};

/** The file as the program opened it. */
export const opened: OpenedFile = {
  id: 7,
  file: "2024 年付款.xlsx",
  sheets: [
    { name: "付款", rows: 8, columns: 4, hidden: false, hidden_rows: 0, kind: "payment" },
    { name: "说明", rows: 3, columns: 1, hidden: false, hidden_rows: 0, kind: null },
  ],
  already_imported: null,
  draft: null,
  encoding: null,
};

const fields: ImportField[] = [
  ["contract_code", "关联合同编号", true],
  ["amount", "实付金额(元)", true],
  ["paid_on", "付款日期", true],
  ["purpose", "款项用途", false],
].map(([field, label, required]) => ({
  field: String(field),
  label: String(label),
  required: required === true,
  repeats: false,
  has_unit: field === "amount",
  words: field === "purpose" ? ["进度款", "质保金"] : [],
}));

/** What the program answers to a page on which the file is imported. */
export const desk = {
  list_imports: () => [],
  import_memory: () => ({ mappings: [], values: [] }),
  choose_import_file: () => FILE,
  open_import_file: () => opened,
  propose_import: () => proposal,
  import_fields: () => fields,
  import_file_rows: () => [
    { row: 1, cells: ["二〇二四年付款台账"] },
    { row: 2, cells: ["合同编号", "付款金额", "付款日期", "经手"] },
    { row: 3, cells: ["HT-1", "100.00", "2024-01-31", "张"] },
  ],
  rehearsal_rows: ({ query }: { query: RehearsalQuery }) => pageOf(query),
  discard_rehearsal: () => null,
};

/** Opens the page, takes the file and rehearses it. */
export async function rehearse() {
  const user = userEvent.setup();
  show(<ImportDesk />);
  await user.click(screen.getByTestId("import-choose"));
  await user.click(await screen.findByTestId("import-rehearse"));
  return user;
}
