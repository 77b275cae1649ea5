"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { countryName } from "@/lib/i18n/countries";
import { nameIn } from "@/lib/i18n/names";
import type { ValueWords } from "@/lib/reports/amendment";
import type { FormSource, ReportForm } from "@/lib/reports/types";
import { sourceText } from "./source-text";

/** How this form's lists call what an account or a template names by code. @param cited sources that may not be among the form's own */
export function useValueWords(data: ReportForm, cited?: readonly FormSource[]): ValueWords {
  const locale = useLocale();
  const unit = useTranslations("codes.unit");
  return useMemo(() => {
    const points = new Map(data.points.map((point) => [point.slug, nameIn(point, locale)]));
    const substances = new Map(data.substances.map((substance) => [substance.slug, nameIn(substance, locale)]));
    const sources = new Map([...data.sources, ...(cited ?? [])].map((source) => [source.id, source]));
    return {
      point: (slug) => points.get(slug) ?? slug,
      substance: (slug) => substances.get(slug) ?? slug,
      unit: (code) => unit(code as Parameters<typeof unit>[0]),
      country: (code) => countryName(code, locale),
      source: (id) => {
        const source = sources.get(id);
        return { text: source ? sourceText(source) : String(id), reliability: source?.reliability ?? "" };
      },
    };
  }, [data, cited, locale, unit]);
}
