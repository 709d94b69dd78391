import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { barriers } from "../../../tests/axe";
import { NEWEST, someBackups } from "../../../tests/backups";
import { type Answers, answer, asks, failure } from "../../../tests/program";
import { show } from "../../../tests/show";
import type { GoLiveItem, GoLiveReport } from "../../ipc/bindings";
import { DiagnosisView } from "./DiagnosisView";
import { GoLiveView } from "./GoLiveView";

function item(name: string, part: Partial<GoLiveItem> = {}): GoLiveItem {
  return { name, own: false, done_by: null, done_at: null, ...part };
}

const TICK = { done_by: "王芳", done_at: "2026-11-22T09:00:00Z" };
const SEARCH = item("search");
const PRINTER = item("装好打印机", { own: true, ...TICK });

const REPORT: GoLiveReport = {
  at: "2026-11-22T09:00:00Z",
  program_version: "0.3.0",
  schema_version: 7,
  items: [
    {
      name: "integrity",
      about: null,
      state: "ok",
      code: "health.sound",
      params: {},
      remedy: null,
    },
  ],
  backup: { name: NEWEST.name, made_at: NEWEST.made_at, program_version: "0.2.0" },
  totals: [
    {
      noun: "contract",
      count: 1200,
      amount: "1234567.89",
      before: { count: 1199, amount: "1234000.00" },
      same: false,
    },
    { noun: "supplier", count: 3, amount: null, before: { count: 3, amount: null }, same: true },
  ],
  manual: [SEARCH, PRINTER],
};

function answers(more: Answers = {}) {
  answer({
    list_backups: () => someBackups(),
    go_live_items: () => [SEARCH, PRINTER],
    go_live_report: () => REPORT,
    ...more,
  });
}

describe("the go-live check", () => {
  it("holds counts and amounts against the chosen backup", async () => {
    answers();
    const { container } = show(<GoLiveView />);
    await userEvent.click(await screen.findByRole("combobox"));
    await userEvent.click(await screen.findByText(/审计前/));
    await userEvent.click(screen.getByTestId("go-live-check"));
    const totals = await screen.findByTestId("go-live-totals");
    expect(asks("go_live_report")).toEqual([{ backup: NEWEST.name }]);
    expect(within(totals).getByRole("row", { name: /合同/ })).toHaveTextContent(
      "合同1,2001,1991,234,567.891,234,000.00不同",
    );
    expect(within(totals).getByRole("row", { name: /供应商/ })).toHaveTextContent("一致");
    expect(await barriers(container)).toEqual([]);
  });

  it("keeps who ticked what, and adds and removes items of one's own", async () => {
    answers({
      tick_go_live: ({ item: name }) => [item(name, TICK), PRINTER],
      add_go_live_item: ({ text }) => [SEARCH, PRINTER, item(text, { own: true })],
      remove_go_live_item: () => [SEARCH],
      clear_go_live: () => [SEARCH],
    });
    show(<GoLiveView />);
    const box = await screen.findByRole("checkbox", { name: /按名称、编号和拼音/ });
    expect(box).not.toBeChecked();
    expect(screen.getByTestId("go-live-done")).toHaveTextContent("1 / 2");
    await userEvent.click(box);
    await waitFor(() => expect(box).toBeChecked());
    expect(asks("tick_go_live")).toEqual([{ item: "search", done: true }]);
    expect(screen.getAllByText(/王芳/)).toHaveLength(2);
    await userEvent.type(screen.getByTestId("go-live-own"), "接好扫描枪{enter}");
    expect(await screen.findByRole("checkbox", { name: "接好扫描枪" })).toBeInTheDocument();
    expect(screen.getByTestId("go-live-own")).toHaveValue("");
    await userEvent.click(screen.getByRole("button", { name: "移除“接好扫描枪”" }));
    await waitFor(() => expect(screen.getAllByRole("checkbox")).toHaveLength(1));
    expect(asks("remove_go_live_item")).toEqual([{ item: "接好扫描枪" }]);
  });

  it("says why an item is not added, and keeps what was typed", async () => {
    answers({
      add_go_live_item: () =>
        Promise.reject(failure("go_live.text_taken", { value: "装好打印机" })),
    });
    show(<GoLiveView />);
    await screen.findAllByRole("checkbox");
    await userEvent.type(screen.getByTestId("go-live-own"), "装好打印机{enter}");
    expect(await screen.findByTestId("error-notice")).toHaveTextContent("已经在清单中");
    expect(screen.getByTestId("go-live-own")).toHaveValue("装好打印机");
  });

  it("prints everything on one page, and writes it to a workbook", async () => {
    answers({ export_go_live: () => ({ path: "D:\\上线检查.xlsx", rows: 26 }) });
    show(<GoLiveView />);
    expect(await screen.findByTestId("go-live-print")).toBeDisabled();
    await userEvent.click(screen.getByTestId("go-live-check"));
    await screen.findByTestId("go-live-totals");
    await userEvent.click(screen.getByTestId("go-live-print"));
    const paper = await screen.findByRole("dialog", { name: "上线检查" });
    expect(paper).toHaveTextContent("装好打印机");
    expect(paper).toHaveTextContent("☑");
    expect(paper).toHaveTextContent("检查人：");
    await userEvent.click(screen.getByTestId("close-print"));
    await userEvent.click(screen.getByTestId("go-live-export"));
    expect(await screen.findByText("D:\\上线检查.xlsx")).toBeInTheDocument();
  });
});

describe("the diagnostics package", () => {
  it("shows what goes in before it is saved", async () => {
    answers({
      preview_diagnosis: () => [
        { name: "about.json", bytes: 300, text: '{ "program_version": "0.3.0" }' },
        { name: "logs/lantai.2026-11-22.log", bytes: 4000, text: null },
      ],
      save_diagnosis: () => "D:\\兰台诊断包.zip",
    });
    const { container } = show(<DiagnosisView />);
    await userEvent.click(await screen.findByRole("button", { name: "about.json" }));
    expect(screen.getByTestId("diagnosis-text")).toHaveTextContent("0.3.0");
    expect(screen.getByTestId("diagnosis-parts")).toHaveTextContent("lantai.2026-11-22.log");
    await userEvent.click(screen.getByTestId("diagnosis-save"));
    expect(await screen.findByText("D:\\兰台诊断包.zip")).toBeInTheDocument();
    expect(await barriers(container)).toEqual([]);
  });

  it("leaves everything as it is where the user changes their mind", async () => {
    answers({ preview_diagnosis: () => [], save_diagnosis: () => null });
    show(<DiagnosisView />);
    await userEvent.click(await screen.findByTestId("diagnosis-save"));
    await waitFor(() => expect(asks("save_diagnosis")).toHaveLength(1));
    expect(screen.queryByText("已保存诊断包")).toBeNull();
  });
});
