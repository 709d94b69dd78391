import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { show } from "../../tests/show";
import { type Column, LedgerTable } from "./LedgerTable";
import { frameOf, ROW_HEIGHT, windowOf } from "./tableWindow";

interface Row {
  code: string;
}

const COLUMNS: Column<Row>[] = [
  {
    key: "code",
    title: "合同编号",
    width: 160,
    frozen: true,
    sortable: true,
    render: (row) => row.code,
  },
];

function List({ count, onOpen }: { count: number; onOpen: (row: Row) => void }) {
  const [active, setActive] = useState(-1);
  return (
    <LedgerTable
      label="合同"
      columns={COLUMNS}
      count={count}
      rowAt={(index) => ({ code: `HT-${index}` })}
      rowTestId={(row) => `row-${row.code}`}
      active={active}
      onActive={setActive}
      onOpen={onOpen}
      empty="请先导入"
    />
  );
}

describe("LedgerTable", () => {
  it("draws only the rows on screen of 200,000", () => {
    show(<List count={200_000} onOpen={() => {}} />);
    expect(screen.getAllByTestId(/^row-/).length).toBeLessThan(40);
    expect(screen.getByRole("grid")).toHaveAttribute("aria-rowcount", "200001");
  });

  it("moves with the arrows and opens with Enter", async () => {
    const opened = vi.fn();
    show(<List count={50} onOpen={opened} />);
    screen.getByRole("grid").focus();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}{ArrowUp}{Enter}");
    expect(opened).toHaveBeenCalledWith({ code: "HT-1" }, 1, expect.anything());
    expect(screen.getByTestId("row-HT-1")).toHaveAttribute("aria-selected", "true");
  });

  it("says what to do where there is nothing", () => {
    show(<List count={0} onOpen={() => {}} />);
    expect(screen.getByText("请先导入")).toBeInTheDocument();
  });
});

describe("windowOf", () => {
  it("reaches the last of two million rows within what a browser can draw", () => {
    const count = 2_000_000;
    const frame = frameOf(count, 600, false);
    expect(frame.height).toBeLessThan(33_554_428);
    const bottom = frame.height - frame.viewport;
    const { first, last, offset } = windowOf(frame, bottom, count);
    expect(last).toBe(count - 1);
    const drawn = offset + (last - first + 1) * ROW_HEIGHT;
    expect(Math.abs(drawn - frame.height)).toBeLessThan(1);
  });
});
