import { renderHook } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { i18n } from "../i18n";
import { useChangedFieldLabel, useChangedValue } from "./changedField";
import { useOperationName } from "./operation";

afterEach(() => i18n.changeLanguage("zh"));

describe("the names of operations", () => {
  const name = (operation: string) => renderHook(useOperationName).result.current(operation);

  it("says every known operation in words", () => {
    expect(name("update_contract")).toBe("修改合同");
    expect(name("import_evaluation")).toBe("导入履约评价");
    expect(name("undo")).toBe("撤销");
  });

  it("reads an unknown one word by word, never as nothing", () => {
    expect(name("restore_supplier")).toBe("恢复供应商");
    expect(name("merge_payments")).toBe("合并付款");
    expect(name("archive")).toBe("archive");
  });

  it("speaks English where English is chosen", async () => {
    await i18n.changeLanguage("en");
    expect(name("update_contract")).toBe("Edit contract");
    expect(name("restore_supplier")).toBe("Restore supplier");
  });
});

describe("the fields of a recorded change", () => {
  const label = (field: string, noun: "contract" | "evaluation") =>
    renderHook(useChangedFieldLabel).result.current(field, noun);
  const value = (field: string, text: string | null) =>
    renderHook(useChangedValue).result.current(field, text);

  it("names references and numbered scores", () => {
    expect(label("amount", "contract")).toBe(i18n.t("fields.contract.amount"));
    expect(label("parent", "contract")).toBe(i18n.t("fields.contract.parent_id"));
    expect(label("yearly_score:2021", "evaluation")).toBe("2021年度评价得分");
    expect(label("irregular_score:2", "evaluation")).toBe("第2次不定期评价得分");
    expect(label("unheard_of", "contract")).toBe("unheard_of");
  });

  it("shows amounts with separators and nothing as a dash", () => {
    expect(value("amount", "1234567.8")).toBe("1,234,567.80");
    expect(value("final_amount", null)).toBe("—");
    expect(value("code", "0012")).toBe("0012");
  });
});
