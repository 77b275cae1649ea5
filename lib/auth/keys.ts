import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { KeyScope } from "@/lib/codes";
import { keyScopeCodes } from "@/lib/codes";
import { withSystem } from "@/lib/db/system";
import { AppError, invalid, parseInput } from "@/lib/errors";
import { appendSystemEvent } from "./event";
import { holderOfKey, viewerOfEmail } from "./mint";
import { assertMay } from "./permissions";
import { derivedKey } from "./secret";
import type { MadeKey, OwnKey, Viewer } from "./types";

/** How often the use of a key is written down, in milliseconds. */
const touchEvery = 60_000;

/** `weir_PREFIX_SECRET`: the prefix finds the key and may be shown, the secret's 256 random bits open it. */
const keyForm = /^weir_([0-9a-f]{12})_[A-Za-z0-9_-]{43}$/;

/** HMAC-SHA256 of the whole key, under a key of its own. */
function digestOf(key: string): Buffer {
  return createHmac("sha256", derivedKey("api key")).update(key).digest();
}

/** What a new key is asked for: see createOwnKey. */
type NewKey = { label: string; expires: string; scopes?: readonly string[] };

const newKey = z.object({
  label: z.string().trim().min(1, "auth.error.key-label").max(100, "auth.error.key-label"),
  expires: z
    .string()
    .trim()
    .refine((text) => text === "" || instantOf(text) !== null, "auth.error.key-expires"),
  scopes: z
    .array(z.enum(keyScopeCodes, "auth.error.key-scopes"))
    .min(1, "auth.error.key-scopes")
    .transform((chosen) => keyScopeCodes.filter((scope) => chosen.includes(scope)))
    .default([...keyScopeCodes]),
});

/** A calendar day counts to its end, in UTC; an instant is itself. Null for anything else. */
function instantOf(text: string): Date | null {
  const iso = z.iso.date().safeParse(text).success ? `${text}T23:59:59.999Z` : text;
  return z.iso.datetime({ offset: true }).safeParse(iso).success ? new Date(iso) : null;
}

/**
 * Makes a key in one's own name. It is returned once: nobody, Weir included, can tell it again.
 * @param input label: what it is for; expires: an ISO day (to its end, UTC) or instant, or nothing; scopes: without them, all
 * @throws AppError FORBIDDEN, INVALID with the fields label, expires, scopes
 */
export async function createOwnKey(viewer: Viewer, input: NewKey, now = new Date()): Promise<MadeKey> {
  assertMay(viewer, "key.create-own");
  return makeKey(viewer, viewer, input, now);
}

/**
 * Makes a key for an account, from the command line.
 * @throws AppError FORBIDDEN, NOT_FOUND for an unknown or closed account, INVALID with the fields email, label, expires, scopes
 */
export async function createKeyFor(by: Viewer, email: string, input: NewKey, now = new Date()): Promise<MadeKey> {
  assertMay(by, "key.create-any");
  const holder = await viewerOfEmail(email);
  return makeKey(by, holder, input, now);
}

async function makeKey(by: Viewer, holder: Viewer, input: NewKey, now: Date): Promise<MadeKey> {
  const { label, expires, scopes } = parseInput(newKey, input);
  const expiresAt = expires === "" ? null : instantOf(expires);
  if (expiresAt !== null && expiresAt <= now) throw invalid("expires", "auth.error.key-expired");
  const prefix = randomBytes(6).toString("hex");
  const key = `weir_${prefix}_${randomBytes(32).toString("base64url")}`;
  const id = await withSystem(async (tx) => {
    await appendSystemEvent(
      tx,
      by.userId,
      "key.create",
      { type: "key", id: prefix },
      { user: holder.userId, scopes: scopes.join(" "), ...(expiresAt && { expires: expiresAt.toISOString() }) },
    );
    const row = await tx.apiKey.create({
      data: {
        ...{ userId: holder.userId, label, prefix, createdAt: now, expiresAt, scopes },
        digest: new Uint8Array(digestOf(key)),
      },
      select: { id: true },
    });
    return row.id;
  });
  return { id, key, prefix, label, expiresAt, scopes };
}

