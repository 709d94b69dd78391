import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { answer, refusal } from "../../../tests/program";
import { contractDetail, procurementDetail } from "../../../tests/records";
import { show } from "../../../tests/show";
import type { Problem } from "../../ipc/bindings";
import { ContractForm } from "./ContractForm";

type Handlers = Parameters<typeof answer>[0];

async function open(handlers: Handlers = {}) {
  const asked = answer({
    contract_detail: () => contractDetail(),
    supplier_warnings: () => [],
    check_contract: () => [],
    ...handlers,
  });
  const onSaved = vi.fn();
  const onClose = vi.fn();
  show(<ContractForm target={{ id: 1 }} onSaved={onSaved} onClose={onClose} />);
  await screen.findByTestId("record-form");
  const saved = () => asked.filter(({ name }) => name === "update_contract");
  return { saved, onSaved, onClose };
}

const field = (name: string) => screen.getByTestId(`field-${name}`) as HTMLInputElement;

describe("ContractForm", () => {
  it("shows what the ledger has and saves what was changed, nothing else", async () => {
    const { saved, onSaved } = await open({
      update_contract: () => ({ id: 1, seq: 9, changed: ["contract"] }),
    });
    expect(field("amount")).toHaveValue("1,200,000.00");
    expect(field("retention_percent")).toHaveValue("3");
    await userEvent.clear(field("amount"));
    await userEvent.type(field("amount"), "1,350,000.5");
    expect(screen.getByText("壹佰叁拾伍万元伍角整")).toBeInTheDocument();
    await userEvent.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(onSaved).toHaveBeenCalled());
    const before = contractDetail().contract.record;
    expect(saved()[0]?.args).toEqual({
      id: 1,
      revision: 3,
      contract: { ...before, amount: "1350000.5", retention_percent: "0.03" },
    });
  });

  it("puts every problem beside its field", async () => {
    await open({
      update_contract: () => {
        throw refusal({
          code: "record.code_taken",
          field: "code",
          problems: [
            { code: "record.code_taken", field: "code", params: { value: "HT-2024-002" } },
            { code: "contract.ends_before_start", field: "ends_on", params: {} },
          ],
        });
      },
    });
    await userEvent.click(screen.getByTestId("save"));
    const code = await screen.findByText(/“HT-2024-002”已被另一条记录使用/);
    expect(field("code")).toHaveAttribute("aria-describedby", code.id);
    expect(field("code")).toHaveAttribute("aria-invalid", "true");
    expect(screen.getByText(/到期日期早于开始日期/)).toBeInTheDocument();
    expect(field("code")).toHaveFocus();
    expect(field("name")).not.toHaveAttribute("aria-describedby");
  });

  it("asks the program nothing while something typed cannot be read", async () => {
    const { saved } = await open();
    await userEvent.clear(field("amount"));
    await userEvent.type(field("amount"), "十二万");
    await userEvent.clear(field("name"));
    await userEvent.click(screen.getByTestId("save"));
    expect(screen.getByText(/“十二万”不是金额/)).toBeInTheDocument();
    expect(screen.getByText("请填写“合同名称”。")).toBeInTheDocument();
    expect(saved()).toEqual([]);
  });

  it("shows both versions of a record that was changed meanwhile", async () => {
    let version = contractDetail();
    const { saved, onSaved } = await open({
      contract_detail: () => version,
      update_contract: ({ revision }) => {
        if (revision === 3) {
          throw refusal({ code: "record.stale" });
        }
        return { id: 1, seq: 9, changed: ["contract"] };
      },
    });
    version = contractDetail(
      { officer: "李敏", amount: "1100000.00" },
      { revision: 4, updated_by: "li" },
    );
    await userEvent.clear(field("amount"));
    await userEvent.type(field("amount"), "1300000");
    await userEvent.click(screen.getByTestId("save"));
    const dialog = await screen.findByTestId("stale-dialog");
    expect(within(dialog).getByTestId("stale-amount")).toHaveTextContent("1300000");
    expect(within(dialog).getByTestId("stale-amount")).toHaveTextContent("1,100,000.00");
    expect(within(dialog).getByTestId("stale-officer")).toHaveTextContent("李敏");
    expect(within(dialog).queryByTestId("stale-name")).toBeNull();
    await userEvent.click(screen.getByTestId("stale-merge"));
    await userEvent.click(screen.getByTestId("save"));
    await waitFor(() => expect(onSaved).toHaveBeenCalled());
    expect(saved()[1]?.args).toMatchObject({
      revision: 4,
      contract: { amount: "1300000", officer: "李敏" },
    });
  });

  it("goes to the next field with Enter, but not while an input method composes", async () => {
    await open();
    const name = field("name");
    name.focus();
    fireEvent.compositionStart(name);
    fireEvent.change(name, { target: { value: "焚烧lu" } });
    const key = { key: "Enter", isComposing: true, keyCode: 229 };
    fireEvent.keyDown(name, key);
    expect(name).toHaveFocus();
    expect(name).toHaveValue("焚烧lu");
    fireEvent.change(name, { target: { value: "焚烧炉" } });
    fireEvent.compositionEnd(name, { data: "炉" });
    expect(name).toHaveValue("焚烧炉");
    fireEvent.keyDown(name, { key: "Enter" });
    expect(name).not.toHaveFocus();
    expect(document.activeElement?.tagName).toBe("INPUT");
  });

  it("asks before it closes only where something changed", async () => {
    const { onClose } = await open();
    await userEvent.keyboard("{Escape}");
    expect(onClose).toHaveBeenCalledTimes(1);
    await userEvent.type(field("officer"), "2");
    await userEvent.click(screen.getByTestId("cancel"));
    expect(await screen.findAllByText("放弃尚未保存的修改？")).not.toHaveLength(0);
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it("warns of a blacklisted supplier", async () => {
    await open({
      supplier_warnings: (): Problem[] => [
        {
          code: "supplier.blacklisted",
          field: null,
          params: { reason: "围标", since: "2026-11-01" },
        },
        {
          code: "supplier.poorly_graded",
          field: null,
          params: { grade: "不合格", score: "52.10" },
        },
      ],
    });
    const warning = await screen.findByTestId("supplier-warning");
    expect(warning).toHaveTextContent("已列入黑名单（2026-11-01）：围标");
    expect(warning).toHaveTextContent("履约评价为“不合格”，平均得分 52.10");
  });

  it("takes over from a procurement what is still empty, and says so", async () => {
    const asked = answer({
      procurement_detail: () => procurementDetail(),
      supplier_warnings: () => [],
      check_contract: () => [],
      create_contract: () => ({ id: 2, seq: 9, changed: ["contract"] }),
    });
    const onSaved = vi.fn();
    const procurement = { id: 9, label: "ZC-2024-007 渗滤液处理系统改造" };
    const target = { id: null };
    show(
      <ContractForm
        target={target}
        procurement={procurement}
        onSaved={onSaved}
        onClose={vi.fn()}
      />,
    );
    const filled = await screen.findByTestId("filled-in");
    expect(filled).toHaveTextContent("已从“ZC-2024-007 渗滤液处理系统改造”带入");
    expect(filled).toHaveTextContent("合同名称");
    expect(filled).toHaveTextContent("签约合同价");
    await userEvent.type(field("code"), "HT-2024-009");
    await userEvent.click(screen.getByTestId("save"));
    await waitFor(() => expect(onSaved).toHaveBeenCalled());
    expect(asked.find(({ name }) => name === "create_contract")?.args).toMatchObject({
      contract: {
        code: "HT-2024-009",
        name: "渗滤液处理系统改造",
        source: "采购合同",
        procurement_id: 9,
        project_id: 3,
        supplier_id: 7,
        type: "工程",
        party_a: "宝华新能有限公司",
        party_b_contact: "李工 13800000000",
        amount: "1200000",
        officer: "王强",
      },
    });
  });
});
