import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { env } from "@/lib/env";

/** In seconds. */
const window = 60;

type Limiters = { calls: RateLimiterMemory; wrongKeys: RateLimiterMemory };
const kept = globalThis as typeof globalThis & { weirApiLimits?: Limiters };

/** In memory: they keep one process from being run over, and cost a request nothing. */
function limiters(): Limiters {
  kept.weirApiLimits ??= {
    calls: new RateLimiterMemory({ keyPrefix: "calls", points: env().WEIR_API_LIMIT, duration: window }),
    wrongKeys: new RateLimiterMemory({ keyPrefix: "wrong", points: 30, duration: 15 * 60 }),
  };
  return kept.weirApiLimits;
}

/** What is left of a caller's allowance; `refusedFor` seconds when nothing is. */
export type Spent = { limit: number; left: number; resetsIn: number; refusedFor: number | null };

/** Counts a call. @param account what the allowance belongs to: a key, or a signed-in user */
export async function spend(account: string): Promise<Spent> {
  const { calls } = limiters();
  const { result, refused } = await consume(calls, account);
  const resetsIn = Math.max(1, Math.ceil(result.msBeforeNext / 1000));
  return {
    limit: calls.points,
    left: Math.max(0, result.remainingPoints),
    resetsIn,
    refusedFor: refused ? resetsIn : null,
  };
}

/** The allowance as headers (draft-ietf-httpapi-ratelimit-headers). */
export function allowance({ limit, left, resetsIn }: Spent): Record<string, string> {
  return { "ratelimit-policy": `"calls";q=${limit};w=${window}`, ratelimit: `"calls";r=${left};t=${resetsIn}` };
}

/** Counts a wrong key. @returns seconds to wait once there were too many from this address, else 0 */
export async function countWrongKey(address: string): Promise<number> {
  const { result, refused } = await consume(limiters().wrongKeys, address);
  return refused ? Math.max(1, Math.ceil(result.msBeforeNext / 1000)) : 0;
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<{ result: RateLimiterRes; refused: boolean }> {
  try {
    return { result: await limiter.consume(key), refused: false };
  } catch (result) {
    if (result instanceof RateLimiterRes) return { result, refused: true };
    throw result;
  }
}
