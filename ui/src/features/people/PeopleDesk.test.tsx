import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { barriers } from "../../../tests/axe";
import { STATE } from "../../../tests/backups";
import { ALONE, accountRow, RIGHTS, signedIn } from "../../../tests/people";
import { answer, asks, failure } from "../../../tests/program";
import { show } from "../../../tests/show";
import type { Access, AppState, FeatureSwitch, Saved } from "../../ipc/bindings";
import { AccessProvider } from "../../shared/access";
import { PeopleDesk } from "./PeopleDesk";

const SAVED: Saved = { id: 8, seq: 12, changed: [] };
const ADMINISTRATOR = signedIn("administrator", { idle_minutes: 10 });
const TRIAL: FeatureSwitch = { feature: "rating_trial", state: "on" };
const ROWS = [
  accountRow("王芳", {
    id: 7,
    account: { name: "王芳", role: "administrator", disabled: false, in_test_group: true },
    signed_in_at: "2026-11-22T01:00:00Z",
  }),
  accountRow("李强"),
  accountRow("赵敏", {
    id: 9,
    account: { name: "赵敏", role: "reader", disabled: true, in_test_group: false },
  }),
];

function desk(access: Access = ADMINISTRATOR, part: Parameters<typeof answer>[0] = {}) {
  answer({
    list_accounts: () => ROWS,
    list_roles: () => RIGHTS,
    list_features: () => [TRIAL],
    ...part,
  });
  return show(
    <AccessProvider value={access}>
      <PeopleDesk />
    </AccessProvider>,
    { page: "people" },
  );
}

const stateOf = (access: Access): AppState => ({ ...STATE, access });

describe("the accounts", () => {
  it("are listed with role and state, and everybody can use the page", async () => {
    const later = new Date(Date.now() + 60_000).toISOString();
    desk(ADMINISTRATOR, {
      list_accounts: () => [
        ...ROWS,
        accountRow("钱进", { id: 10, locked_until: later, must_change: true }),
      ],
    });
    expect(await screen.findByTestId("account-王芳")).toHaveTextContent("系统管理员正常");
    expect(screen.getByTestId("account-赵敏")).toHaveTextContent("已停用");
    expect(screen.getByTestId("account-钱进")).toHaveTextContent(/锁定到.*待修改密码/);
    // One's own password is changed with the present one, not reset.
    expect(screen.queryByTestId("reset-王芳")).not.toBeInTheDocument();
    expect(screen.getByTestId("reset-李强")).toBeVisible();
    expect(await barriers()).toEqual([]);
  });

  it("are made with a first password, typed twice", async () => {
    desk(ADMINISTRATOR, { create_account: () => SAVED });
    await userEvent.keyboard("{Control>}n{/Control}");
    await userEvent.type(await screen.findByTestId("field-name"), " 孙丽 ");
    await userEvent.type(screen.getByTestId("account-new"), "anfang-1");
    expect(screen.getByTestId("save")).toBeDisabled();
    await userEvent.type(screen.getByTestId("account-again"), "anfang-1");
    await userEvent.click(screen.getByTestId("field-in_test_group"));
    expect(await barriers()).toEqual([]);
    await userEvent.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(screen.queryByTestId("account-form")).not.toBeInTheDocument());
    expect(asks("create_account")).toEqual([
      {
        account: { name: "孙丽", role: "editor", disabled: false, in_test_group: true },
        password: "anfang-1",
      },
    ]);
    // The list is read again.
    await waitFor(() => expect(asks("list_accounts").length).toBeGreaterThan(1));
  });

  it("say at the field that a name is taken, and keep what was typed", async () => {
    desk(ADMINISTRATOR, {
      create_account: () => Promise.reject(failure("account.name_taken", { value: "李强" })),
    });
    await userEvent.click(await screen.findByTestId("new"));
    await userEvent.type(screen.getByTestId("field-name"), "李强");
    await userEvent.type(screen.getByTestId("account-new"), "anfang-1");
    await userEvent.type(screen.getByTestId("account-again"), "anfang-1");
    await userEvent.click(screen.getByTestId("save"));
    await waitFor(() => expect(screen.getByTestId("field-name")).toBeInvalid());
    expect(screen.getByTestId("account-new")).toHaveValue("anfang-1");
  });

  it("are disabled by whoever edits them, with the revision that was read", async () => {
    desk(ADMINISTRATOR, { update_account: () => SAVED });
    await userEvent.click(await screen.findByTestId("edit-李强"));
    expect(screen.getByTestId("save")).toBeDisabled();
    await userEvent.click(screen.getByTestId("field-disabled"));
    await userEvent.click(screen.getByTestId("save"));
    await waitFor(() => expect(asks("update_account")).toHaveLength(1));
    expect(asks("update_account")[0]).toEqual({
      id: 8,
      revision: 3,
      account: { name: "李强", role: "editor", disabled: true, in_test_group: false },
    });
  });

  it("say in words that the last administrator stays one", async () => {
    desk(ADMINISTRATOR, {
      update_account: () => Promise.reject(failure("account.last_administrator")),
    });
    await userEvent.click(await screen.findByTestId("edit-王芳"));
    await userEvent.click(screen.getByTestId("field-disabled"));
    await userEvent.click(screen.getByTestId("save"));
    expect(await screen.findByTestId("error-notice")).toHaveTextContent("最后一个");
  });

  it("get a new password from an administrator", async () => {
    desk(ADMINISTRATOR, { reset_password: () => SAVED });
    await userEvent.click(await screen.findByTestId("reset-李强"));
    await userEvent.type(screen.getByTestId("reset-new"), "anfang-2");
    await userEvent.type(screen.getByTestId("reset-again"), "anfang-2");
    await userEvent.click(screen.getByTestId("save"));
    await waitFor(() => expect(asks("reset_password")).toEqual([{ id: 8, password: "anfang-2" }]));
    expect(await screen.findByText("李强 的密码已重置")).toBeInTheDocument();
  });

  it("tell of passwords that IT reset, until an administrator has noted it", async () => {
    const resets = [{ id: 8, name: "李强", at: "2026-11-22T01:00:00Z", by: "PC-02\\it" }];
    const noted = stateOf(ADMINISTRATOR);
    const { client } = desk({ ...ADMINISTRATOR, resets }, { confirm_resets: () => noted });
    expect(screen.getByTestId("resets")).toHaveTextContent("PC-02\\it 重置了“李强”的密码");
    await userEvent.click(screen.getByTestId("resets-confirm"));
    await waitFor(() => expect(client.getQueryData(["app_state"])).toEqual(noted));
  });
});

