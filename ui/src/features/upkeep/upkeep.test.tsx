import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { answer, refusal } from "../../../tests/program";
import { show } from "../../../tests/show";
import type { Access, DrillRow, Incident, IncidentRow, UpkeepSource } from "../../ipc/bindings";
import { AccessProvider } from "../../shared/access";
import { UpkeepDesk } from "./UpkeepDesk";

const FAULT: Incident = {
  level: "P1",
  title: "台账打不开",
  description: "第一行\n第二行",
  found_at: "2026-11-20 08:00",
  found_by: "张三",
  confirmed_at: null,
  located_at: null,
  handled_at: null,
  handled_by: null,
  analysed_at: null,
  cause: null,
  measures: null,
  links: "#12 db_backup_20261120_070000.sqlite3",
};
const FAULT_ROW: IncidentRow = {
  id: 3,
  revision: 4,
  stage: "已发现",
  minutes_to_handle: null,
  ...FAULT,
};
const DRILL_ROW: DrillRow = {
  id: 5,
  revision: 1,
  kind: "恢复演练",
  held_at: "2026-11-21 09:00",
  held_by: "李四",
  scope: "恢复最新一份备份",
  result: "通过",
  seconds: 42,
  findings: null,
  links: null,
};
const SOURCE: UpkeepSource = {
  kind: "drill",
  at: "2026-11-22 10:30",
  by: "王五",
  subject: "",
  links: "db_backup_20261122_100000.sqlite3",
  seconds: 7,
};

const STORED = {
  id: 3,
  revision: 4,
  created_at: "",
  created_by: "",
  updated_at: "",
  updated_by: "",
  record: FAULT,
};

const READER: Access = {
  with_accounts: true,
  person: { id: 1, name: "赵六", role: "reader", in_test_group: false },
  locked: false,
  must_change: false,
  idle_minutes: 15,
  may: ["read", "export"],
  features: [],
  resets: [],
};

function ask(handlers: Parameters<typeof answer>[0] = {}) {
  const asked = answer({
    list_incidents: () => ({ rows: [FAULT_ROW], count: 1, totals: {} }),
    list_changes: () => ({ rows: [], count: 0, totals: {} }),
    list_drills: () => ({ rows: [DRILL_ROW], count: 1, totals: {} }),
    upkeep_incident: () => STORED,
    upkeep_sources: () => [],
    ...handlers,
  });
  return (name: string) => asked.filter((one) => one.name === name).map(({ args }) => args);
}

const field = (name: string) => screen.getByTestId(`field-${name}`) as HTMLInputElement;
const type = async (name: string, text: string) => {
  await userEvent.clear(field(name));
  await userEvent.type(field(name), text);
};

