import type { Route } from "next";

/** The header in which proxy.ts tells a page its own path and query. */
export const pathHeader = "x-weir-path";

const home = "/" as Route;
const anywhere = "http://weir.invalid";

/**
 * Where to go after signing in: the path asked for if it is one of this register's pages, else the front page. Anything that a browser
 * could read as another host (`//host`, a backslash, a tab or an encoded form of them) is refused, as are the sign-in page and the API.
 */
export function safeCallback(asked: unknown): Route {
  if (typeof asked !== "string" || asked.length > 2000 || !isPlainPath(asked)) return home;
  let decoded = asked;
  for (let round = 0; round < 3; round++) {
    const before = decoded;
    try {
      decoded = decodeURIComponent(pathOf(before));
    } catch {
      return home;
    }
    if (!isPlainPath(decoded)) return home;
    if (decoded === before) break;
  }
  const { origin, pathname, search, hash } = new URL(asked, anywhere);
  if (origin !== anywhere || !isPlainPath(pathname) || /^\/(sign-in|api|_next)(\/|$)/i.test(pathname)) return home;
  return `${pathname}${search}${hash}` as Route;
}

const pathOf = (url: string) => url.split(/[?#]/, 1)[0] ?? "";

/** Begins with one slash; no backslash, blank or control character before the query. */
function isPlainPath(text: string): boolean {
  return /^\/(?!\/)/.test(text) && !/[\\\s\p{Cc}\p{Cf}]/u.test(pathOf(text)) && !/[\p{Cc}\\]/u.test(text);
}

/** What the sign-in page says on arrival. */
export const notices = ["expired", "signed-out"] as const;
export type Notice = (typeof notices)[number];

/** The address of the sign-in page that leads back to `path`. */
export function signInPath(path: string, notice?: Notice): Route {
  const callbackUrl = safeCallback(path);
  const query = new URLSearchParams();
  if (callbackUrl !== home) query.set("callbackUrl", callbackUrl);
  if (notice) query.set("notice", notice);
  return `/sign-in${query.size > 0 ? `?${query}` : ""}` as Route;
}
