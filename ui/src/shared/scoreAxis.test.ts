import { describe, expect, it } from "vitest";
import { scoreAxis } from "./scoreAxis";

describe("the axis of scores", () => {
  it("fits what is drawn, in whole fives", () => {
    expect(scoreAxis(["78.20", "91.00"])).toMatchObject({ low: 75, high: 95 });
    expect(scoreAxis(["78.20", "91.00"]).place("85")).toBe(0.5);
  });

  it("never ends outside the scale, and never makes a mountain of half a point", () => {
    for (const scores of [["100.00"], ["0.00"], ["88.00", "88.50"], ["0.00", "100.00"], ["50"]]) {
      const { low, high, place } = scoreAxis(scores);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(100);
      expect(high - low).toBeGreaterThanOrEqual(10);
      for (const score of scores) {
        expect(place(score)).toBeGreaterThanOrEqual(0);
        expect(place(score)).toBeLessThanOrEqual(1);
      }
    }
  });
});
