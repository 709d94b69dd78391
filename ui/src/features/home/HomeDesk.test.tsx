import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { answer } from "../../../tests/program";
import { show } from "../../../tests/show";
import type { BackupStanding, Overview } from "../../ipc/bindings";
import { useNavigation } from "../../shared/navigation";
import { HomeDesk } from "./HomeDesk";

const OVERVIEW: Overview = {
  today: "2026-11-22",
  todos: [
    {
      code: "todo.overpaid",
      params: {},
      urgency: "harm",
      count: 2,
      amount: "1234.50",
      noun: "contract",
      filters: [{ field: "remaining", comparison: "at_most", values: ["-0.01"] }],
      view: null,
    },
    {
      code: "todo.expires_soon",
      params: { days: "30" },
      urgency: "soon",
      count: 1200,
      amount: null,
      noun: "contract",
      filters: [],
      view: null,
    },
  ],
  payments: [
    { month: "2026-10", paid: "100.00", filters: [] },
    {
      month: "2026-11",
      paid: "-50.00",
      filters: [{ field: "paid_on", comparison: "at_least", values: ["2026-11-01"] }],
    },
  ],
  types: [
    { type: "工程", contracts: 3, amount: "5000.00", filters: [] },
    {
      type: null,
      contracts: 1,
      amount: "0.00",
      filters: [{ field: "type", comparison: "empty", values: [] }],
    },
  ],
  grades: [
    { grade: "优秀", suppliers: 4, filters: [] },
    { grade: null, suppliers: 0, filters: [] },
  ],
  projects: [
    {
      id: 1,
      code: "0101",
      name: "一号机组改造",
      base: "100.00",
      paid: "120.00",
      progress: "1.2000",
      filters: [],
    },
  ],
};

/** Shows where the page was left for. */
function Elsewhere() {
  const { place } = useNavigation();
  return <output data-testid="place">{JSON.stringify(place)}</output>;
}

const STANDING: BackupStanding = {
  folder: "D:\\backups",
  last_backup: "2026-11-21T09:02:00Z",
  unsaved: 0,
  last_drill: null,
  notices: [],
};

function start(part: Partial<Overview> = {}, standing: Partial<BackupStanding> = {}) {
  answer({
    overview: () => ({ ...OVERVIEW, ...part }),
    backup_standing: () => ({ ...STANDING, ...standing }),
  });
  show(
    <>
      <HomeDesk />
      <Elsewhere />
    </>,
  );
}

const place = () => JSON.parse(screen.getByTestId("place").textContent ?? "{}");

describe("the home page", () => {
  it("tells what waits in words, with counts and amounts, in the order of the ledger", async () => {
    start();
    const lines = within(await screen.findByTestId("todos")).getAllByRole("button");
    expect(lines.map((line) => line.textContent)).toEqual([
      "要紧2合同已超付：累计付款超过应付金额1,234.50 元",
      "将到1,200合同在 30 天内到期，可开始准备",
    ]);
  });

  it("leads from a line to the list with its filters", async () => {
    start();
    await userEvent.click(await screen.findByTestId("todo.overpaid"));
    expect(place()).toMatchObject({ page: "contracts", filters: OVERVIEW.todos[0]?.filters });
  });

  it("says so where nothing waits", async () => {
    start({ todos: [] });
    expect(await screen.findByTestId("todos-none")).toHaveTextContent("没有待办事项");
  });

  it("tells of the backups, and leads to them", async () => {
    const notice = {
      code: "todo.backup_old" as const,
      params: { days: "8", count: "12" },
      urgency: "harm" as const,
    };
    start({ todos: [] }, { notices: [notice], last_drill: "2026-11-20T02:00:00Z" });
    const line = await screen.findByTestId("todo.backup_old");
    expect(line).toHaveTextContent("最近一次备份在 8 天前，之后的 12 次操作不在任何备份中");
    expect(screen.queryByTestId("todos-none")).toBeNull();
    expect(screen.getByTestId("home-backups")).toHaveTextContent("最近证明可恢复 2026-11-20");
    await userEvent.click(line);
    expect(place()).toMatchObject({ page: "backups" });
  });

  it("names every part of the charts with its number, and leads on by mouse and keyboard", async () => {
    start();
    const november = await screen.findByRole("button", { name: "2026-11 付款 -50.00，查看明细" });
    november.focus();
    await userEvent.keyboard("{Enter}");
    expect(place()).toMatchObject({ page: "payments", filters: OVERVIEW.payments[1]?.filters });
    const types = within(screen.getByTestId("chart-types"));
    expect(types.getByRole("button", { name: /工程.*5,000\.00/ })).toBeInTheDocument();
    await userEvent.click(types.getByRole("button", { name: /未填类型/ }));
    expect(place()).toMatchObject({ page: "contracts", filters: OVERVIEW.types[1]?.filters });
    const grades = within(screen.getByTestId("chart-grades"));
    expect(grades.getByRole("button", { name: /未评价.*0/ })).toBeInTheDocument();
    const projects = within(screen.getByTestId("chart-projects"));
    expect(projects.getByRole("button", { name: /一号机组改造.*120\.0%/ })).toBeInTheDocument();
  });

  it("says the number of the month under the focus", async () => {
    start();
    const october = await screen.findByTestId("month-2026-10");
    await userEvent.hover(october);
    expect(within(screen.getByTestId("chart-payments")).getByText("100.00")).toBeInTheDocument();
  });
});
