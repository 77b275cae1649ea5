import fs from "node:fs";
import { createTranslator } from "next-intl";
import type { Locale } from "@/lib/codes";
import type { Messages } from "@/lib/i18n/messages";
import { namespaces } from "@/lib/i18n/messages";

/** The texts of the pages in a language, as the message files have them. */
function messagesOf(locale: Locale): Messages {
  const read = (namespace: string): unknown =>
    JSON.parse(fs.readFileSync(new URL(`../lib/i18n/messages/${locale}/${namespace}.json`, import.meta.url), "utf8"));
  return Object.fromEntries(namespaces.map((namespace) => [namespace, read(namespace)])) as Messages;
}

/** What a page says in a language: tests find controls by their words, as people do. */
export const words = (locale: Locale) => createTranslator({ locale, messages: messagesOf(locale), timeZone: "UTC" });

/** A pattern for exactly this text, or for a text that begins with it. */
export const beginning = (text: string) => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
