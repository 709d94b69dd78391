import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { answer } from "../../../tests/program";
import { contractRow } from "../../../tests/records";
import { show } from "../../../tests/show";
import type { ContractRow, ListQuery, Selection } from "../../ipc/bindings";
import { PreferencesProvider } from "../preferences";
import type { ListColumn } from "./columns";
import { RecordList } from "./RecordList";

const COUNT = 250;
const row = (id: number) => contractRow({ id, code: `HT-${id}` });

const text = (key: "code" | "name" | "officer"): ListColumn<ContractRow> => ({
  key,
  title: { code: "合同编号", name: "合同名称", officer: "经办人" }[key],
  width: 120,
  frozen: key === "code",
  sortable: true,
  filter: { kind: "text" },
  render: (one) => one[key],
});
const COLUMNS: ListColumn<ContractRow>[] = [
  text("code"),
  text("name"),
  text("officer"),
  {
    key: "amount",
    title: "金额",
    width: 120,
    sortable: true,
    total: true,
    filter: { kind: "amount" },
    render: (one) => one.amount,
  },
];

type Handlers = Parameters<typeof answer>[0];

function open(handlers: Handlers = {}) {
  const queries: ListQuery[] = [];
  const kept: unknown[] = [];
  const asked = answer({
    preferences: () => ({}),
    keep_preferences: ({ preferences }) => {
      kept.push(preferences);
      return null;
    },
    selection_summary: ({ selection }) => ({
      count: "fitting" in selection ? COUNT : selection.records.length,
      sums: [{ field: "amount", sum: "2400.00", mean: "1200.00" }],
    }),
    ...handlers,
  });
  show(
    <PreferencesProvider>
      <RecordList<ContractRow>
        noun="contract"
        title="合同"
        columns={COLUMNS}
        read={async (query) => {
          queries.push(query);
          const wanted = query.filters.find(({ field }) => field === "id")?.values.map(Number);
          const all = wanted ?? Array.from({ length: COUNT }, (_, at) => at + 1);
          const rows = all.slice(query.offset, query.offset + query.limit).map(row);
          return { rows, count: all.length, totals: { amount: "9.00" } };
        }}
        rowTestId={(one) => `row-${one.code}`}
        sums={["amount"]}
        empty="空"
        panel={(id) => <p data-testid="panel">{id}</p>}
      />
    </PreferencesProvider>,
  );
  return { queries, kept, asked };
}

const tick = async (code: string, keys = "") => {
  const box = within(await screen.findByTestId(`row-${code}`)).getByRole("checkbox");
  const user = userEvent.setup();
  const held = keys !== "";
  if (held) {
    await user.keyboard(`{${keys}>}`);
  }
  await user.click(box);
  if (held) {
    await user.keyboard(`{/${keys}}`);
  }
};
const selectionOf = (asked: { name: string; args: unknown }[], name: string) => {
  const args = asked.findLast((one) => one.name === name)?.args;
  return (args as { selection: Selection } | undefined)?.selection;
};

beforeEach(() => localStorage.clear());
afterEach(() => vi.restoreAllMocks());

