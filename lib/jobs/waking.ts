/**
 * Who rests, and for whom something came while they did not. Kept with the process: the worker and the pages are bundled apart, each with its
 * own copy of this file.
 */
const kept = globalThis as typeof globalThis & { weirRests?: { wakers: Map<string, () => void>; missed: Set<string> } };
kept.weirRests ??= { wakers: new Map(), missed: new Set() };
const { wakers, missed } = kept.weirRests;

/** Lets whoever rests under this name in this process go on; who rests next under it does not rest. */
export function wake(name: string): void {
  const end = wakers.get(name);
  if (end) end();
  else missed.add(name);
}

/** Rests for a while, or less when woken or stopped. Keeps no process alive. */
export function rest(name: string, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted || missed.delete(name)) return done();
    const end = () => {
      clearTimeout(timer);
      wakers.delete(name);
      signal.removeEventListener("abort", end);
      done();
    };
    const timer = setTimeout(end, milliseconds);
    timer.unref();
    wakers.set(name, end);
    signal.addEventListener("abort", end, { once: true });
  });
}
