import { vi } from "vitest";
import { createUser } from "@/lib/auth/accounts";
import { ensureBuiltIns } from "@/lib/auth/first-accounts";
import { builtInViewer, viewerOfEmail } from "@/lib/auth/mint";
import { signInWithPassword } from "@/lib/auth/sign-in";
import type { Viewer } from "@/lib/auth/types";
import type { UserRole } from "@/lib/codes";

export const testPassword = "flat stones by the ford";

/** What the code that signs people in needs of the environment. Call it at the top of the file. */
export function stubSecret(): void {
  vi.stubEnv("WEIR_SECRET", "a secret for tests, of forty characters.");
}

/** The command line's actor, with the agency `desk` made if need be. */
export async function makeOperator(): Promise<Viewer> {
  await ensureBuiltIns();
  return builtInViewer("operator");
}

let made = 0;

/** An account of `desk` that can sign in with testPassword. */
export async function makeAccount(role: UserRole = "analyst"): Promise<{ viewer: Viewer; email: string }> {
  made += 1;
  const email = `person${made}@weir.test`;
  await createUser(
    { email, name: `Person ${made}`, role: asAccountRole(role), agencyCode: "desk", password: testPassword },
    await makeOperator(),
  );
  return { viewer: await viewerOfEmail(email), email };
}

function asAccountRole(role: UserRole) {
  if (role === "operator" || role === "register") throw new Error(`${role} cannot sign in`);
  return role;
}

/** Signs in and returns the session's id. @throws Error when refused */
export async function openTestSession(email: string, address = "192.0.2.1"): Promise<string> {
  const result = await signInWithPassword({ email, password: testPassword, address });
  if (!result.ok) throw new Error(`sign-in was refused: ${result.why}`);
  return result.session.id;
}
