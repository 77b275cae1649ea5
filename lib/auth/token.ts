import { decode, encode } from "next-auth/jwt";
import { secret } from "./secret";
import type { OpenedSession } from "./session";
import { sessionLimits } from "./session";

/** In seconds: the life of the cookie is the session's absolute limit. Idleness is the row's business. */
export const tokenLife = sessionLimits.absolute / 1000;

/** What the cookie holds: the session's id, encrypted. Role and account are asked of the database, never of the token. */
export function tokenOf(session: OpenedSession): Promise<string> {
  return encode({ token: { sid: session.id }, secret: secret(), maxAge: tokenLife });
}

/** The session's id, or null for a token that is forged, of another register, or past the absolute limit. */
export async function sessionIdOf(token: string | undefined): Promise<string | null> {
  if (!token) return null;
  try {
    const content = await decode({ token, secret: secret() });
    return typeof content?.sid === "string" ? content.sid : null;
  } catch {
    return null;
  }
}
