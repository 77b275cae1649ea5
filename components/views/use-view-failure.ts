import { useTranslations } from "next-intl";
import type { Failure } from "@/lib/errors";

/** What went wrong with a view, in words. */
export function useViewFailure(): (failure: Failure) => string {
  const errors = useTranslations("errors");
  const t = useTranslations("views.error");
  return ({ code, fields, id }) => {
    const key = fields[0]?.message.replace("views.error.", "") as Parameters<typeof t>[0] | undefined;
    if (key && t.has(key)) return t(key);
    return `${errors(`text.${code}`)}${id ? ` (${id})` : ""}`;
  };
}
