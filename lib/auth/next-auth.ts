import type { AuthOptions } from "next-auth";
import NextAuth from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { log } from "@/lib/log";
import { callerAddress } from "./address";
import { safeCallback } from "./callback";
import { cookieOf } from "./cookies";
import { credentialsSchema } from "./schema";
import { secret } from "./secret";
import { endSession } from "./session";
import { signInWithPassword } from "./sign-in";
import { tokenLife } from "./token";

function options(): AuthOptions {
  return {
    secret: secret(),
    session: { strategy: "jwt", maxAge: tokenLife },
    jwt: { maxAge: tokenLife },
    cookies: { sessionToken: cookieOf("session"), csrfToken: cookieOf("csrf"), callbackUrl: cookieOf("callback") },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        authorize: async (typed, { headers = {} }) => {
          const parsed = credentialsSchema.safeParse(typed);
          if (!parsed.success) return null;
          const address = callerAddress(new Headers(headers));
          const result = await signInWithPassword({ ...parsed.data, address });
          return result.ok ? { id: result.session.id } : null;
        },
      }),
    ],
    callbacks: {
      // At sign-in the "user" is the session that was opened; the token holds its id and nothing else.
      jwt: ({ token, user }) => (user ? { sid: user.id } : token),
      redirect: ({ url, baseUrl }) => safeCallback(url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url),
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sid === "string") await endSession(token.sid);
      },
    },
    logger: {
      error: (code, metadata) =>
        log().error({ code, err: metadata instanceof Error ? metadata : metadata.error }, "next-auth"),
      warn: (code) => log().debug({ code }, "next-auth"),
      debug: () => {},
    },
  };
}

/** What of next-auth is open to programs. Its session route is not: it would renew the cookie past the absolute limit. */
const open: Record<string, readonly string[]> = {
  GET: ["csrf", "signin", "signout", "error"],
  POST: ["callback/credentials", "signin", "signout"],
};

/** The handler of /api/auth/*: next-auth's own, for what is open; the rest does not exist. */
export async function handleAuth(
  request: Request,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  const { nextauth } = await context.params;
  if (!open[request.method]?.includes(nextauth.join("/"))) return new Response(null, { status: 404 });
  return NextAuth(options())(request, context);
}
