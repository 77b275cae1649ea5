import { callerAddress } from "@/lib/auth/address";
import type { KeyRefusal } from "@/lib/auth/keys";
import { viewerOfKey } from "@/lib/auth/keys";
import type { Viewer } from "@/lib/auth/types";
import { currentViewer } from "@/lib/auth/viewer";
import type { KeyScope } from "@/lib/codes";
import { keyScopeCodes } from "@/lib/codes";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { countWrongKey } from "./limits";
import type { Operation } from "./types";

/** UNAUTHENTICATED, with the challenge that belongs to it (RFC 6750). */
export class NoKey extends AppError {
  readonly challenge: string;
  constructor(detail: string, error?: "invalid_token" | "invalid_request") {
    super("UNAUTHENTICATED", { detail });
    this.challenge = `Bearer realm="Weir"${error ? `, error="${error}", error_description="${detail}"` : ""}`;
  }
}

const refusals: Record<KeyRefusal, string> = {
  unknown: "This is no API key of this register.",
  expired: "The API key has expired. Make a new one.",
  revoked: "The API key was revoked. Make a new one.",
  closed: "The account of this API key is closed.",
};

/** `scopes`: what of that which the viewer may is open to this caller. */
type Caller = { viewer: Viewer; account: string; scopes: readonly KeyScope[] };

/**
 * Who asks: the holder of the key in `Authorization: Bearer`, or, for reads, whoever the session's cookie signs in. A browser sends its cookie
 * with whatever another site makes it send, so no cookie writes.
 * @returns `account`: what the allowance of calls belongs to
 * @throws NoKey, AppError RATE_LIMITED after too many wrong keys from one address
 */
export async function callerOf(request: Request, { method }: Operation): Promise<Caller> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    const key = /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1];
    if (key === undefined) throw new NoKey("Send the API key as: Authorization: Bearer KEY.", "invalid_request");
    const held = await viewerOfKey(key);
    if ("viewer" in held) return { viewer: held.viewer, account: `key ${held.prefix}`, scopes: held.scopes };
    const address = callerAddress(request.headers);
    const wait = await countWrongKey(address);
    if (wait > 0) throw new AppError("RATE_LIMITED", { retryAfter: wait, detail: "Too many wrong API keys." });
    log().warn({ where: "api", address, why: held.refused }, "api key refused");
    throw new NoKey(refusals[held.refused], "invalid_token");
  }
  if (method !== "GET") throw new NoKey("Writing asks for an API key.");
  const viewer = await currentViewer({ touch: false });
  if (!viewer) throw new NoKey("Reading asks for an API key, or the cookie of a session.");
  return { viewer, account: `user ${viewer.userId}`, scopes: keyScopeCodes };
}

/** The one place where a key's scopes decide. @throws AppError FORBIDDEN that names what the key lacks */
export function assertScopes(has: readonly KeyScope[], operation: Operation, query: URLSearchParams): void {
  const needed = [operation.scope, operation.alsoScope?.(query) ?? null];
  const missing = needed.filter((scope) => scope !== null).find((scope) => !has.includes(scope));
  if (missing === undefined) return;
  throw new AppError("FORBIDDEN", {
    detail: `The API key has not the scope ${missing}. Make one that has.`,
    members: { scope: missing },
  });
}
