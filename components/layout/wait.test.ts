import { expect, it } from "vitest";
import { waitBefore } from "./wait";

it("asks less and less often, but never gives up", () => {
  expect([0, 1, 2, 3, 4, 5, 60].map(waitBefore)).toEqual([2, 4, 8, 16, 30, 30, 30]);
});
