import { act, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { show } from "../../tests/show";
import { type PagedRows, pagesOf, usePagedRows } from "./usePagedRows";

const COUNT = 200_000;

function Probe({ asked, search }: { asked: number[]; search: string }) {
  const rows = usePagedRows<string>({
    queryKey: ["contract", "list", search],
    read: async (offset, limit) => {
      asked.push(offset);
      const all = Array.from({ length: Math.min(limit, COUNT - offset) }, (_, at) => offset + at);
      return { rows: all.map((index) => `${search}${index}`), count: COUNT, totals: {} };
    },
  });
  probe = rows;
  return <p>{rows.rowAt(150_007) ?? "reading"}</p>;
}

let probe: PagedRows<string>;

describe("usePagedRows", () => {
  it("reads the pages on screen and no others", async () => {
    const asked: number[] = [];
    show(<Probe asked={asked} search="" />);
    await waitFor(() => expect(probe.count).toBe(COUNT));
    expect(asked).toEqual([0]);
    act(() => probe.onRange(150_000, 150_030));
    expect(await screen.findByText("150007")).toBeInTheDocument();
    expect(new Set(asked)).toEqual(new Set([0, 149_900, 150_000]));
  });

  it("skips what a fast scroll passes over", async () => {
    const asked: number[] = [];
    show(<Probe asked={asked} search="" />);
    await waitFor(() => expect(probe.count).toBe(COUNT));
    act(() => {
      for (let row = 0; row <= 150_000; row += 1_000) {
        probe.onRange(row, row + 30);
      }
    });
    expect(await screen.findByText("150007")).toBeInTheDocument();
    expect(asked.length).toBeLessThan(8);
  });
});

describe("pagesOf", () => {
  it("takes half a page around the window", () => {
    expect(pagesOf(0, 30, 100)).toEqual([0]);
    expect(pagesOf(0, 60, 100)).toEqual([0, 1]);
    expect(pagesOf(480, 520, 100)).toEqual([4, 5]);
  });
});
