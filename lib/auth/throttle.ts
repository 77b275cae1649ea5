import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { withSystem } from "@/lib/db/system";
import { keyedDigest } from "./secret";

const minutes = 60;
const day = 24 * 60 * minutes;

/**
 * How many failures in `window` seconds are free of a wait, for each thing that is counted. One address may serve a whole office, so it
 * gets more; the account's own count is the slowest, for attempts from many addresses at once.
 */
export const freeFailures = {
  pair: { free: 5, window: day },
  address: { free: 30, window: 60 * minutes },
  account: { free: 100, window: day },
} as const;
type Scope = keyof typeof freeFailures;

/** For how long an address is known to an account after a sign-in, in seconds: the account's own count does not hold it up. */
const knownFor = 90 * day;

/** Seconds to wait after the nth failure: none while they are free, then 1, 2, 4, 8 and at most 15 minutes. */
export function waitAfter(failures: number, free: number): number {
  return failures < free ? 0 : Math.min(2 ** (failures - free), 15) * minutes;
}

/** rate-limiter-flexible wants a pg pool; it gets the one transaction that may touch its table. The statements are the library's own. */
const store = {
  query: ({ text, values }: { text: string; values: unknown[] }) =>
    withSystem(async (tx) => {
      const rows = await tx.$queryRawUnsafe<{ points: number; expire: bigint | null }[]>(text, ...values);
      return { rows: rows.map((row) => ({ ...row, expire: row.expire && Number(row.expire) })), rowCount: rows.length };
    }),
};

function limiter(keyPrefix: string, points: number, duration: number, clearExpiredByTimeout = false) {
  const table = { storeClient: store, storeType: "pool", tableName: "sign_in_throttle", tableCreated: true };
  return new RateLimiterPostgres({ ...table, keyPrefix, points, duration, clearExpiredByTimeout });
}

function makeLimiters() {
  /** `count` remembers failures; `gate` lets one attempt through and then shuts for as long as the wait. */
  const scope = (name: Scope) => ({
    count: limiter(name, 1_000_000, freeFailures[name].window),
    gate: limiter(`${name}-gate`, 1, minutes),
  });
  return {
    pair: scope("pair"),
    address: scope("address"),
    account: scope("account"),
    known: limiter("known", 1, knownFor, true),
  };
}
let limiters: ReturnType<typeof makeLimiters> | undefined;
const all = () => (limiters ??= makeLimiters());

type Charge = { scope: Scope; key: string; shut: boolean };
/** An attempt that may go ahead. */
export type Attempt = {
  /** seconds until the next one, should this one fail */
  wait: number;
  succeeded: () => Promise<void>;
};

/**
 * Counts an attempt to sign in before its password is looked at, so that many at once are counted too; whether the account exists makes
 * no difference. Once the free failures are used up, one attempt goes ahead per wait; the others change nothing.
 * @param email in lower case
 * @param address of the client, or its network
 */
export async function beginAttempt(email: string, address: string): Promise<Attempt | { refusedFor: number }> {
  const account = keyedDigest("throttle account", email);
  const pair = `${account}:${keyedDigest("throttle address", address)}`;
  const known = (await all().known.get(pair)) !== null;
  const keys: [Scope, string][] = [
    ["pair", pair],
    ["address", keyedDigest("throttle address", address)],
    ...(known ? [] : [["account", account] satisfies [Scope, string]]),
  ];
  const charges: Charge[] = [];
  let wait = 0;
  for (const [scope, key] of keys) {
    const { consumedPoints } = await all()[scope].count.penalty(key);
    const seconds = waitAfter(consumedPoints, freeFailures[scope].free);
    const refusedFor = seconds > 0 ? await shutGate(scope, key, seconds) : 0;
    charges.push({ scope, key, shut: seconds > 0 && refusedFor === 0 });
    if (refusedFor > 0) {
      await giveBack(charges);
      return { refusedFor };
    }
    wait = Math.max(wait, seconds);
  }
  return {
    wait,
    succeeded: async () => {
      await giveBack(charges);
      await all().pair.count.delete(pair);
      await all().known.set(pair, 1, knownFor);
    },
  };
}

/** Shuts a gate and returns 0, or returns for how many seconds it is shut already. */
async function shutGate(scope: Scope, key: string, seconds: number): Promise<number> {
  try {
    await all()[scope].gate.consume(key, 1, { customDuration: seconds });
    return 0;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw refusal;
  }
}

/** As if the attempt had not been: a success of one's own must not clean what others did from the same address. */
async function giveBack(charges: Charge[]): Promise<void> {
  for (const { scope, key, shut } of charges) {
    await all()[scope].count.reward(key);
    if (shut) await all()[scope].gate.delete(key);
  }
}

/** Forgets the failures of an account, wherever they came from, and the addresses it knows: for a new password. */
export async function forgetFailures(email: string): Promise<void> {
  const account = keyedDigest("throttle account", email);
  await withSystem(
    (tx) => tx.$executeRaw`DELETE FROM sign_in_throttle
      WHERE split_part(key, ':', 1) IN ('pair', 'pair-gate', 'account', 'account-gate', 'known') AND split_part(key, ':', 2) = ${account}`,
  );
}