describe("UpkeepDesk", () => {
  it("lists each kind, filtered by year and by state, of which a drill has none", async () => {
    const sent = ask();
    show(<UpkeepDesk />);
    expect(await screen.findByText("台账打不开")).toBeInTheDocument();
    expect(screen.getByText("已发现")).toBeInTheDocument();
    await userEvent.click(screen.getByLabelText("状态"));
    await userEvent.click(await screen.findByText("未关闭"));
    await waitFor(() =>
      expect(sent("list_incidents").at(-1)).toEqual({
        query: { year: null, open: true, offset: 0, limit: 100 },
      }),
    );
    await userEvent.click(screen.getByTestId("upkeep-drill"));
    expect(await screen.findByText("恢复最新一份备份")).toBeInTheDocument();
    expect(sent("list_drills").at(-1)).toMatchObject({ query: { open: null } });
    expect(screen.queryByTestId("upkeep-state")).toBeNull();
  });

  it("writes a fault down with times as people type them", async () => {
    const sent = ask({ create_incident: () => ({ id: 3, seq: 9, changed: [] }) });
    show(<UpkeepDesk />);
    await userEvent.click(await screen.findByTestId("new"));
    await screen.findByTestId("record-form");
    expect(field("found_at").value).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d$/);
    await type("title", "打印机不出纸");
    await userEvent.click(screen.getByLabelText(/^等级/));
    await userEvent.click(await screen.findByTitle("P2"));
    await type("found_at", "2026/11/20 8:05");
    await type("found_by", "张三");
    await userEvent.click(screen.getByTestId("save"));
    await waitFor(() => expect(sent("create_incident")).toHaveLength(1));
    expect(sent("create_incident")[0]).toEqual({
      incident: {
        ...FAULT,
        level: "P2",
        title: "打印机不出纸",
        description: null,
        found_at: "2026-11-20 08:05",
        links: null,
      },
    });
  });

  it("says beside its field what the ledger refuses, with the step it means", async () => {
    ask({
      create_incident: () => {
        const params = { other_field: "found_at", date: "2026-11-20 08:05" };
        throw refusal({ code: "upkeep.steps_out_of_order", field: "confirmed_at", params });
      },
    });
    show(<UpkeepDesk />);
    await userEvent.click(await screen.findByTestId("new"));
    await screen.findByTestId("record-form");
    await type("confirmed_at", "昨天");
    await userEvent.click(screen.getByTestId("save"));
    expect(await screen.findByText(/“昨天”不是时间/)).toBeInTheDocument();
    await type("title", "打印机不出纸");
    await userEvent.click(screen.getByLabelText(/^等级/));
    await userEvent.click(await screen.findByTitle("P2"));
    await type("found_by", "张三");
    await type("confirmed_at", "2026-11-20 08:00");
    await userEvent.click(screen.getByTestId("save"));
    expect(await screen.findByText(/早于前一步“发现时间”（2026-11-20 08:05）/)).toBeInTheDocument();
  });

  it("shows a record with its line breaks and links, edits it, and deletes it once confirmed", async () => {
    const sent = ask({
      update_incident: () => ({ id: 3, seq: 9, changed: [] }),
      delete_incident: () => ({ id: 3, seq: 10, changed: [] }),
    });
    show(<UpkeepDesk />);
    await userEvent.click(await screen.findByText("台账打不开"));
    const panel = await screen.findByTestId("record-panel");
    const described = await within(panel).findByTestId("value-description");
    expect(described.textContent).toBe("第一行\n第二行");
    expect(within(panel).getByText("#12")).toBeInTheDocument();
    await userEvent.click(within(panel).getByTestId("edit"));
    await screen.findByTestId("record-form");
    await type("confirmed_at", "2026-11-20 08:10");
    await userEvent.click(screen.getByTestId("save"));
    await waitFor(() => expect(sent("update_incident")).toHaveLength(1));
    expect(sent("update_incident")[0]).toEqual({
      id: 3,
      revision: 4,
      incident: { ...FAULT, confirmed_at: "2026-11-20 08:10" },
    });
    await userEvent.click(within(await screen.findByTestId("record-panel")).getByTestId("delete"));
    expect(await screen.findAllByText("删除“台账打不开”？")).not.toHaveLength(0);
    expect(sent("delete_incident")).toHaveLength(0);
    await userEvent.click(screen.getByTestId("confirm-delete"));
    await waitFor(() => expect(sent("delete_incident")).toEqual([{ id: 3, revision: 4 }]));
  });

  it("makes a record of a drill that the program did", async () => {
    const sent = ask({
      upkeep_sources: () => [SOURCE],
      create_drill: () => ({ id: 8, seq: 9, changed: [] }),
    });
    show(<UpkeepDesk />);
    await userEvent.click(await screen.findByTestId("upkeep-from-drill"));
    await screen.findByTestId("record-form");
    expect(field("held_by")).toHaveValue("王五");
    await userEvent.click(screen.getByTestId("save"));
    await waitFor(() => expect(sent("create_drill")).toHaveLength(1));
    expect(sent("create_drill")[0]).toEqual({
      drill: {
        kind: "恢复演练",
        held_at: "2026-11-22 10:30",
        held_by: "王五",
        scope: "恢复备份到临时文件，检查并生成合同报表",
        result: "通过",
        seconds: 7,
        findings: null,
        links: "db_backup_20261122_100000.sqlite3",
      },
    });
  });

  it("exports the chosen year", async () => {
    const sent = ask({ export_upkeep: () => ({ path: "/tmp/a.xlsx", rows: 2 }) });
    show(<UpkeepDesk />);
    await userEvent.click(await screen.findByTestId("upkeep-export"));
    await waitFor(() =>
      expect(sent("export_upkeep")).toEqual([
        { query: { year: null, open: null, offset: 0, limit: 0 } },
      ]),
    );
  });

  it("offers nothing to write where the role only reads", async () => {
    ask({ upkeep_sources: () => [SOURCE] });
    show(
      <AccessProvider value={READER}>
        <UpkeepDesk />
      </AccessProvider>,
    );
    await userEvent.click(await screen.findByText("台账打不开"));
    await screen.findByText("#12");
    for (const id of ["new", "edit", "delete", "upkeep-sources"]) {
      expect(screen.queryByTestId(id)).toBeNull();
    }
    expect(screen.getByTestId("upkeep-export")).toBeInTheDocument();
  });
});