describe("choosing rows of a list", () => {
  it("chooses one by one and between two, without opening them", async () => {
    const { asked } = open({ rehearse_deletion: () => new Promise(() => {}) as never });
    await tick("HT-2");
    await tick("HT-5", "Shift");
    expect(await screen.findByTestId("selection-bar")).toHaveTextContent("已选 4 条");
    await tick("HT-3");
    expect(screen.getByTestId("selection-bar")).toHaveTextContent("已选 3 条");
    expect(screen.queryByTestId("panel")).toBeNull();
    await userEvent.click(screen.getByTestId("delete-rows"));
    await waitFor(() => expect(selectionOf(asked, "rehearse_deletion")).toBeDefined());
    const chosen = selectionOf(asked, "rehearse_deletion");
    expect(chosen).toEqual({ records: [2, 4, 5].map((id) => ({ id, revision: null })) });
  });

  it("asks for the rows between that were not read", async () => {
    const { asked } = open({
      selection_range: ({ first, last }) =>
        Array.from({ length: last - first + 1 }, (_, at) => first + at + 1),
    });
    await tick("HT-2");
    screen.getByRole("grid").focus();
    await userEvent.keyboard("{Shift>}{End}{/Shift}");
    expect(await screen.findByText(/已选 249 条/)).toBeInTheDocument();
    expect(asked.find(({ name }) => name === "selection_range")?.args).toMatchObject({
      first: 1,
      last: COUNT - 1,
    });
  });

  it("chooses everything that fits by the query, but for what is taken out", async () => {
    const { asked, queries } = open();
    await screen.findByTestId("row-HT-1");
    const read = queries.length;
    screen.getByRole("grid").focus();
    await userEvent.keyboard("{Control>}a{/Control}");
    expect(await screen.findByTestId("selection-bar")).toHaveTextContent("已选 250 条");
    await tick("HT-1");
    expect(screen.getByTestId("selection-bar")).toHaveTextContent("已选 249 条");
    await waitFor(() =>
      expect(selectionOf(asked, "selection_summary")).toMatchObject({ fitting: { except: [1] } }),
    );
    expect(queries.length).toBe(read);
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByTestId("selection-bar")).toBeNull();
  });

  it("copies what is chosen in the order of the list", async () => {
    const clipboard = listenToClipboard();
    open();
    await tick("HT-2");
    await tick("HT-3");
    screen.getByRole("grid").focus();
    await userEvent.keyboard("{Control>}c{/Control}");
    await waitFor(() => expect(clipboard.text).toContain("HT-3"));
    expect(clipboard.text).toBe(
      "HT-2\t渗滤液处理系统改造合同\t王强\t1200000.00\r\nHT-3\t渗滤液处理系统改造合同\t王强\t1200000.00",
    );
  });
});

const cell = async (code: string, field: string) =>
  within(await screen.findByTestId(`row-${code}`))
    .getAllByRole("gridcell")
    .find((one) => one.dataset.field === field) as HTMLElement;

/** Presses on a cell, goes over to another, and lets go there. */
async function drag(from: [string, string], to: [string, string]) {
  const [start, end] = [await cell(...from), await cell(...to)];
  fireEvent.pointerDown(start, { button: 0, buttons: 1 });
  fireEvent.pointerMove(end, { buttons: 1 });
  fireEvent.pointerUp(end);
  if (from[0] === to[0]) {
    fireEvent.click(start.closest(".ledger-row") as HTMLElement);
  }
}

describe("choosing a block of cells", () => {
  it("takes the block under the pointer, and copies it cell by cell", async () => {
    const clipboard = listenToClipboard();
    open();
    await drag(["HT-4", "amount"], ["HT-2", "officer"]);
    expect(await cell("HT-3", "amount")).toHaveAttribute("aria-selected", "true");
    expect(await cell("HT-3", "name")).not.toHaveAttribute("aria-selected");
    screen.getByRole("grid").focus();
    await userEvent.keyboard("{Control>}c{/Control}");
    await waitFor(() => expect(clipboard.text).not.toBe(""));
    const line = "王强\t1200000.00";
    expect(clipboard.text).toBe([line, line, line].join("\r\n"));
    await userEvent.keyboard("{Control>}{Shift>}c{/Shift}{/Control}");
    await waitFor(() => expect(clipboard.text).toMatch(/^经办人\t金额\r\n王强/));
    expect(screen.queryByTestId("panel")).toBeNull();
  });

  it("opens no row by a drag along it, and is gone with Esc or the next click", async () => {
    open();
    await drag(["HT-2", "code"], ["HT-2", "amount"]);
    expect(screen.queryByTestId("panel")).toBeNull();
    const marked = await cell("HT-2", "name");
    expect(marked).toHaveAttribute("aria-selected", "true");
    screen.getByRole("grid").focus();
    await userEvent.keyboard("{Escape}");
    expect(marked).not.toHaveAttribute("aria-selected");
    await userEvent.click(marked);
    expect(await screen.findByTestId("panel")).toHaveTextContent("2");
  });

  it("grows with Shift and the arrows; without a block they choose rows as before", async () => {
    open();
    await screen.findByTestId("row-HT-1");
    screen.getByRole("grid").focus();
    await userEvent.keyboard(
      "{ArrowDown}{ArrowDown}{Shift>}{ArrowRight}{ArrowRight}{ArrowDown}{/Shift}",
    );
    expect(await cell("HT-3", "name")).toHaveAttribute("aria-selected", "true");
    expect(await cell("HT-3", "officer")).not.toHaveAttribute("aria-selected");
    expect(screen.queryByTestId("selection-bar")).toBeNull();
    await userEvent.keyboard("{Escape}{Shift>}{ArrowDown}{/Shift}");
    expect(await screen.findByTestId("selection-bar")).toBeInTheDocument();
  });

  it("reads the rows that were not on screen yet", async () => {
    const clipboard = listenToClipboard();
    const { queries } = open();
    await screen.findByTestId("row-HT-1");
    screen.getByRole("grid").focus();
    await userEvent.keyboard("{ArrowDown}{Shift>}{ArrowRight}{/Shift}");
    await userEvent.keyboard(`{Shift>}${"{ArrowDown}".repeat(COUNT - 1)}{/Shift}`);
    await userEvent.keyboard("{Control>}c{/Control}");
    await waitFor(() => expect(clipboard.text.split("\r\n")).toHaveLength(COUNT));
    expect(clipboard.text.endsWith(`HT-${COUNT}`)).toBe(true);
    expect(queries.at(-1)).toMatchObject({ offset: 0, limit: COUNT });
  });
});

