import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { answer } from "../../../tests/program";
import { show } from "../../../tests/show";
import type { HistoryEntry } from "../../ipc/bindings";
import { reasonOf } from "../undo/reason";
import { RecordHistory } from "./RecordHistory";

/** A record with 45 changes, the newest first. */
const HISTORY: HistoryEntry[] = Array.from({ length: 45 }, (_, at) => ({
  entry: {
    seq: 45 - at,
    at: "2026-11-22T04:00:00Z",
    actor: "张三",
    operation: "update_payment",
    subject: "FK-1",
    detail: at === 0 ? '{"overpay_reason":"业主书面同意"}' : null,
    undoes: null,
    undone_by: null,
  },
  change: {
    topic: "payment",
    id: 1,
    key: "FK-1",
    action: "updated",
    fields: [{ field: "amount", old: "1000.00", new: "1200.00" }],
  },
}));

describe("the history of a record", () => {
  it("shows the newest changes with who, what and why, and the rest when asked", async () => {
    answer({ record_history: () => HISTORY });
    show(<RecordHistory noun="payment" id={1} />);
    const list = await screen.findByTestId("record-history");
    const newest = await within(list).findByTestId("history-45");
    expect(newest).toHaveTextContent("张三");
    expect(newest).toHaveTextContent("实付金额 1,000.00 → 1,200.00");
    expect(newest).toHaveTextContent("业主书面同意");
    expect(within(list).getAllByRole("listitem")).toHaveLength(20);
    await userEvent.click(screen.getByTestId("history-more"));
    expect(within(list).getAllByRole("listitem")).toHaveLength(45);
  });
});

describe("the reason of an operation", () => {
  it("is what a person gave, and nothing else", () => {
    expect(reasonOf('{"moved_back_reason":"对方已整改"}')).toBe("对方已整改");
    expect(reasonOf('{"reason":" "}')).toBeNull();
    expect(reasonOf('{"counts":{}}')).toBeNull();
    expect(reasonOf("no JSON")).toBeNull();
    expect(reasonOf(null)).toBeNull();
  });
});
