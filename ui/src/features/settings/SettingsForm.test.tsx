import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { answer, refusal } from "../../../tests/program";
import { show } from "../../../tests/show";
import type { Settings, StoredSettings } from "../../ipc/bindings";
import { ranges } from "./draft";
import { SettingsForm } from "./SettingsForm";

const SETTINGS: Settings = {
  growth_limit: "0.1000",
  expiry_days: 30,
  expiry_urgent_days: 7,
  retention_days: 30,
  weights: { last_percent: 60, process_percent: 40, process_alone: false },
  bands: [
    { name: "优秀", from: "90.00" },
    { name: "良好", from: "80.00" },
    { name: "合格", from: "70.00" },
    { name: "不合格", from: "0.00" },
  ],
  evaluation_rule: { in_execution: true, settled: true },
  keep_originals: true,
};

function stored(part: Partial<Settings> = {}, revision = 1): StoredSettings {
  return {
    settings: { ...SETTINGS, ...part },
    revision,
    updated_at: "2026-11-22T01:00:00Z",
    updated_by: "李四",
  };
}

function start(refuse?: () => void) {
  let now = stored();
  const saves: { revision: number; settings: Settings }[] = [];
  answer({
    settings: () => now,
    update_settings: (request) => {
      refuse?.();
      if (request.revision !== now.revision) {
        throw refusal({ code: "record.stale" });
      }
      saves.push(request);
      now = stored(request.settings, now.revision + 1);
      return { id: now.revision, seq: 5, changed: ["contract"] };
    },
  });
  const { client } = show(<SettingsForm />);
  return { client, saves, become: (next: StoredSettings) => (now = next) };
}

async function type(testId: string, text: string) {
  const field = await screen.findByTestId(testId);
  await userEvent.clear(field);
  await userEvent.type(field, text);
}

describe("the settings", () => {
  it("make every list read again: deadlines and grades hang on them", async () => {
    const { client, saves } = start();
    const lists = ["contract", "interview", "supplier"].map((noun) => [noun, "list", ""]);
    for (const key of lists) {
      client.setQueryData(key, { rows: [], count: 0 });
    }
    await type("field-expiry_days", "45");
    await userEvent.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(saves).toHaveLength(1));
    for (const key of lists) {
      await waitFor(() => expect(client.getQueryState(key)?.isInvalidated).toBe(true));
    }
  });

  it("are saved as they are typed, with full-width digits and a percent sign", async () => {
    const { saves } = start();
    await type("field-growth_limit", "１2.5%");
    await type("field-expiry_days", "４5");
    await type("field-last_percent", "70");
    expect(screen.getByTestId("process-percent")).toHaveTextContent("30 %");
    await userEvent.click(screen.getByTestId("field-evaluate_settled"));
    await userEvent.click(screen.getByTestId("field-keep_originals"));
    await userEvent.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(saves).toHaveLength(1));
    expect(saves[0]?.revision).toBe(1);
    expect(Number(saves[0]?.settings.growth_limit)).toBe(0.125);
    expect(saves[0]?.settings.expiry_days).toBe(45);
    expect(saves[0]?.settings.weights).toEqual({
      last_percent: 70,
      process_percent: 30,
      process_alone: false,
    });
    expect(saves[0]?.settings.evaluation_rule).toEqual({ in_execution: true, settled: false });
    expect(saves[0]?.settings.keep_originals).toBe(false);
    expect(saves[0]?.settings.bands.map(({ name }) => name)).toEqual([
      "优秀",
      "良好",
      "合格",
      "不合格",
    ]);
    await waitFor(() => expect(screen.getByTestId("save")).toBeDisabled());
  });

  it("say at the field what cannot be read, and save nothing", async () => {
    const { saves } = start();
    await type("field-growth_limit", "十");
    await type("field-retention_days", "1e3");
    await type("band-from-1", "101");
    await type("band-name-2", "  ");
    await userEvent.click(screen.getByTestId("save"));
    const told = (await screen.findAllByRole("alert")).map((alert) => alert.textContent);
    expect(told).toEqual([
      "“十”不是比例。请填例如 5% 或 0.05。",
      "提前天数必须在 1 到 366 之间。",
      "得分“101”不在 0 到 100 之间。",
      "请填写“等级”。",
    ]);
    expect(saves).toHaveLength(0);
    await type("band-name-2", "及格");
    expect(screen.queryByText("请填写“等级”。")).not.toBeInTheDocument();
  });

  it("show the refusal of a rule where it belongs", async () => {
    start(() => {
      throw refusal({
        code: "settings.urgent_not_earlier",
        problems: [
          {
            code: "settings.urgent_not_earlier",
            field: "expiry_urgent_days",
            params: { value: "30" },
          },
        ],
      });
    });
    await type("field-expiry_urgent_days", "30");
    await userEvent.click(screen.getByTestId("save"));
    expect(await screen.findByRole("alert")).toHaveTextContent("必须少于首次提醒的 30 天");
    expect(screen.getByTestId("field-expiry_urgent_days")).toHaveFocus();
    expect(screen.getByTestId("field-expiry_urgent_days")).toHaveValue("30");
  });

  it("join with what somebody else saved meanwhile, and lose neither", async () => {
    const { saves, become } = start();
    await type("field-expiry_days", "60");
    become(stored({ retention_days: 90, expiry_days: 40 }, 7));
    await userEvent.click(screen.getByTestId("save"));
    expect(await screen.findByTestId("settings-joined")).toHaveTextContent("李四");
    expect(screen.getByTestId("field-expiry_days")).toHaveValue("60");
    expect(screen.getByTestId("field-retention_days")).toHaveValue("90");
    await userEvent.click(screen.getByTestId("save"));
    await waitFor(() => expect(saves).toHaveLength(1));
    expect(saves[0]).toMatchObject({
      revision: 7,
      settings: { expiry_days: 60, retention_days: 90 },
    });
  });

  it("let a grade be added and removed, and show the scores it covers", async () => {
    const { saves } = start();
    await screen.findByTestId("bands");
    expect(screen.getByTestId("band-range-1")).toHaveTextContent("80–89.99");
    await userEvent.click(screen.getByTestId("band-add"));
    await type("band-name-4", "卓越");
    await type("band-from-4", "95");
    expect(screen.getByTestId("band-range-4")).toHaveTextContent("95–100");
    expect(screen.getByTestId("band-range-0")).toHaveTextContent("90–94.99");
    await userEvent.click(screen.getByRole("button", { name: "删除第 3 个等级" }));
    await userEvent.click(screen.getByTestId("save"));
    await waitFor(() => expect(saves).toHaveLength(1));
    expect(saves[0]?.settings.bands.map(({ name }) => name)).toEqual([
      "优秀",
      "良好",
      "不合格",
      "卓越",
    ]);
  });
});

describe("the scores of a grade", () => {
  it("leave out a row that has no score yet", () => {
    const bands = [
      { key: 0, name: "好", from: "60" },
      { key: 1, name: "新", from: "" },
      { key: 2, name: "差", from: "0" },
    ];
    expect([...ranges(bands)]).toEqual([
      [0, "60–100"],
      [2, "0–59.99"],
    ]);
  });
});
