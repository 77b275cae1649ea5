import type { Locale } from "@/lib/codes";
import type admin from "./messages/en/admin.json";
import type audit from "./messages/en/audit.json";
import type auth from "./messages/en/auth.json";
import type casefile from "./messages/en/casefile.json";
import type cases from "./messages/en/cases.json";
import type codes from "./messages/en/codes.json";
import type common from "./messages/en/common.json";
import type conversions from "./messages/en/conversions.json";
import type dates from "./messages/en/dates.json";
import type errors from "./messages/en/errors.json";
import type exportWords from "./messages/en/export.json";
import type filter from "./messages/en/filter.json";
import type importWords from "./messages/en/import.json";
import type importing from "./messages/en/importing.json";
import type indicators from "./messages/en/indicators.json";
import type nav from "./messages/en/nav.json";
import type overview from "./messages/en/overview.json";
import type proposals from "./messages/en/proposals.json";
import type quantity from "./messages/en/quantity.json";
import type reference from "./messages/en/reference.json";
import type reports from "./messages/en/reports.json";
import type review from "./messages/en/review.json";
import type sources from "./messages/en/sources.json";
import type trends from "./messages/en/trends.json";
import type views from "./messages/en/views.json";
import type warnings from "./messages/en/warnings.json";

/** One file per namespace and language: `messages/LOCALE/NAMESPACE.json`. */
export const namespaces = [
  "common",
  "nav",
  "overview",
  "codes",
  "errors",
  "conversions",
  "dates",
  "quantity",
  "admin",
  "audit",
  "auth",
  "export",
  "filter",
  "import",
  "importing",
  "indicators",
  "cases",
  "casefile",
  "proposals",
  "reference",
  "reports",
  "review",
  "sources",
  "trends",
  "views",
  "warnings",
] as const;

export type Messages = {
  common: typeof common;
  nav: typeof nav;
  overview: typeof overview;
  codes: typeof codes;
  errors: typeof errors;
  conversions: typeof conversions;
  dates: typeof dates;
  quantity: typeof quantity;
  admin: typeof admin;
  audit: typeof audit;
  auth: typeof auth;
  export: typeof exportWords;
  filter: typeof filter;
  importing: typeof importing;
  import: typeof importWords;
  indicators: typeof indicators;
  cases: typeof cases;
  casefile: typeof casefile;
  proposals: typeof proposals;
  reference: typeof reference;
  reports: typeof reports;
  review: typeof review;
  sources: typeof sources;
  trends: typeof trends;
  views: typeof views;
  warnings: typeof warnings;
};

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}

/** All messages of one language. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  const loaded = await Promise.all(
    namespaces.map(async (namespace) => {
      const file: { default: unknown } = await import(`./messages/${locale}/${namespace}.json`);
      return [namespace, file.default] as const;
    }),
  );
  // The test of the messages proves that every language has the shape of the English files.
  return Object.fromEntries(loaded) as Messages;
}

type Tree = { [key: string]: string | Tree };

/**
 * The parts of the messages that a page's client components need. A path is a namespace (`trends`) or a part of one
 * (`codes.status`); what it leaves out does not travel to the browser.
 */
export function pickMessages(messages: Tree, paths: readonly string[]): Tree {
  const picked: Tree = {};
  for (const path of paths) {
    const keys = path.split(".");
    let from: string | Tree | undefined = messages;
    for (const key of keys) from = typeof from === "object" ? from[key] : undefined;
    if (from === undefined) throw new Error(`There are no messages at ${path}.`);
    let into = picked;
    for (const key of keys.slice(0, -1)) {
      const next = into[key];
      into = into[key] = typeof next === "object" ? { ...next } : {};
    }
    into[keys.at(-1) ?? path] = from;
  }
  return picked;
}
