import type { NextRequest } from "next/server";
import { NextResponse } from "next/server";
import { pathHeader, signInPath } from "@/lib/auth/callback";
import { cookieOf, isSecure } from "@/lib/auth/cookies";

/**
 * Only scripts that carry this request's nonce run, and what they load. Styles in attributes are allowed: the UI library
 * passes measures that way.
 */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Pages for people without a session. */
const openToAll = new Set(["/sign-in", "/invite", "/reset"]);

/** A year in which the browser comes over TLS only. Hosts below this one are not ours to promise for. */
const transportSecurity = "max-age=31536000";

/** What every page's request goes through first. */
export function proxy(request: NextRequest): NextResponse {
  const response = answerTo(request);
  if (isSecure()) response.headers.set("strict-transport-security", transportSecurity);
  return response;
}

/**
 * Sends visitors without a session's cookie to the sign-in page, pages only: an action or a route says UNAUTHENTICATED itself, so that
 * nothing typed is lost. Whether the cookie is worth anything is asked where the page is made (lib/auth/viewer.ts).
 */
function answerTo(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (isRead && !openToAll.has(pathname) && !request.cookies.has(cookieOf("session").name))
    return NextResponse.redirect(new URL(signInPath(`${pathname}${search}`), request.url));

  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set(pathHeader, `${pathname}${search}`);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

export const config = {
  matcher: ["/((?!api/|_next/static/|_next/image|icons/|manifest.webmanifest|favicon).*)"],
};
