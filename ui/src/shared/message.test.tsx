import { renderHook } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { i18n } from "./i18n";
import { fill, useMessage } from "./message";

describe("fill", () => {
  it("puts values into their places and leaves out what is missing", () => {
    expect(fill("“{path}”缺少必需的列：{columns}。", { path: "a.xlsx", columns: "合同编号" })).toBe(
      "“a.xlsx”缺少必需的列：合同编号。",
    );
    expect(fill("{a}{b}", { a: "{b}" })).toBe("{b}");
  });
});

describe("fill with parts that may be left out", () => {
  it("leaves a part out where its value is missing or empty, and fills nothing twice", () => {
    expect(fill("a[；b {x}][；c {y}]", { x: "{y} [z]", y: "" })).toBe("a；b {y} [z]");
  });
});

describe("useMessage", () => {
  it("words nouns, kinds and who refers in each language", async () => {
    const { result, rerender } = renderHook(() => useMessage());
    const unknown = {
      code: "row.reference_unknown",
      params: { noun: "contract", value: "HT-1", nearest: "" },
    } as const;
    const referred = { code: "record.referred", params: { payment: "FK-1" } } as const;
    const kind = { code: "contract.has_children", params: { kind: "补充协议" } } as const;
    expect(result.current(unknown)).toBe("找不到合同“HT-1”。");
    expect(result.current(referred)).toContain("付款 FK-1；请");
    expect(result.current(kind)).toContain("“补充协议”");
    await i18n.changeLanguage("en");
    rerender();
    for (const said of [unknown, referred, kind]) {
      expect(result.current(said)).not.toMatch(/\p{Script=Han}/u);
    }
    await i18n.changeLanguage("zh");
  });

  it("names the field as the noun's forms name it", () => {
    const { result } = renderHook(() => useMessage("contract"));
    const problem = { code: "record.field_missing", field: "supplier_id", params: {} } as const;
    expect(result.current(problem)).toBe("请填写“乙方”。");
  });

  it("fills the incident of an internal error", () => {
    const { result } = renderHook(() => useMessage());
    expect(result.current({ code: "internal", params: {}, incident: "7F3A" })).toContain("7F3A");
  });

  it("speaks English when asked to", async () => {
    await i18n.changeLanguage("en");
    const { result } = renderHook(() => useMessage("contract"));
    expect(result.current({ code: "record.field_missing", field: "code", params: {} })).toContain(
      "Contract code",
    );
    await i18n.changeLanguage("zh");
  });
});
