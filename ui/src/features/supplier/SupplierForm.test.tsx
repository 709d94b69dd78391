import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { answer, refusal } from "../../../tests/program";
import { supplierDetail } from "../../../tests/records";
import { show } from "../../../tests/show";
import type { SimilarSupplier } from "../../ipc/bindings";
import { today } from "../../shared/dates";
import { SupplierForm } from "./SupplierForm";

type Handlers = Parameters<typeof answer>[0];

const CHANGJIANG: SimilarSupplier = {
  id: 7,
  name: "重庆长江环境科技有限公司",
  former_name: "重庆长江环保有限公司",
  same: true,
  uscc: null,
  status: "观察",
  contracts: 3,
};

async function open(id: number | null, handlers: Handlers = {}) {
  const asked = answer({
    supplier_detail: () => supplierDetail(),
    similar_suppliers: () => [],
    ...handlers,
  });
  const onSaved = vi.fn();
  show(<SupplierForm target={{ id }} onSaved={onSaved} onClose={vi.fn()} />);
  await screen.findByTestId("record-form");
  const of = (name: string) => asked.filter((one) => one.name === name);
  return { of, onSaved };
}

const field = (name: string) => screen.getByTestId(`field-${name}`) as HTMLInputElement;

async function choose(name: string, choice: string) {
  await userEvent.click(screen.getByRole("combobox", { name }));
  await userEvent.click(await screen.findByTitle(choice));
}

describe("SupplierForm", () => {
  it("shows near names while the name is typed, once the hand rests", async () => {
    const { of } = await open(null, { similar_suppliers: () => [CHANGJIANG] });
    await userEvent.type(field("name"), "重庆长江环保有限公司");
    const similar = await screen.findByTestId("similar-suppliers");
    expect(similar).toHaveTextContent("重庆长江环境科技有限公司");
    expect(similar).toHaveTextContent("曾用名：重庆长江环保有限公司");
    expect(similar).toHaveTextContent("同名");
    expect(similar).toHaveTextContent("3 份合同");
    expect(of("similar_suppliers").at(-1)?.args).toEqual({
      name: "重庆长江环保有限公司",
      own: null,
    });
    expect(of("similar_suppliers").length).toBeLessThan(10);
  });

  it("asks for no near names while the name is the one it has", async () => {
    const { of } = await open(7);
    await userEvent.type(field("contact"), "张三");
    await new Promise((rested) => setTimeout(rested, 400));
    expect(of("similar_suppliers")).toEqual([]);
  });

  it("asks reason and date of a status other than qualified, the date being today", async () => {
    const { of } = await open(7, { update_supplier: () => ({ id: 7, seq: 2, changed: [] }) });
    expect(screen.queryByTestId("field-status_reason")).toBeNull();
    await choose("状态", "黑名单");
    await waitFor(() => expect(field("status_on")).toHaveValue(today()));
    await userEvent.click(screen.getByTestId("save"));
    expect(await screen.findByText("请填写“状态原因”。")).toBeInTheDocument();
    expect(of("update_supplier")).toEqual([]);
    await userEvent.type(field("status_reason"), "围标");
    await userEvent.click(screen.getByTestId("save"));
    await waitFor(() => expect(of("update_supplier")).toHaveLength(1));
    expect(of("update_supplier")[0]?.args).toMatchObject({
      supplier: { status: "黑名单", status_reason: "围标", status_on: today() },
    });
  });

  it("puts what the ledger refuses at the field, and loses nothing", async () => {
    await open(null, {
      create_supplier: () => {
        throw refusal({
          code: "supplier.former_name_taken",
          field: "former_names",
          problems: [
            {
              code: "supplier.former_name_taken",
              field: "former_names",
              params: { value: "乙公司" },
            },
          ],
        });
      },
    });
    await userEvent.type(field("name"), "甲公司");
    await userEvent.click(screen.getByTestId("save"));
    expect(await screen.findByText(/“乙公司”是另一家供应商现在的名称/)).toBeInTheDocument();
    expect(field("name")).toHaveValue("甲公司");
  });
});
