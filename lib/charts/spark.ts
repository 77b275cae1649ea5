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

/** A year below a small chart: the middle of its first period, 0 to 1 from the left edge. */
export type YearMark = { year: number; at: number };

/**
 * Years below a small chart, as many as stand clear of each other, none beyond its edges; of a chart within one year, that year.
 * @param first month of the axis, year * 12 + month - 1 @param step months of a period @param width of the narrowest such chart in px
 */
export function yearMarks(first: number, step: 1 | 3 | 12, count: number, width: number): YearMark[] {
  const starts = Array.from({ length: count }, (_, at) => ({ month: first + at * step, at: (at + 0.5) / count }))
    .filter(({ month }) => month % 12 === 0)
    .map(({ month, at }) => ({ year: month / 12, at }));
  if (starts.length === 0) return count === 0 ? [] : [{ year: Math.floor(first / 12), at: 0.5 }];
  const apart = (step === 12 ? 1 : 12 / step) * (width / count);
  const every = [1, 2, 5, 10, 20, 50].find((years) => years * apart >= yearWidth) ?? 100;
  const edge = yearWidth / 2 / width;
  const placed = starts
    .filter(({ year }) => every === 1 || year % every === 0)
    .map(({ year, at }) => ({ year, at: Math.min(1 - edge, Math.max(edge, at)), moved: at < edge || at > 1 - edge }));
  // One that was moved inside gives way to its neighbour.
  return placed
    .filter(({ at, moved }, i) => {
      const next = placed[i === 0 ? 1 : i - 1];
      return !moved || next === undefined || Math.abs(next.at - at) >= yearWidth / width;
    })
    .map(({ year, at }) => ({ year, at }));
}

/** Px that a year takes at 12 px, with the space to its neighbour. */
const yearWidth = 36;

/**
 * The address of a period's cases in one of many small charts, from the one that all of them share.
 * @param href of the period's cases anywhere @param own the query that leaves this chart's, such as `point=tumen`: the first keys of an address
 */
export function ownHref(href: string, own: string): string {
  const [path = "", query = ""] = href.split("?");
  return `${path}?${[own, query].filter(Boolean).join("&")}`;
}
