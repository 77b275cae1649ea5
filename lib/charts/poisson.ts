/** The largest count whose interval is computed to the last digit; above it an approximation is as good as any drawing of it. */
const exactUpTo = 200;
const tail = 0.025;
const z = 1.959963984540054;

/** P(X <= n) of a Poisson variable with this mean, summed from the largest term down so that nothing is lost. */
function poissonAtMost(n: number, mean: number): number {
  if (n < 0) return 0;
  let logTerm = -mean;
  const logs = [logTerm];
  for (let k = 1; k <= n; k += 1) {
    logTerm += Math.log(mean / k);
    logs.push(logTerm);
  }
  const most = Math.max(...logs);
  return Math.exp(most) * logs.reduce((total, log) => total + Math.exp(log - most), 0);
}

/** The mean at which `P(X <= n)`, which falls with the mean, is `p`. */
function meanAt(n: number, p: number): number {
  let [low, high] = [0, n + 10 * Math.sqrt(n + 1) + 10];
  for (let i = 0; i < 80; i += 1) {
    const middle = (low + high) / 2;
    if (poissonAtMost(n, middle) > p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Wilson and Hilferty's approximation of half a chi-square quantile, E. B. Wilson, M. M. Hilferty, PNAS 17 (1931) 684-688. */
const halfChiSquare = (degrees: number, deviate: number) =>
  (degrees / 2) * (1 - 2 / (9 * degrees) + deviate * Math.sqrt(2 / (9 * degrees))) ** 3;

/**
 * The exact two-sided 95 % interval of the mean that a count speaks of, if cases come independently at a steady rate: F. Garwood, "Fiducial
 * limits for the Poisson distribution", Biometrika 28 (1936) 437-442. 0 gives 0 to 3.69; 3 gives 0.62 to 8.77.
 */
export function poissonInterval(count: number): { low: number; high: number } {
  if (count > exactUpTo) return { low: halfChiSquare(2 * count, -z), high: halfChiSquare(2 * count + 2, z) };
  return { low: count === 0 ? 0 : meanAt(count - 1, 1 - tail), high: meanAt(count, tail) };
}
