import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { barriers } from "../../../tests/axe";
import { STATE } from "../../../tests/backups";
import { answer, asks, failure } from "../../../tests/program";
import { show } from "../../../tests/show";
import type {
  AppState,
  MigrationPlan,
  MigrationRehearsal,
  MigrationStage,
  MigrationStanding,
  MigrationState,
  Progress,
} from "../../ipc/bindings";
import { MigrationDesk } from "./MigrationDesk";
import { Upgrade } from "./Upgrade";

const READY: AppState = { ...STATE, version: "0.2.0", counts: [] };

function step(number: number, applied: boolean): MigrationState {
  return {
    number,
    name: `step_${number}`,
    purpose: { zh: `第 ${number} 步的用途。`, en: `Purpose of ${number}.` },
    tables: ["payment", "payment_plan"],
    checksum: "abcdef0123456789",
    reversible: true,
    applied: applied ? { at: "2026-11-22T01:00:00Z", program_version: "0.1.0" } : null,
  };
}

function standing(schema: number, part: Partial<MigrationStanding> = {}): MigrationStanding {
  return {
    status: {
      schema,
      known: 6,
      migrations: [step(5, true), step(6, schema === 6)],
      releases: [
        { version: "0.1.0", schema: 5 },
        { version: "0.2.0", schema: 6 },
      ],
    },
    interrupted: null,
    rollback: null,
    ...part,
  };
}

function plan(from: number, to: number, part: Partial<MigrationPlan> = {}): MigrationPlan {
  return {
    from,
    to,
    steps: [
      {
        number: 6,
        name: "step_6",
        purpose: { zh: "记录付款计划。", en: "Records payment plans." },
        tables: [{ table: "payment", rows: 4022 }],
        estimated_ms: 1400,
      },
    ],
    losses: [],
    opened_by: to === 5 ? ["0.1.0"] : ["0.2.0"],
    ...part,
  };
}

function rehearsal(part: Partial<MigrationRehearsal> = {}): MigrationRehearsal {
  return {
    from: 5,
    to: 6,
    steps: [{ number: 6, ms: 120 }],
    total_ms: 2340,
    losses: [],
    checks: ["references", "structure", "rows", "integrity", "journal"],
    ...part,
  };
}

describe("a ledger that waits for its upgrade", () => {
  it("says what the upgrade does before it does anything", async () => {
    answer({ migration_standing: () => standing(5), plan_migration: () => plan(5, 6) });
    const { container } = show(<Upgrade />);
    const shown = await screen.findByTestId("migration-plan");
    expect(shown).toHaveTextContent("0006");
    expect(shown).toHaveTextContent("记录付款计划。");
    expect(shown).toHaveTextContent("payment 4022 行");
    expect(shown).toHaveTextContent("估计 2 秒以内");
    expect(within(shown).getByTestId("migration-losses")).toHaveTextContent("不丢失任何内容");
    expect(asks("plan_migration")).toEqual([{ to: 6 }]);
    expect(asks("migrate")).toEqual([]);
    expect(await barriers(container)).toEqual([]);
  });

  it("rehearses on a copy and tells time and checks", async () => {
    answer({
      migration_standing: () => standing(5),
      plan_migration: () => plan(5, 6),
      rehearse_migration: () => rehearsal(),
    });
    show(<Upgrade />);
    await screen.findByTestId("migration-plan");
    await userEvent.click(screen.getByTestId("migration-rehearse"));
    const passed = await screen.findByTestId("migration-rehearsed");
    expect(passed).toHaveTextContent("2.3 秒");
    expect(passed).toHaveTextContent("保留的记录逐行不变");
    expect(asks("migrate")).toEqual([]);
  });

  it("upgrades and goes on with the ledger", async () => {
    answer({
      migration_standing: () => standing(5),
      plan_migration: () => plan(5, 6),
      migrate: () => READY,
    });
    const { client } = show(<Upgrade />);
    await screen.findByTestId("migration-plan");
    await userEvent.click(screen.getByTestId("migration-upgrade"));
    await waitFor(() => expect(client.getQueryData(["app_state"])).toEqual(READY));
    expect(asks("migrate")).toEqual([{ to: 6 }]);
  });

  it("tells what it is at, and cannot be cancelled once it is done", async () => {
    const told: ((progress: Progress) => void)[] = [];
    answer({
      migration_standing: () => standing(5),
      plan_migration: () => plan(5, 6),
      migrate: (_, report) => {
        told.push(report);
        return new Promise(() => {});
      },
    });
    show(<Upgrade />);
    await screen.findByTestId("migration-plan");
    await userEvent.click(screen.getByTestId("migration-upgrade"));
    const hear = (stage: MigrationStage, done: number, total: number | null) =>
      act(() => told[0]?.({ done, total, per_second: 0, seconds_left: null, stage }));
    hear("comparing", 1234, 4000);
    const work = screen.getByTestId("work-progress");
    expect(work).toHaveTextContent("逐行核对");
    expect(work).not.toHaveTextContent("1,234");
    expect(within(work).getByRole("progressbar")).toHaveAttribute("aria-valuenow", "30");
    expect(screen.getByTestId("work-cancel")).toBeEnabled();
    hear("snapshotting", 2_000_000, 4_000_000);
    expect(work).toHaveTextContent("MB");
    expect(screen.getByTestId("work-cancel")).toBeDisabled();
  });

  it("says why a rehearsal failed and upgrades nothing", async () => {
    answer({
      migration_standing: () => standing(5),
      plan_migration: () => plan(5, 6),
      rehearse_migration: () => Promise.reject(failure("migration.changes", { value: "payment" })),
    });
    show(<Upgrade />);
    await screen.findByTestId("migration-plan");
    await userEvent.click(screen.getByTestId("migration-rehearse"));
    expect(await screen.findByTestId("error-notice")).toHaveTextContent("payment");
    expect(screen.queryByTestId("migration-rehearsed")).toBeNull();
  });

  it("can be put off, and is then only looked at", async () => {
    const looked = { ...READY, read_only: true };
    answer({
      migration_standing: () => standing(5),
      plan_migration: () => plan(5, 6),
      look_at_ledger: () => looked,
    });
    const { client } = show(<Upgrade />);
    await screen.findByTestId("migration-plan");
    await userEvent.click(screen.getByTestId("migration-later"));
    await waitFor(() => expect(client.getQueryData(["app_state"])).toEqual(looked));
  });

  it("tells of an interruption and offers to undo a rollback, with what that takes back", async () => {
    answer({
      migration_standing: () =>
        standing(5, {
          interrupted: { from: 5, to: 6, at: "2026-11-22T01:00:00Z", finished: false },
          rollback: {
            from: 6,
            to: 5,
            at: "2026-11-22T02:00:00Z",
            before: "db_backup_20261122_100000.sqlite3",
            losses: [],
            operations_since: 3,
          },
        }),
      plan_migration: () => plan(5, 6),
      undo_rollback: () => READY,
    });
    const { client } = show(<Upgrade />);
    expect(await screen.findByTestId("migration-rolled-back")).toHaveTextContent("3 项操作");
    expect(screen.getByTestId("upgrade")).toHaveTextContent("台账与之前一样");
    await userEvent.click(screen.getByTestId("migration-undo"));
    await waitFor(() => expect(client.getQueryData(["app_state"])).toEqual(READY));
  });
});

