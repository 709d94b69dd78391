import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { barriers } from "../../../tests/axe";
import { type Answers, answer, asks, failure } from "../../../tests/program";
import { show } from "../../../tests/show";
import type {
  HealthItem,
  HealthSummary,
  LogEntry,
  LogQuery,
  Progress,
  Remedy,
} from "../../ipc/bindings";
import { HealthDesk } from "./HealthDesk";

const onTampering = vi.fn();

function item(part: Partial<HealthItem> & Pick<HealthItem, "name" | "state" | "code">): HealthItem {
  return { about: null, params: {}, remedy: null, ...part };
}

const UNCHECKED = item({
  name: "integrity",
  state: "unknown",
  code: "health.not_checked",
  remedy: "check_all",
});
const ROOM = item({
  name: "disk",
  state: "ok",
  code: "health.disk_roomy",
  about: "D:\\兰台",
  params: { value: "D:\\兰台", percent: "40", free: "1.0 MB" },
});

function summary(items: HealthItem[], thorough = false): HealthSummary {
  return { at: "2026-11-22T09:00:00Z", thorough, items };
}

function answers(items: HealthItem[], more: Answers = {}) {
  answer({ health: () => summary(items), ...more });
}

describe("the health page", () => {
  it("says of each thing how it stands, in words and not by colour alone", async () => {
    answers([UNCHECKED, ROOM]);
    const { container } = show(<HealthDesk onTampering={onTampering} />);
    const disk = await screen.findByTestId("health-disk");
    expect(disk).toHaveTextContent("正常");
    expect(disk).toHaveTextContent("“D:\\兰台”所在的磁盘已用 40%，剩余 1.0 MB。");
    expect(screen.getByTestId("health-integrity")).toHaveTextContent("未知");
    expect(screen.getByTestId("health-sum")).toHaveTextContent("1 项未知");
    expect(within(disk).queryByRole("button")).toBeNull();
    expect(await barriers(container)).toEqual([]);
  });

  it("says that all is well where it is", async () => {
    answers([ROOM]);
    show(<HealthDesk onTampering={onTampering} />);
    await waitFor(() => expect(screen.getByTestId("health-sum")).toHaveTextContent("一切正常"));
  });

  it("keeps what a thorough check found, and shows how far it is", async () => {
    let end: ((found: HealthSummary) => void) | undefined;
    let hear: ((progress: Progress) => void) | undefined;
    answers([UNCHECKED, ROOM], {
      check_health: (_, report) => {
        hear = report;
        return new Promise((resolve) => {
          end = resolve;
        });
      },
    });
    show(<HealthDesk onTampering={onTampering} />);
    await userEvent.click(await screen.findByTestId("health-mend-integrity"));
    act(() => hear?.({ done: 2, total: 5, per_second: 0, seconds_left: null, stage: "checking" }));
    const work = screen.getByTestId("work-progress");
    expect(within(work).getByRole("progressbar")).toHaveAttribute("aria-valuenow", "40");
    expect(screen.getByTestId("health-check")).toBeDisabled();
    const sound = item({ name: "integrity", state: "ok", code: "health.sound" });
    await act(async () => end?.(summary([sound, ROOM], true)));
    await waitFor(() =>
      expect(screen.getByTestId("health-integrity")).toHaveTextContent("检查通过"),
    );
    expect(screen.getByTestId("health-page")).not.toHaveTextContent("还没有全面检查");
  });

  it("takes a cancelled check for no failure, and tells of any other", async () => {
    answers([UNCHECKED], { check_health: () => Promise.reject(failure("cancelled")) });
    show(<HealthDesk onTampering={onTampering} />);
    await userEvent.click(await screen.findByTestId("health-check"));
    await waitFor(() => expect(asks("check_health")).toHaveLength(1));
    expect(screen.queryByTestId("error-notice")).toBeNull();
    answers([UNCHECKED], { check_health: () => Promise.reject(failure("ledger.damaged")) });
    await userEvent.click(screen.getByTestId("health-check"));
    expect(await screen.findByTestId("error-notice")).toHaveTextContent("K7Q2");
  });

  it("mends at once what one press mends", async () => {
    const old = (name: HealthItem["name"], remedy: Remedy) =>
      item({ name, state: "attention", code: "todo.backup_missing", remedy });
    answers([old("backup", "back_up"), old("drill", "drill")], {
      create_backup: () => ({ places: [], removed: 0 }) as never,
      drill_backups: () => ({ at: "", proofs: [] }),
    });
    show(<HealthDesk onTampering={onTampering} />);
    await userEvent.click(await screen.findByTestId("health-mend-backup"));
    expect(await screen.findByText("已备份")).toBeInTheDocument();
    expect(asks("create_backup")).toEqual([{ note: null }]);
    await userEvent.click(screen.getByTestId("health-mend-drill"));
    expect(await screen.findByText("演练通过")).toBeInTheDocument();
  });

  it("leads to the log where the log has the reason", async () => {
    const errors = item({
      name: "errors",
      state: "attention",
      code: "health.errors_some",
      params: { count: "1", value: "TQ4K2A-7" },
      remedy: "logs",
    });
    answers([errors], { log_days: () => [], list_log: () => page([]) });
    show(<HealthDesk onTampering={onTampering} />);
    await userEvent.click(await screen.findByTestId("health-mend-errors"));
    expect(await screen.findByTestId("log-view")).toBeInTheDocument();
  });
});

const ENTRY: LogEntry = {
  at: "2026-11-22T09:00:00.000001Z",
  level: "error",
  source: "lantai_desktop::failure",
  text: 'a command failed incident="TQ4K2A-7"\nsecond line',
};

function page(rows: LogEntry[]) {
  return { rows, count: rows.length, totals: {} };
}

describe("the log", () => {
  it("is narrowed by level, day and number, and shows an entry whole", async () => {
    const queries: LogQuery[] = [];
    answers([ROOM], {
      log_days: () => ["2026-11-22", "2026-11-21"],
      list_log: ({ query }) => {
        queries.push(query);
        return page([ENTRY]);
      },
    });
    const { container } = show(<HealthDesk onTampering={onTampering} />);
    await userEvent.click(await screen.findByTestId("health-view-logs"));
    await userEvent.click(await screen.findByText(/a command failed/));
    expect(screen.getByTestId("log-detail")).toHaveTextContent("second line");
    expect(queries[0]).toMatchObject({ day: null, level: "info", search: "", offset: 0 });
    await userEvent.type(screen.getByTestId("log-search"), "TQ4K2A-7");
    await waitFor(() => expect(queries.at(-1)?.search).toBe("TQ4K2A-7"));
    expect(screen.getByTestId("log-detail")).toHaveTextContent("选择一条");
    expect(await barriers(container)).toEqual([]);
  });
});
