/** Times of one thing, in milliseconds. */
export type Times = readonly number[];

/** What the benchmark says of one operation: milliseconds, and how many times the floor's p50 its own is. */
export type Figures = { p50: number; p95: number; floorP50: number; ratio: number };

/** The value below which a share of the times lies (nearest rank). @throws Error without times */
export function percentile(times: Times, share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  const at = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (at === undefined) throw new Error("nothing was measured");
  return at;
}

const rounded = (value: number, digits: number) => Number(value.toFixed(digits));

export function figures(own: Times, floor: Times): Figures {
  const [p50, floorP50] = [percentile(own, 0.5), percentile(floor, 0.5)];
  return {
    p50: rounded(p50, 2),
    p95: rounded(percentile(own, 0.95), 2),
    floorP50: rounded(floorP50, 2),
    ratio: rounded(p50 / floorP50, 2),
  };
}

type Turn = (turn: number) => Promise<unknown>;

async function timed(work: Turn, turn: number): Promise<number> {
  const from = performance.now();
  await work(turn);
  return performance.now() - from;
}

export type Effort = { warmUp: number; least: number; most: number; seconds: number };

/**
 * Measures something beside its floor, in turns, so that whatever else the machine does hits both alike.
 * @param effort turns that do not count; then at least and at most so many, within about so many seconds
 */
export async function beside(own: Turn, floor: Turn, effort: Effort): Promise<{ own: number[]; floor: number[] }> {
  const times = { own: [] as number[], floor: [] as number[] };
  let until = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < effort.warmUp + effort.most; turn += 1) {
    const [ownTime, floorTime] = [await timed(own, turn), await timed(floor, turn)];
    if (turn < effort.warmUp) continue;
    if (turn === effort.warmUp) until = performance.now() + effort.seconds * 1000;
    times.own.push(ownTime);
    times.floor.push(floorTime);
    if (times.own.length >= effort.least && performance.now() > until) break;
  }
  return times;
}

/**
 * Several clients at once, each sending its next request when the last was answered.
 * @returns the time of each request, and how many were answered per second
 */
export async function atOnce(
  clients: number,
  requests: number,
  send: Turn,
): Promise<{ times: number[]; perSecond: number }> {
  const times: number[] = [];
  let next = 0;
  const from = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (next < requests) {
        const turn = next;
        next += 1;
        times.push(await timed(send, turn));
      }
    }),
  );
  return { times, perSecond: rounded((requests * 1000) / (performance.now() - from), 1) };
}
