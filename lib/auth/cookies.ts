import { env } from "@/lib/env";
import { keyedDigest } from "./secret";

/** Browsers keep cookies by host, whatever the port: the instance's id in the name keeps two registers on one machine apart. */
function nameOf(what: "session" | "csrf" | "callback"): string {
  const instance =
    env().WEIR_INSTANCE ||
    keyedDigest("instance", "")
      .toLowerCase()
      .replace(/[^0-9a-z]/g, "");
  return `${isSecure() ? "__Host-" : ""}weir-${instance}-${what}`;
}

/** Whether people reach the register over TLS. */
export const isSecure = () => env().WEIR_URL.startsWith("https:");

/** Name and attributes of one of the cookies. Lax: a link from elsewhere opens signed in, a form from elsewhere does not. */
export function cookieOf(what: "session" | "csrf" | "callback") {
  return {
    name: nameOf(what),
    options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure: isSecure() },
  };
}
