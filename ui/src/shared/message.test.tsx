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

describe("useMessage", () => {
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
