import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { barriers } from "../../../tests/axe";
import { answer, refusal } from "../../../tests/program";
import { show } from "../../../tests/show";
import type {
  Counts,
  ImportSummary,
  Noun,
  OpenedFile,
  SheetsImport,
  SheetView,
} from "../../ipc/bindings";
import { AllSheets, understood } from "./AllSheets";
import { NO_PLAN } from "./plan";

const NONE: Counts = { insert: 0, update: 0, unchanged: 0, conflict: 0, error: 0, skipped: 0 };

function view(name: string, kind: Noun | null, hidden = false): SheetView {
  return { name, rows: 9, columns: 4, hidden, hidden_rows: 0, kind };
}

const FILE: OpenedFile = {
  id: 3,
  file: "全部台账.xlsx",
  sheets: [
    view("合同", "contract"),
    view("项目", "project"),
    view("说明", null),
    view("旧", "payment", true),
  ],
  encoding: null,
  already_imported: null,
  draft: null,
};

function part(sheet: string, kind: Noun, counts: Partial<Counts>): ImportSummary {
  return {
    file: FILE.file,
    sha256: "ab",
    kind,
    sheet,
    header_row: 1,
    columns: [],
    counts: { ...NONE, ...counts },
    mode: "upsert",
    suppliers: [],
    values: [],
    already_imported: null,
    backup: null,
    committed: false,
    journal_seq: null,
  };
}

const CLEAN: SheetsImport = {
  parts: [
    part("项目", "project", { insert: 3 }),
    part("合同", "contract", { insert: 1200, update: 1 }),
  ],
  errors: [],
};

const BAD: SheetsImport = {
  parts: [
    part("项目", "project", { insert: 3 }),
    part("合同", "contract", { insert: 5, error: 1 }),
  ],
  errors: [
    {
      sheet: "合同",
      row: 7,
      column: "含税签约合同价（元）",
      at: 5,
      value: "一百",
      code: "cell.not_amount",
      severity: "error",
      params: { value: "一百" },
    },
  ],
};

function committed({ parts, errors }: SheetsImport): SheetsImport {
  return { errors, parts: parts.map((one) => ({ ...one, committed: true, journal_seq: 21 })) };
}

function open(handlers: Parameters<typeof answer>[0]) {
  const asked = answer(handlers);
  const onClose = vi.fn();
  show(<AllSheets file={FILE} plan={NO_PLAN} onClose={onClose} />);
  return { asked, onClose };
}

describe("AllSheets", () => {
  it("takes the sheets that are seen and understood", () => {
    expect(understood(FILE).map(({ name }) => name)).toEqual(["合同", "项目"]);
  });

  it("shows what becomes of each sheet, imports all of them and offers one undo", async () => {
    const { asked, onClose } = open({
      rehearse_sheets: () => CLEAN,
      commit_sheets: () => committed(CLEAN),
    });
    const rows = within(await screen.findByTestId("sheets-parts")).getAllByRole("row");
    expect(rows[1]).toHaveTextContent("项目项目3");
    expect(rows[2]).toHaveTextContent("合同合同1,2001");
    expect(await barriers()).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "导入全部 (1,204)" }));
    expect(await screen.findByTestId("sheets-done")).toHaveTextContent("已导入：全部台账.xlsx");
    expect(screen.getByTestId("sheets-undo")).toBeInTheDocument();
    expect(asked.find(({ name }) => name === "commit_sheets")?.args).toMatchObject({
      id: 3,
      onlyValid: false,
    });
    await userEvent.click(screen.getByTestId("sheets-close"));
    expect(onClose).toHaveBeenCalledWith(true);
  });

  it("says where errors are, and imports the other rows only where that is chosen", async () => {
    const { asked } = open({ rehearse_sheets: () => BAD, commit_sheets: () => committed(BAD) });
    expect(await screen.findByTestId("sheets-errors")).toHaveTextContent(
      "合同 第 7 行 “含税签约合同价（元）”",
    );
    expect(screen.getByTestId("sheets-commit")).toBeDisabled();
    await userEvent.click(screen.getByTestId("sheets-only-valid"));
    await userEvent.click(screen.getByTestId("sheets-commit"));
    await screen.findByTestId("sheets-done");
    expect(asked.find(({ name }) => name === "commit_sheets")?.args).toMatchObject({
      onlyValid: true,
    });
  });

  it("rehearses again where unknown suppliers are to be created", async () => {
    const unknown: SheetsImport = {
      ...BAD,
      parts: BAD.parts.map((one) => ({
        ...one,
        suppliers: [
          {
            name: "新公司",
            rows: 1,
            nearest: [],
            decided: null,
            decision: null,
            remembered: false,
          },
        ],
      })),
    };
    const { asked } = open({
      rehearse_sheets: ({ plan }) => (plan.create_suppliers ? CLEAN : unknown),
    });
    await userEvent.click(await screen.findByTestId("sheets-create-suppliers"));
    await waitFor(() => expect(screen.getByTestId("sheets-commit")).toBeEnabled());
    expect(asked.filter(({ name }) => name === "rehearse_sheets")).toHaveLength(2);
  });

  it("closes when the rehearsal is cancelled", async () => {
    const { onClose } = open({
      rehearse_sheets: () => {
        throw refusal({ code: "cancelled" });
      },
    });
    await waitFor(() => expect(onClose).toHaveBeenCalledWith(false));
  });

  it("says why a file cannot be read, and tries again", async () => {
    let times = 0;
    const { onClose } = open({
      rehearse_sheets: () => {
        times += 1;
        if (times === 1) {
          throw refusal({ code: "import.file_changed" });
        }
        return CLEAN;
      },
    });
    await userEvent.click(await screen.findByRole("button", { name: /重\s*试/ }));
    expect(await screen.findByTestId("sheets-parts")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: /取\s*消/ }));
    expect(onClose).toHaveBeenCalledWith(false);
  });
});
