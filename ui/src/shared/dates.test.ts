import { describe, expect, it } from "vitest";
import { readDate } from "./dates";
import { localText } from "./values";

describe("readDate", () => {
  it.each([
    ["2024-03-05", "2024-03-05"],
    ["2024-3-5", "2024-03-05"],
    ["20240305", "2024-03-05"],
    ["2024.3.5", "2024-03-05"],
    ["2024年3月5日", "2024-03-05"],
    ["２０２４／３／５", "2024-03-05"],
    ["2024-02-29", "2024-02-29"],
  ])("reads %s", (typed, date) => {
    expect(readDate(typed)).toBe(date);
  });

  it.each(["2023-02-29", "2024-13-01", "24-3-5", "明天", ""])("refuses %s", (typed) => {
    expect(readDate(typed)).toBeNull();
  });
});

describe("localText", () => {
  it("shows an instant in local time and a date as it is", () => {
    const local = new Date("2026-11-21T06:01:09Z");
    expect(localText("2026-11-21T06:01:09Z")).toContain(
      `${String(local.getHours()).padStart(2, "0")}:01`,
    );
    expect(localText("2026-11-21")).toBe("2026-11-21");
  });
});
