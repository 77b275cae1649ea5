import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { isLocale, localeCookie, resolveLocale } from "./locale";
import { loadMessages } from "./messages";

/** next-intl's request configuration. The zone is UTC on purpose: whoever formats an instant names the zone (`format.ts`). */
export default getRequestConfig(async ({ locale }) => {
  const chosen = isLocale(locale)
    ? locale
    : resolveLocale((await cookies()).get(localeCookie)?.value, (await headers()).get("accept-language"));
  return { locale: chosen, messages: await loadMessages(chosen), timeZone: "UTC" };
});
