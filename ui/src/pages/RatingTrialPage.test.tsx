import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { answer } from "../../tests/program";
import { show } from "../../tests/show";
import type { Settings, Trial, TrialRules } from "../ipc/bindings";
import { RatingTrialPage } from "./RatingTrialPage";

const SETTINGS: Settings = {
  growth_limit: "0.1000",
  expiry_days: 30,
  expiry_urgent_days: 7,
  retention_days: 30,
  weights: { last_percent: 60, process_percent: 40, process_alone: false },
  bands: [
    { name: "优秀", from: "90.00" },
    { name: "不合格", from: "0.00" },
  ],
  evaluation_rule: { in_execution: true, settled: true },
  keep_originals: true,
};

/** One supplier falls as soon as the last score counts less than half. */
function tried(rules: TrialRules): Trial {
  const falls = rules.weights.last_percent < 50;
  const shift = {
    counts: [
      { grade: "优秀", before: 1, after: falls ? 0 : 1 },
      { grade: "不合格", before: 0, after: falls ? 1 : 0 },
    ],
    changed: falls ? 1 : 0,
    rescored: 1,
    changes: falls
      ? [
          {
            id: 7,
            code: "",
            name: "甲公司",
            from_score: "91.00",
            to_score: "60.00",
            from: "优秀",
            to: "不合格",
          },
        ]
      : [],
  };
  return {
    in_force: { weights: SETTINGS.weights, bands: SETTINGS.bands },
    tried: rules,
    contracts: shift,
    suppliers: shift,
    given: 2,
  };
}

function start() {
  const adopted: TrialRules[] = [];
  let revision = 1;
  const asked = answer({
    settings: () => ({ settings: SETTINGS, revision, updated_at: "", updated_by: "" }),
    try_rules: ({ rules }) => tried(rules),
    adopt_rules: ({ rules }) => {
      adopted.push(rules);
      revision += 1;
      return { id: 1, seq: 9, changed: ["evaluation", "supplier"] };
    },
  });
  show(<RatingTrialPage />, { page: "rating_trial" });
  const trials = () =>
    asked
      .filter(({ name }) => name === "try_rules")
      .map(({ args }) => args as { rules: TrialRules });
  return { adopted, trials };
}

async function giveLast(percent: string) {
  const field = await screen.findByTestId("trial-last");
  await userEvent.clear(field);
  await userEvent.type(field, percent);
}

describe("the trial of other rules", () => {
  it("shows who would change grade, and saves nothing", async () => {
    const { adopted, trials } = start();
    expect(await screen.findByTestId("trial-suppliers")).not.toHaveTextContent("甲公司");
    expect(screen.getByTestId("adopt")).toBeDisabled();
    await giveLast("40");
    await waitFor(() => expect(screen.getAllByTestId("change-7")).toHaveLength(2));
    expect(screen.getAllByTestId("change-7")[0]).toHaveTextContent("甲公司");
    expect(screen.getByTestId("trial-process")).toHaveTextContent("60");
    expect(trials().at(-1)?.rules.weights).toMatchObject({ last_percent: 40, process_percent: 60 });
    await userEvent.click(screen.getByTestId("trial-reset"));
    await waitFor(() => expect(screen.queryByTestId("change-7")).toBeNull());
    expect(adopted).toEqual([]);
  });

  it("says at the field what is no percent, and tries nothing", async () => {
    const { trials } = start();
    await screen.findByTestId("trial-suppliers");
    const before = trials().length;
    await giveLast("140");
    expect(await screen.findByRole("alert")).toBeInTheDocument();
    expect(screen.getByTestId("adopt")).toBeDisabled();
    expect(
      trials()
        .slice(before)
        .every(({ rules }) => rules.weights.last_percent <= 100),
    ).toBe(true);
  });

  it("adopts only after saying what that does", async () => {
    const { adopted } = start();
    await screen.findByTestId("trial-suppliers");
    await giveLast("40");
    await waitFor(() => expect(screen.getByTestId("adopt")).toBeEnabled());
    await userEvent.click(screen.getByTestId("adopt"));
    expect(adopted).toEqual([]);
    const dialog = await screen.findByRole("dialog");
    const buttons = [...dialog.querySelectorAll("button")];
    await userEvent.click(buttons.find((one) => one.className.includes("primary")) as HTMLElement);
    await waitFor(() => expect(adopted).toHaveLength(1));
    expect(adopted[0]?.weights.last_percent).toBe(40);
  });
});
