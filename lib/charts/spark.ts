/** A value of a small chart: its period, and its figure as a decimal string; null is no figure. */
export type SparkValue = { from: string; to: string; value: string | null };
/** Places in a box of the size asked for, y downwards; `line` joins it to the one before, whose period it follows at once. */
export type SparkDot = { x: number; y: number; line: boolean };

const dayOf = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

/**
 * Places the values of a series in a small box: along it by the middle of their periods, upwards from nought (or the least, where that is
 * below). What is not known is left out, and no line leads over it: missing is not zero.
 * @param values oldest first
 */
export function sparkOf(
  values: readonly SparkValue[],
  { width, height }: { width: number; height: number },
): SparkDot[] {
  const known = values.flatMap(({ from, to, value }) =>
    value === null
      ? []
      : [{ first: dayOf(from), last: dayOf(to), at: (dayOf(from) + dayOf(to)) / 2, value: Number(value) }],
  );
  const start = Math.min(...known.map(({ at }) => at));
  const days = Math.max(...known.map(({ at }) => at)) - start;
  const least = Math.min(0, ...known.map(({ value }) => value));
  const most = Math.max(0, ...known.map(({ value }) => value));
  return known.map(({ first, at, value }, n) => {
    const before = known[n - 1];
    return {
      x: days === 0 ? width / 2 : ((at - start) / days) * width,
      y: most === least ? height : height - ((value - least) / (most - least)) * height,
      line: before !== undefined && before.last + 1 === first,
    };
  });
}

/**
 * The address of a period's cases in one of many small charts, from the one that all of them share.
 * @param href of the period's cases anywhere @param own the query that leaves this chart's, such as `point=tumen`: the first keys of an address
 */
export function ownHref(href: string, own: string): string {
  const [path = "", query = ""] = href.split("?");
  return `${path}?${[own, query].filter(Boolean).join("&")}`;
}
