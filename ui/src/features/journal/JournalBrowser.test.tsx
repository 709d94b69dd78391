import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { answer, asks } from "../../../tests/program";
import { show } from "../../../tests/show";
import type { JournalEntry, JournalQuery, RecordChange } from "../../ipc/bindings";
import { countsOf } from "./EntryDetail";
import { JournalBrowser } from "./JournalBrowser";

const COUNT = 1000;

/** Entry `COUNT` is the newest and stands first. */
function entry(seq: number): JournalEntry {
  return {
    seq,
    at: "2024-06-01T02:00:00Z",
    actor: "王芳",
    operation: "update_contract",
    subject: `HT-${seq}`,
    detail: null,
    undoes: null,
    undone_by: seq === 998 ? 999 : null,
  };
}

function page({ query: { offset, limit } }: { query: JournalQuery }) {
  const length = Math.max(0, Math.min(limit, COUNT - offset));
  const rows = Array.from({ length }, (_, at) => entry(COUNT - offset - at));
  return { rows, count: COUNT, totals: {} };
}

const changes: RecordChange[] = [
  {
    topic: "contract",
    id: 1,
    key: "HT-1000",
    action: "updated",
    fields: [{ field: "amount", old: "1000.00", new: "1200.00" }],
  },
];

const journal = {
  list_journal: page,
  journal_changes: () => changes,
  journal_choices: () => ({ actors: ["王芳", "张三"], operations: ["update_contract", "undo"] }),
  journal_entry: ({ seq }: { seq: number }) => entry(seq),
};

describe("the journal", () => {
  it("shows the newest operations in words and marks what was undone", async () => {
    answer(journal);
    show(<JournalBrowser />, { page: "journal" });
    const newest = await screen.findByTestId("journal-1000");
    expect(newest).toHaveTextContent("修改合同");
    expect(newest).toHaveTextContent("HT-1000");
    expect(screen.getByTestId("journal-998")).toHaveTextContent("已撤销");
    expect(newest).not.toHaveTextContent("已撤销");
    // Of a thousand entries only those on screen are drawn.
    expect(screen.queryByTestId("journal-500")).toBeNull();
  });

  it("shows what the chosen operation changed, old and new under the field's label", async () => {
    answer(journal);
    show(<JournalBrowser />, { page: "journal" });
    await userEvent.click(await screen.findByTestId("journal-1000"));
    const shown = await screen.findByTestId("journal-changes");
    expect(shown).toHaveTextContent("1,000.00 → 1,200.00");
    expect(shown).not.toHaveTextContent("amount");
    expect(asks("journal_changes")).toEqual([{ seq: 1000 }]);
  });

  it("asks for person, noun, days and text, and says where nothing fits", async () => {
    const found = ({ query }: { query: JournalQuery }) =>
      query.text === "没有"
        ? { rows: [], count: 0, totals: {} }
        : { rows: [entry(7)], count: 1, totals: {} };
    answer({ ...journal, list_journal: found });
    show(<JournalBrowser />, { page: "journal" });
    await userEvent.click(await screen.findByRole("combobox", { name: "操作人" }));
    await userEvent.click(await screen.findByTitle("张三"));
    await userEvent.type(screen.getByTestId("journal-from"), "2026-11-");
    const last = () => (asks("list_journal").at(-1) as { query: JournalQuery }).query;
    await waitFor(() => expect(last()).toMatchObject({ actors: ["张三"], from: null }));
    await userEvent.type(screen.getByTestId("journal-from"), "20");
    await waitFor(() => expect(last()).toMatchObject({ from: "2026-11-20", to: null }));
    await userEvent.click(await screen.findByTestId("journal-7"));
    expect(await screen.findByTestId("journal-entry")).toHaveTextContent("HT-7");
    await userEvent.type(screen.getByTestId("journal-search"), "没有");
    expect(await screen.findByText("没有符合条件的操作。")).toBeInTheDocument();
    await userEvent.click(screen.getByTestId("journal-clear"));
    expect(await screen.findByTestId("journal-7")).toBeInTheDocument();
    expect(screen.getByTestId("journal-search")).toHaveValue("");
    expect(screen.queryByTestId("journal-clear")).toBeNull();
  });

  it("opens at an entry that is far from the top", async () => {
    answer(journal);
    show(<JournalBrowser />, { page: "journal", open: 3 });
    expect(await screen.findByTestId("journal-entry")).toHaveTextContent("HT-3");
  });

  it("offers no second undo of what was undone", async () => {
    answer(journal);
    show(<JournalBrowser />, { page: "journal", open: 998 });
    expect(await screen.findByTestId("journal-entry")).toHaveTextContent("已由第 999 号操作撤销");
    expect(screen.queryByTestId("journal-undo")).toBeNull();
  });

  it("undoes one entry after a preview", async () => {
    const report = {
      undone: 1000,
      seq: null,
      reversed: 1,
      kept_changed: 0,
      kept_referred: 0,
      records: [],
    };
    answer({ ...journal, rehearse_undo: () => report, undo: () => ({ ...report, seq: 1001 }) });
    show(<JournalBrowser />, { page: "journal", open: 1000 });
    await userEvent.click(await screen.findByTestId("journal-undo"));
    const confirm = await screen.findByTestId("undo-confirm");
    await waitFor(() => expect(confirm).toBeEnabled());
    await userEvent.click(confirm);
    await waitFor(() => expect(asks("undo")).toEqual([{ seq: 1000 }]));
  });

  it("says plainly whether the chain is sound", async () => {
    answer({
      ...journal,
      verify_journal: () => ({ entries: COUNT, head: "ab12", broken_at: null, problem: null }),
    });
    show(<JournalBrowser />, { page: "journal" });
    await userEvent.click(screen.getByTestId("journal-verify"));
    expect(await screen.findByTestId("journal-sound")).toHaveTextContent("已校验 1,000 次操作");
  });

  it("says where the chain is broken and what to do", async () => {
    answer({
      ...journal,
      verify_journal: () => ({
        entries: COUNT,
        head: "ab12",
        broken_at: 17,
        problem: { code: "journal.broken", field: null, params: { value: "17" } },
      }),
    });
    show(<JournalBrowser />, { page: "journal" });
    await userEvent.click(screen.getByTestId("journal-verify"));
    const broken = await screen.findByTestId("journal-broken");
    expect(broken).toHaveTextContent("第 17 条");
    expect(broken).toHaveTextContent("告知运维");
  });
});

describe("the facts of an entry", () => {
  it("reads the counts of an import and nothing else", () => {
    const counts = { insert: 1, update: 2, unchanged: 3, conflict: 4, error: 5, skipped: 6 };
    expect(countsOf(JSON.stringify({ file: "a", counts }))).toEqual(counts);
    expect(countsOf('{"overpay_reason":"急"}')).toBeNull();
    expect(countsOf("no JSON")).toBeNull();
    expect(countsOf(null)).toBeNull();
  });
});
