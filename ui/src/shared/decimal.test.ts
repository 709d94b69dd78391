import { describe, expect, it } from "vitest";
import {
  compareDecimals,
  formatDecimal,
  formatMoney,
  formatPercent,
  readDecimal,
  shift,
} from "./decimal";

describe("formatDecimal", () => {
  it.each([
    ["0", "0.00"],
    ["1234567.8", "1,234,567.80"],
    ["-1234.5", "-1,234.50"],
    ["999.995", "1,000.00"],
    ["-0.004", "0.00"],
    ["9007199254740993.01", "9,007,199,254,740,993.01"],
  ])("shows %s as %s", (text, shown) => {
    expect(formatDecimal(text, 2)).toBe(shown);
  });

  it("leaves what is no number as it is", () => {
    expect(formatDecimal("abc", 2)).toBe("abc");
  });
});

describe("formatMoney", () => {
  it.each([
    ["12345678.90", "1,234.57"],
    ["-50000.00", "-5.00"],
    ["49.00", "0.00"],
    ["50.00", "0.01"],
  ])("shows %s yuan as %s 万元", (yuan, shown) => {
    expect(formatMoney(yuan, "wan")).toBe(shown);
  });
});

describe("formatPercent", () => {
  it.each([
    ["0.6250", "62.5%"],
    ["1.0636", "106.4%"],
    ["0.0000", "0.0%"],
    ["-0.0125", "-1.3%"],
  ])("shows %s as %s", (ratio, shown) => {
    expect(formatPercent(ratio)).toBe(shown);
  });
});

describe("shift", () => {
  it("moves the point both ways without losing a digit", () => {
    expect(shift("3", -2)).toBe("0.03");
    expect(shift("0.0300", 2)).toBe("3.00");
    expect(shift("-0.5", 4)).toBe("-5000");
    expect(shift("12345.67", -4)).toBe("1.234567");
  });
});

describe("readDecimal", () => {
  it.each([
    ["1,234.50", "1234.5"],
    [" ￥１，２３４．５０元", "1234.5"],
    ["120万", "1200000"],
    ["1.5亿元", "150000000"],
    ["-0.10", "-0.1"],
    ["007", "7"],
  ])("reads %s as %s", (typed, read) => {
    expect(readDecimal(typed)).toBe(read);
  });

  it.each(["", "1.2.3", "十二", "12a", "万", "1e5"])("refuses %s", (typed) => {
    expect(readDecimal(typed)).toBeNull();
  });
});

describe("compareDecimals", () => {
  it("compares beyond what a binary number can hold", () => {
    expect(compareDecimals("9007199254740993.01", "9007199254740993.02")).toBeLessThan(0);
    expect(compareDecimals("1.0001", "1")).toBeGreaterThan(0);
    expect(compareDecimals("1.0000", "1")).toBe(0);
    expect(compareDecimals("-2", "1")).toBeLessThan(0);
  });
});
