const dayMs = 86_400_000;

/** Calendar days from one day to a later one; negative when it is earlier. Both `YYYY-MM-DD`, without any time zone. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

type Interval = { from: string; to: string };

/** How long after an event something came out, in days: at least and at most, because either date may be an interval. */
export function delayBetween(event: Interval, published: Interval): { least: number; most: number } {
  return { least: daysBetween(event.to, published.from), most: daysBetween(event.from, published.to) };
}
