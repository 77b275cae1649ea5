import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { AppError } from "@/lib/errors";
import { pathHeader, signInPath } from "./callback";
import { cookieOf } from "./cookies";
import { viewerOfSession } from "./session";
import { sessionIdOf } from "./token";
import type { Viewer } from "./types";

/** The id of the session that the request's cookie names, or null. The row decides whether it still is one. */
export const requestSessionId = cache(
  async (): Promise<string | null> => sessionIdOf((await cookies()).get(cookieOf("session").name)?.value),
);

const read = cache(async (touch: boolean): Promise<Viewer | null> => {
  const id = await requestSessionId();
  return id === null ? null : viewerOfSession(id, { touch });
});

/** Who asks, or null when signed out. Asked of the database once per request. */
export function currentViewer({ touch = true }: { touch?: boolean } = {}): Promise<Viewer | null> {
  return read(touch);
}

/** For pages: who asks. Somebody signed out is sent to the sign-in page and comes back afterwards. */
export async function requireViewer(): Promise<Viewer> {
  const viewer = await currentViewer();
  if (viewer) return viewer;
  const path = (await headers()).get(pathHeader) ?? "/";
  redirect(signInPath(path, (await cookies()).has(cookieOf("session").name) ? "expired" : undefined));
}

/** For actions and routes: who asks. @throws AppError UNAUTHENTICATED */
export async function authenticate(options: { touch?: boolean } = {}): Promise<Viewer> {
  const viewer = await currentViewer(options);
  if (!viewer) throw new AppError("UNAUTHENTICATED");
  return viewer;
}
