import { describe, expect, it } from "vitest";
import { waitAfter } from "./throttle";

describe("the wait after a failure", () => {
  it("grows from none over 1, 2, 4 and 8 to at most 15 minutes", () => {
    const minutes = Array.from({ length: 12 }, (_, i) => waitAfter(i + 1, 5) / 60);
    expect(minutes).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 15, 15, 15, 15]);
    expect(waitAfter(5000, 5)).toBe(900);
  });
});