/** A user's keys, the newest first: those that still open something before the others. */
export async function listOwnKeys(viewer: Viewer, now = new Date()): Promise<OwnKey[]> {
  return keysOf(viewer.userId, now);
}

/** As listOwnKeys, of an account. @throws AppError FORBIDDEN, NOT_FOUND */
export async function listKeysFor(by: Viewer, email: string, now = new Date()): Promise<OwnKey[]> {
  assertMay(by, "accounts.manage");
  const user = await withSystem((tx) =>
    tx.appUser.findUnique({ where: { email: email.trim().toLowerCase() }, select: { id: true } }),
  );
  if (!user) throw new AppError("NOT_FOUND", { detail: `No account has the e-mail ${email}.` });
  return keysOf(user.id, now);
}

async function keysOf(userId: number, now: Date): Promise<OwnKey[]> {
  const rows = await withSystem((tx) =>
    tx.apiKey.findMany({
      where: { userId },
      orderBy: { id: "desc" },
      select: {
        id: true,
        label: true,
        prefix: true,
        createdAt: true,
        expiresAt: true,
        revokedAt: true,
        scopes: true,
        use: { select: { lastUsedAt: true } },
      },
    }),
  );
  return rows
    .map(({ use, revokedAt, scopes, ...row }): OwnKey => {
      const state = revokedAt ? "revoked" : row.expiresAt && row.expiresAt <= now ? "expired" : "active";
      return {
        ...row,
        scopes: keyScopeCodes.filter((scope) => scopes.includes(scope)),
        revokedAt,
        state,
        lastUsedAt: use?.lastUsedAt ?? null,
      };
    })
    .sort((a, b) => Number(b.state === "active") - Number(a.state === "active"));
}

/**
 * Ends a key: from the next request on it opens nothing. One's own, or any for who manages accounts.
 * @throws AppError NOT_FOUND for a key that is nobody's or another's
 */
export async function revokeKey(by: Viewer, prefix: string, now = new Date()): Promise<void> {
  await withSystem(async (tx) => {
    const row = await tx.apiKey.findUnique({
      where: { prefix },
      select: { id: true, userId: true, revokedAt: true },
    });
    if (!row) throw new AppError("NOT_FOUND", { detail: `There is no key ${prefix}.` });
    if (row.userId !== by.userId) assertMay(by, "accounts.manage");
    if (row.revokedAt) return;
    await appendSystemEvent(tx, by.userId, "key.revoke", { type: "key", id: prefix }, { user: row.userId });
    await tx.apiKey.updateMany({ where: { id: row.id, revokedAt: null }, data: { revokedAt: now } });
  });
}

/** Why a key opens nothing. Of a key that is not known, nothing more is said. */
export type KeyRefusal = "unknown" | "expired" | "revoked" | "closed";

/**
 * Whose key this is, asked of the database at every request: role, agency and account as they stand now. A key that was revoked, has
 * expired, or whose account was closed opens nothing from the next request on.
 * @param key as sent; it is never logged
 */
export async function viewerOfKey(
  key: string,
  now = new Date(),
): Promise<{ viewer: Viewer; prefix: string; scopes: readonly KeyScope[] } | { refused: KeyRefusal }> {
  const prefix = keyForm.exec(key)?.[1];
  if (prefix === undefined) return { refused: "unknown" };
  const digest = digestOf(key);
  return withSystem(async (tx) => {
    const held = await holderOfKey(tx, prefix);
    if (!held || !timingSafeEqual(held.digest, digest)) return { refused: "unknown" };
    if (held.revokedAt) return { refused: "revoked" };
    if (held.expiresAt && held.expiresAt <= now) return { refused: "expired" };
    if (!held.viewer) return { refused: "closed" };
    if (!held.lastUsedAt || now.getTime() - held.lastUsedAt.getTime() >= touchEvery)
      await tx.$executeRaw`
        INSERT INTO api_key_use (key_id, last_used_at) VALUES (${held.id}, ${now})
        ON CONFLICT (key_id) DO UPDATE SET last_used_at = excluded.last_used_at WHERE api_key_use.last_used_at < excluded.last_used_at`;
    return { viewer: held.viewer, prefix, scopes: held.scopes };
  });
}