describe("what is set for people", () => {
  it("says what each role may do, as the ledger answers", async () => {
    desk();
    const table = within(await screen.findByTestId("roles"));
    const can = (cell: string) => within(table.getByTestId(cell)).queryByLabelText("是") !== null;
    expect(["editor-edit", "editor-delete", "manager-delete", "manager-accounts"].map(can)).toEqual(
      [true, false, true, false],
    );
    expect(["reader-export", "reader-edit", "administrator-accounts"].map(can)).toEqual([
      true,
      false,
      true,
    ]);
  });

  it("takes the minutes of the idle lock, full-width digits too, and refuses what is none", async () => {
    const later = stateOf({ ...ADMINISTRATOR, idle_minutes: 15 });
    const { client } = desk(ADMINISTRATOR, { set_idle_minutes: () => later });
    const field = screen.getByTestId("idle-minutes");
    expect(field).toHaveValue("10");
    await userEvent.clear(field);
    await userEvent.type(field, "999");
    expect(field).toBeInvalid();
    expect(screen.getByTestId("idle-save")).toBeDisabled();
    await userEvent.clear(field);
    await userEvent.type(field, "１5{Enter}");
    await waitFor(() => expect(client.getQueryData(["app_state"])).toEqual(later));
    expect(asks("set_idle_minutes")).toEqual([{ minutes: 15 }]);
  });

  it("switches a feature for a test group", async () => {
    const { client } = desk(ADMINISTRATOR, { set_feature: () => stateOf(ADMINISTRATOR) });
    await userEvent.click(await screen.findByTestId("rating_trial-group"));
    await waitFor(() => expect(client.getQueryData(["app_state"])).toEqual(stateOf(ADMINISTRATOR)));
    const change = { feature: "rating_trial", state: "group" };
    expect(asks("set_feature")).toEqual([{ switch: change }]);
  });

  it("looks on demand whether the file was tampered with", async () => {
    desk(ADMINISTRATOR, { check_trust: () => stateOf(ADMINISTRATOR) });
    await userEvent.click(screen.getByTestId("check-trust"));
    await waitFor(() => expect(screen.getByTestId("trust-sound")).toHaveTextContent("未发现改动"));
  });
});

describe("one person or several", () => {
  it("goes back to one person after a question", async () => {
    const alone = stateOf(ALONE);
    const { client } = desk(ADMINISTRATOR, { end_accounts: () => alone });
    await userEvent.click(screen.getByTestId("end-accounts"));
    await userEvent.click(await screen.findByTestId("end-confirm"));
    await waitFor(() => expect(client.getQueryData(["app_state"])).toEqual(alone));
  });

  it("begins with the first administrator", async () => {
    const begun = stateOf(ADMINISTRATOR);
    const { client } = desk(ALONE, { begin_accounts: () => begun });
    expect(screen.queryByTestId("accounts")).not.toBeInTheDocument();
    await userEvent.click(screen.getByTestId("to-several"));
    await userEvent.keyboard("王芳{Enter}anfang-1{Enter}anfang-1");
    expect(await barriers()).toEqual([]);
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(client.getQueryData(["app_state"])).toEqual(begun));
    expect(asks("begin_accounts")).toEqual([{ name: "王芳", password: "anfang-1" }]);
  });
});
