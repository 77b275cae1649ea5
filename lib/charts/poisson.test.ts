import { expect, it } from "vitest";
import { poissonInterval } from "./poisson";

// Garwood's limits, as tables of the chi-square distribution have them (half of its 2.5 % and 97.5 % points).
it.each([
  [0, 0, 3.6889],
  [1, 0.0253, 5.5716],
  [2, 0.2422, 7.2247],
  [3, 0.6187, 8.7673],
  [5, 1.6235, 11.6683],
  [10, 4.7954, 18.3904],
  [20, 12.2165, 30.8884],
  [50, 37.1109, 65.9185],
  [100, 81.3637, 121.6268],
])("%i cases: %d to %d", (count, low, high) => {
  const interval = poissonInterval(count);
  expect(interval.low).toBeCloseTo(low, 3);
  expect(interval.high).toBeCloseTo(high, 3);
});

it("goes on without a step where the approximation begins, and to a million", () => {
  const [exact, near] = [poissonInterval(200), poissonInterval(201)];
  // one case more moves a bound by 1 ∓ z / (2 √n)
  expect(near.low - exact.low).toBeCloseTo(1 - 1.96 / (2 * Math.sqrt(200)), 2);
  expect(near.high - exact.high).toBeCloseTo(1 + 1.96 / (2 * Math.sqrt(200)), 2);
  const million = poissonInterval(1_000_000);
  expect(million.low).toBeCloseTo(998_041, 0);
  expect(million.high).toBeCloseTo(1_001_962, 0);
});
