import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { answer, refusal } from "../../../tests/program";
import { procurementDetail } from "../../../tests/records";
import { show } from "../../../tests/show";
import type { FormTarget } from "../../shared/form/useFormRecord";
import { ALL_PROCUREMENT_FIELDS } from "./fields";
import { ProcurementForm } from "./ProcurementForm";

type Handlers = Parameters<typeof answer>[0];

async function open(target: FormTarget, handlers: Handlers = {}) {
  const asked = answer({
    procurement_detail: () => procurementDetail(),
    check_procurement: () => [],
    ...handlers,
  });
  const onSaved = vi.fn();
  const onClose = vi.fn();
  show(<ProcurementForm target={target} onSaved={onSaved} onClose={onClose} />);
  return { asked, onSaved, onClose };
}

const field = (name: string) => screen.getByTestId(`field-${name}`) as HTMLInputElement;

describe("ProcurementForm", () => {
  it("has every field of a procurement, and none twice", async () => {
    await open({ id: 9 });
    await screen.findByTestId("record-form");
    const names = ALL_PROCUREMENT_FIELDS.map(({ name }) => name);
    expect([...names].sort()).toEqual(Object.keys(procurementDetail().procurement.record).sort());
    for (const name of names) {
      expect(field(name)).toBeInTheDocument();
    }
  });

  it("saves what was changed and keeps everything else", async () => {
    const { asked, onSaved } = await open(
      { id: 9 },
      { update_procurement: () => ({ id: 9, seq: 4, changed: ["procurement"] }) },
    );
    await screen.findByTestId("record-form");
    await userEvent.type(field("committee"), "张三{Enter}李四");
    await userEvent.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(onSaved).toHaveBeenCalled());
    expect(asked.find(({ name }) => name === "update_procurement")?.args).toEqual({
      id: 9,
      revision: 2,
      procurement: {
        ...procurementDetail().procurement.record,
        budget_amount: "1300000",
        award_amount: "1200000",
        committee: "张三\n李四",
      },
    });
  });

  it("warns beside the field of what is unusual, and saves it all the same", async () => {
    const { onSaved } = await open(
      { id: 9 },
      {
        check_procurement: ({ procurement }) =>
          procurement.bids_opened_on === "2023-12-01"
            ? [
                {
                  code: "procurement.dates_out_of_order",
                  field: "bids_opened_on",
                  params: { other_field: "announced_on", date: "2024-01-05" },
                },
              ]
            : [],
        update_procurement: () => ({ id: 9, seq: 4, changed: ["procurement"] }),
      },
    );
    await screen.findByTestId("record-form");
    await userEvent.clear(field("bids_opened_on"));
    await userEvent.type(field("bids_opened_on"), "2023年12月1日");
    const warning = await screen.findByTestId("warning-bids_opened_on");
    expect(warning).toHaveTextContent("早于前一步“公告发布时间”（2024-01-05）");
    await userEvent.click(screen.getByTestId("save"));
    await waitFor(() => expect(onSaved).toHaveBeenCalled());
  });

  it("copies a procurement without its code", async () => {
    const { asked, onSaved } = await open(
      { id: null, copyOf: 9 },
      { create_procurement: () => ({ id: 10, seq: 5, changed: ["procurement"] }) },
    );
    await screen.findByTestId("record-form");
    expect(screen.getByText("新建采购（复制自 ZC-2024-007）")).toBeInTheDocument();
    expect(field("code")).toHaveValue("");
    expect(field("code")).toHaveFocus();
    await userEvent.type(field("code"), "ZC-2024-008");
    await userEvent.click(screen.getByTestId("save"));
    await waitFor(() => expect(onSaved).toHaveBeenCalled());
    expect(asked.find(({ name }) => name === "create_procurement")?.args).toMatchObject({
      procurement: { code: "ZC-2024-008", name: "渗滤液处理系统改造", winning_supplier_id: 7 },
    });
  });

  it("shows both versions of a procurement that was changed meanwhile", async () => {
    let version = procurementDetail();
    await open(
      { id: 9 },
      {
        procurement_detail: () => version,
        update_procurement: () => {
          throw refusal({ code: "record.stale" });
        },
      },
    );
    await screen.findByTestId("record-form");
    version = procurementDetail({ officer: "李敏" });
    await userEvent.type(field("officer"), "、张三");
    await userEvent.click(screen.getByTestId("save"));
    const dialog = await screen.findByTestId("stale-dialog");
    expect(within(dialog).getByTestId("stale-officer")).toHaveTextContent("王强、张三");
    expect(within(dialog).getByTestId("stale-officer")).toHaveTextContent("李敏");
    expect(within(dialog).queryByTestId("stale-name")).toBeNull();
  });

  it("says that the record is gone, and closes", async () => {
    const { onClose } = await open(
      { id: 9 },
      {
        procurement_detail: () => {
          throw refusal({ code: "record.not_found" });
        },
      },
    );
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(await screen.findByText(/这条记录已不存在/)).toBeInTheDocument();
  });
});
