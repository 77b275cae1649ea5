const wakers = new Map<string, () => void>();

/** Lets whoever rests under this name go on, if somebody does in this process. */
export function wake(name: string): void {
  wakers.get(name)?.();
}

/** Rests for a while, or less when woken or stopped. Keeps no process alive. */
export function rest(name: string, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) return done();
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
