"use server";

import { revalidatePath } from "next/cache";
import { cookies, headers } from "next/headers";
import { redirect, unstable_rethrow } from "next/navigation";
import type { ActionResult, Failure } from "@/lib/errors";
import { invalid, parseInput } from "@/lib/errors";
import { callerAddress } from "./address";
import { safeCallback, signInPath } from "./callback";
import { cookieOf } from "./cookies";
import { createOwnKey, revokeKey } from "./keys";
import { acceptLink, readLink } from "./link-use";
import { changeOwnPassword } from "./own-password";
import { failureOf } from "./problem";
import { credentialsSchema, linkPasswordSchema, newPasswordSchema, tokenSchema } from "./schema";
import type { OpenedSession } from "./session";
import { endAllSessions, endSession } from "./session";
import { signInWithPassword } from "./sign-in";
import { tokenOf } from "./token";
import type { KeyMaking, LinkOffer, LinkState, PasswordChange, SignInState } from "./types";
import { authenticate, currentViewer, requestSessionId } from "./viewer";

const text = (form: FormData, name: string) => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};

/** Signs in with the fields email and password, and goes to the page in `callbackUrl`; or says why not. */
export async function signIn(_before: SignInState, form: FormData): Promise<SignInState> {
  const state = await signInAgain(_before, form);
  if (state.failure) return state;
  redirect(safeCallback(text(form, "callbackUrl")));
}

/** Signs in with the fields email and password, and stays on the page, which is made anew; or says why not. */
export async function signInAgain(_before: SignInState, form: FormData): Promise<SignInState> {
  const email = text(form, "email");
  try {
    const typed = parseInput(credentialsSchema, { email, password: text(form, "password") });
    const result = await signInWithPassword({ ...typed, address: callerAddress(await headers()) });
    if (!result.ok) return { email, failure: refusal(result.why, result.wait) };
    await keepSession(result.session);
    return { email };
  } catch (error) {
    return { email, failure: failureOf(error, "sign-in") };
  }
}

function refusal(why: "wrong" | "throttled", wait: number): Failure {
  const message =
    why === "throttled" ? "auth.error.throttled" : wait > 0 ? "auth.error.wrong-wait" : "auth.error.wrong";
  const values = { minutes: Math.ceil(wait / 60) };
  return { code: why === "throttled" ? "RATE_LIMITED" : "INVALID", fields: [{ path: "", message, values }], wait };
}

async function keepSession(session: OpenedSession): Promise<void> {
  const { name, options } = cookieOf("session");
  (await cookies()).set(name, await tokenOf(session), { ...options, expires: session.expiresAt });
}

async function forgetSession(): Promise<void> {
  const { name, options } = cookieOf("session");
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
}

/** Signs this browser out. Its cookie goes even when the database is away; the row then ends by idleness. */
export async function signOut(): Promise<void> {
  const id = await requestSessionId();
  await forgetSession();
  try {
    if (id !== null) await endSession(id);
  } catch (error) {
    failureOf(error, "sign-out");
  }
  redirect(signInPath("/", "signed-out"));
}

/** Ends all sessions of the user who asks, this one too. @throws AppError UNAVAILABLE */
export async function signOutEverywhere(): Promise<void> {
  const viewer = await currentViewer();
  if (viewer) await endAllSessions(viewer.userId);
  await forgetSession();
  redirect(signInPath("/", "signed-out"));
}

/** Changes one's own password with the fields current, password and repeat. */
export async function changePassword(_before: PasswordChange, form: FormData): Promise<PasswordChange> {
  try {
    const viewer = await authenticate();
    const fields = { current: text(form, "current"), password: text(form, "password"), repeat: text(form, "repeat") };
    const input = parseInput(newPasswordSchema, fields);
    const address = callerAddress(await headers());
    const { session, othersEnded } = await changeOwnPassword(viewer, { ...input, address });
    await keepSession(session);
    return { changed: { othersEnded } };
  } catch (error) {
    unstable_rethrow(error);
    const failure = failureOf(error, "password");
    if (failure.code !== "RATE_LIMITED") return { failure };
    const { fields } = invalid("current", "auth.error.throttled", { minutes: Math.ceil((failure.wait ?? 0) / 60) });
    return { failure: { ...failure, fields } };
  }
}

/** Makes an API key in one's own name, with the fields label, expires and scopes. It is told here and never again. */
export async function makeOwnKey(_before: KeyMaking, form: FormData): Promise<KeyMaking> {
  const scopes = form.getAll("scopes").filter((scope) => typeof scope === "string");
  const typed = { label: text(form, "label"), expires: text(form, "expires"), scopes };
  try {
    const made = await createOwnKey(await authenticate(), typed);
    revalidatePath("/account");
    return { made };
  } catch (error) {
    unstable_rethrow(error);
    return { typed, failure: failureOf(error, "key") };
  }
}

/** Ends one of one's own API keys: the field prefix says which. @throws AppError NOT_FOUND */
export async function revokeOwnKey(form: FormData): Promise<void> {
  await revokeKey(await authenticate(), text(form, "prefix"));
  revalidatePath("/account");
}

/** Whose account a one-time link opens. @param token what stands after the # of its address */
export async function readOneTimeLink(token: string): Promise<ActionResult<LinkOffer>> {
  try {
    return { ok: true, data: await readLink(parseInput(tokenSchema, token)) };
  } catch (error) {
    return { ok: false, error: failureOf(error, "link") };
  }
}

/**
 * Sets the password of a one-time link's account with the fields token, password and repeat, signs in, and begins at the front page.
 * Whoever was signed in with this browser before is so no more.
 */
export async function acceptOneTimeLink(_before: LinkState, form: FormData): Promise<LinkState> {
  try {
    const fields = { token: text(form, "token"), password: text(form, "password"), repeat: text(form, "repeat") };
    const { token, password } = parseInput(linkPasswordSchema, fields);
    const before = await requestSessionId();
    const session = await acceptLink({ token, password, address: callerAddress(await headers()) });
    if (before !== null) await endSession(before);
    await keepSession(session);
  } catch (error) {
    return { failure: failureOf(error, "link") };
  }
  redirect("/");
}