describe("the panel of upgrades and rollbacks", () => {
  it("shows every step with when it was applied and by which version", async () => {
    answer({ migration_standing: () => standing(6) });
    const { container } = show(<MigrationDesk />);
    const steps = await screen.findByTestId("migration-steps");
    expect(steps).toHaveTextContent("第 5 步的用途。");
    expect(steps).toHaveTextContent("0.1.0");
    expect(steps).toHaveTextContent("abcdef012345");
    expect(screen.getByTestId("migration-structure")).toHaveTextContent("0006");
    expect(await barriers(container)).toEqual([]);
  });

  it("rolls back only once a person has agreed to what would be lost", async () => {
    const losses = [
      { table: "payment_plan", column: null, count: 12 },
      { table: "payment", column: "payment_plan_id", count: 7 },
    ];
    const waiting: AppState = {
      ...READY,
      opening: "recovery",
      failure: failure("ledger.upgrade_pending", { path: "x", found: "5", known: "6" }),
    };
    answer({
      migration_standing: () => standing(6),
      plan_migration: () => plan(6, 5, { losses }),
      migrate: () => waiting,
    });
    const { client } = show(<MigrationDesk />);
    await userEvent.click(await screen.findByTestId("migration-rollback"));
    const dialog = await screen.findByTestId("rollback-dialog");
    const told = await within(dialog).findByTestId("migration-losses");
    expect(told).toHaveTextContent("付款计划 payment_plan：12 行");
    expect(told).toHaveTextContent("付款 payment 的 付款节点 payment_plan_id：7 行的值");
    expect(dialog).toHaveTextContent("0.1.0");
    expect(screen.getByTestId("rollback-confirm")).toBeDisabled();
    await userEvent.click(screen.getByTestId("rollback-agree"));
    await userEvent.click(screen.getByTestId("rollback-confirm"));
    await waitFor(() => expect(client.getQueryData(["app_state"])).toEqual(waiting));
    expect(asks("migrate")).toEqual([{ to: 5 }]);
  });

  it("rolls back to a structure between two versions too, versions first", async () => {
    const between = standing(6);
    between.status.migrations = [step(4, true), step(5, true), step(6, true)];
    between.status.releases = [
      { version: "0.1.0", schema: 4 },
      { version: "0.2.0", schema: 6 },
    ];
    answer({ migration_standing: () => between, plan_migration: ({ to }) => plan(6, to) });
    show(<MigrationDesk />);
    await screen.findByTestId("migration-rollback");
    await userEvent.click(screen.getByRole("combobox"));
    const options = await screen.findAllByTitle(/^0/);
    const offered = options.map((option) => option.getAttribute("title"));
    expect(offered.filter((one) => one?.includes("第"))).toEqual([
      "0005（撤回第 0006 步）",
      "0004（撤回第 0005–0006 步）",
    ]);
    expect(offered).toContain("0.1.0（结构 0004）");
    await userEvent.click(screen.getByTitle("0005（撤回第 0006 步）"));
    await userEvent.click(screen.getByTestId("migration-rollback"));
    await screen.findByTestId("rollback-dialog");
    expect(asks("plan_migration")).toEqual([{ to: 5 }]);
  });

  it("offers no rollback beyond a step that has no way back", async () => {
    const oneWay = standing(6);
    oneWay.status.migrations = [step(5, true), { ...step(6, true), reversible: false }];
    answer({ migration_standing: () => oneWay });
    show(<MigrationDesk />);
    expect(await screen.findByTestId("migration-page")).toHaveTextContent("没有更早的版本");
  });

  it("offers no rollback where no older version is known", async () => {
    const alone = standing(6);
    alone.status.releases = [{ version: "0.2.0", schema: 6 }];
    answer({ migration_standing: () => alone });
    show(<MigrationDesk />);
    expect(await screen.findByTestId("migration-page")).toHaveTextContent("没有更早的版本");
    expect(screen.queryByTestId("migration-rollback")).toBeNull();
  });
});