function listenToClipboard() {
  const clipboard = { text: "" };
  document.execCommand = () => {
    const event = new Event("copy") as ClipboardEvent;
    const setData = (type: string, data: string) => {
      clipboard.text = type === "text/plain" ? data : clipboard.text;
    };
    Object.assign(event, { clipboardData: { setData } });
    return document.dispatchEvent(event);
  };
  return clipboard;
}

describe("how a list stands", () => {
  it("sorts by several columns with Shift", async () => {
    const { queries } = open();
    await userEvent.click(await screen.findByTestId("sort-name"));
    await waitFor(() => expect(queries.at(-1)?.sort).toHaveLength(1));
    const user = userEvent.setup();
    await user.keyboard("{Shift>}");
    await user.click(screen.getByTestId("sort-amount"));
    await user.keyboard("{/Shift}");
    await waitFor(() =>
      expect(queries.at(-1)?.sort).toEqual([
        { field: "name", descending: false },
        { field: "amount", descending: false },
      ]),
    );
  });

  it("hides columns and keeps that in the program's own file", async () => {
    const { kept } = open();
    await userEvent.click(await screen.findByTestId("columns"));
    await userEvent.click(await screen.findByTestId("column-officer"));
    await waitFor(() => expect(screen.queryByTestId("sort-officer")).toBeNull());
    await waitFor(() =>
      expect(kept.at(-1)).toMatchObject({ layouts: { contract: { hidden: ["officer"] } } }),
    );
    await userEvent.click(screen.getByTestId("columns-reset"));
    expect(await screen.findByTestId("sort-officer")).toBeInTheDocument();
  });

  it("takes what the file kept, and narrows by the scope of the top bar, saying so", async () => {
    const { queries } = open({
      preferences: () => ({
        layouts: { contract: { order: ["amount"], hidden: ["name"], widths: { amount: 200 } } },
        scope: { year: "2024", project: { code: "0101", label: "0101 一号机组" } },
      }),
    });
    await waitFor(() => expect(screen.queryByTestId("sort-name")).toBeNull());
    expect(await screen.findByTestId("scope-tag")).toHaveTextContent("2024年 · 0101 一号机组");
    expect(queries.at(-1)?.filters).toEqual([
      { field: "signed_on", comparison: "at_least", values: ["2024-01-01"] },
      { field: "signed_on", comparison: "at_most", values: ["2024-12-31"] },
      { field: "project_code", comparison: "is", values: ["0101"] },
    ]);
  });

  it("saves a view, and brings it back whole", async () => {
    const { queries, kept } = open();
    await userEvent.click(await screen.findByTestId("sort-amount"));
    await userEvent.click(screen.getByTestId("views"));
    await userEvent.click(await screen.findByTestId("save-view"));
    await userEvent.type(await screen.findByTestId("view-name"), "金额从小到大{Enter}");
    await waitFor(() =>
      expect(kept.at(-1)).toMatchObject({ views: { contract: [{ name: "金额从小到大" }] } }),
    );
    await userEvent.click(screen.getByTestId("sort-name"));
    await waitFor(() => expect(queries.at(-1)?.sort[0]?.field).toBe("name"));
    await userEvent.click(screen.getByTestId("views"));
    await userEvent.click(await screen.findByTestId("view-金额从小到大"));
    await waitFor(() =>
      expect(screen.getByRole("columnheader", { name: /金额/ })).toHaveAttribute(
        "aria-sort",
        "ascending",
      ),
    );
  });
});
