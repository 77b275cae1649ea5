import { cookieOf } from "@/lib/auth/cookies";
import { signInWithPassword } from "@/lib/auth/sign-in";
import { tokenOf } from "@/lib/auth/token";
import type { Send } from "./client";
import { clientOf, demanding } from "./client";
import type { Operation } from "./operations";

/** Requests with the cookie of somebody who has signed in. */
async function signedIn(base: string, who: { email: string; password: string }): Promise<Send> {
  const result = await signInWithPassword({ ...who, address: "127.0.0.1" });
  if (!result.ok) throw new Error(`${who.email} could not sign in.`);
  const cookie = `${cookieOf("session").name}=${await tokenOf(result.session)}`;
  return demanding(clientOf(base, { cookie, accept: "text/html" }));
}

/**
 * The pages as HTML, beside an empty page of the same framework with the same shell: what /cases answers to somebody who reads no cases.
 */
export async function pageOperations(
  base: string,
  reader: { email: string; password: string },
  other: { email: string; password: string },
): Promise<Operation[]> {
  const read = await signedIn(base, reader);
  const empty = await signedIn(base, other);
  return ["/cases", "/trends"].map((path) => ({ name: path, own: () => read(path), floor: () => empty("/cases") }));
}
