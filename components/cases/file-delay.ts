import { useTranslations } from "next-intl";
import type { FileReport } from "@/lib/reports/types";

const daysOfYear = 365.2425;

/** How long after the event a source came out, in words: a range where a date is one, years beside the days where they are many. */
export function useDelay(delay: FileReport["delay"]): string | null {
  const t = useTranslations("casefile.reports");
  if (!delay) return null;
  const { least, most } = delay;
  if (most < 0) return t("publishedBefore");
  if (least === 0 && most === 0) return t("sameDay");
  const days = least === most || least <= 0 ? t("daysExact", { count: most }) : t("daysRange", { least, most });
  const years = Math.round((most / daysOfYear) * 2) / 2;
  const range = least >= daysOfYear ? t("years", { days, years }) : days;
  return t(least <= 0 ? "publishedUpTo" : "published", { range });
}
