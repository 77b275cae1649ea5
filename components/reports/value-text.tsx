"use client";

import { useTranslations } from "next-intl";
import { NotStated } from "@/components/ui/not-stated";
import type { Clash } from "@/lib/reports/amendment";
import type { AssetValues, LegValues, LineValues, PersonValues, ReportValues } from "@/lib/reports/form";
import { knownAs } from "./known-as";
import { useReport } from "./report-context";

/** What one side of a clash says, in words. */
export function SideText({ clash, side }: { clash: Clash; side: "mine" | "theirs" }) {
  const t = useTranslations("reports.amend.merge");
  const unit = useUnitText();
  const row = useRowText();
  if (clash.part === "lines" || clash.part === "people" || clash.part === "assets" || clash.part === "route")
    return clash[side] === null ? <em>{t("removed")}</em> : row(clash, side);
  return unit(clash.part, clash[side]) || <NotStated />;
}

type Rows = "lines" | "people" | "assets" | "route";
type Unit = Exclude<Clash["part"], Rows>;

const joined = (...parts: (string | false | null | undefined)[]) => parts.filter(Boolean).join(", ");

function useUnitText(): (part: Unit, values: ReportValues) => string {
  const codes = useTranslations("codes");
  const label = useLabel();
  return (part, values) => {
    switch (part) {
      case "point":
        return values.point.text && joined(values.point.text, label("attribution", values.attribution));
      case "arrests": {
        const { kind, count, words } = values.arrests;
        return joined(kind === "unknown" ? "" : codes(`arrestsKind.${kind as "exact"}`), count, words);
      }
      case "source":
        return values.source.mode === "found" ? values.source.found.text : values.source.title;
      case "transportMode":
        return label("transport", values.transportMode);
      case "credibility":
        return joined(values.credibility, label("credibility", values.credibility));
      case "handling":
        return label("handling", values.handling);
      default:
        return values[part];
    }
  };
}

function useRowText(): (clash: Extract<Clash, { part: Rows }>, side: "mine" | "theirs") => string {
  const line = useLineText();
  const person = usePersonText();
  const asset = useAssetText();
  const leg = useLegText();
  return (clash, side) => {
    switch (clash.part) {
      case "lines":
        return clash[side] ? line(clash[side]) : "";
      case "people":
        return clash[side] ? person(clash[side]) : "";
      case "assets":
        return clash[side] ? asset(clash[side]) : "";
      case "route":
        return clash[side] ? leg(clash[side]) : "";
    }
  };
}

function useLineText(): (row: LineValues) => string {
  const label = useLabel();
  return (row) => {
    const quantity = [row.qualifier === "exact" ? "" : label("qualifier", row.qualifier), row.quantity, row.unit.text];
    const purity = row.purity && `${row.purity}\u2009%`;
    return joined(
      row.asReported,
      row.substance.text,
      label("form", row.form),
      quantity.filter(Boolean).join(" "),
      purity,
    );
  };
}

function usePersonText(): (row: PersonValues) => string {
  const { data } = useReport();
  const t = useTranslations("reports");
  const label = useLabel();
  return (row) => {
    const kept = row.person === "" ? undefined : data.amends?.names[row.person];
    const who =
      row.person === "" ? knownAs(row) || joined(row.words, row.count) : kept ? knownAs(kept) : t("amend.closed");
    return joined(
      who,
      row.role !== "unknown" && label("role", row.role),
      row.arrest !== "unknown" && label("arrest", row.arrest),
      label("dataSubject", row.dataSubject),
      row.nationality.text,
    );
  };
}

function useAssetText(): (row: AssetValues) => string {
  const label = useLabel();
  return (row) =>
    joined(
      label("assetKind", row.kind),
      row.count,
      row.description,
      [row.currency.text, row.amount].filter(Boolean).join(" "),
      [row.statedCurrency.text, row.statedAmount].filter(Boolean).join(" "),
    );
}

function useLegText(): (row: LegValues) => string {
  const label = useLabel();
  return (row) => joined(label("leg", row.kind), row.place, row.country.text, row.point.text);
}

type List =
  | "attribution"
  | "transport"
  | "credibility"
  | "handling"
  | "qualifier"
  | "form"
  | "role"
  | "arrest"
  | "dataSubject"
  | "assetKind"
  | "leg";

/** The label of a code; what is on no list stays as it was typed. */
function useLabel(): (list: List, code: string) => string {
  const codes = useTranslations("codes");
  return (list, code) => {
    const key = `${list}.${code}` as Parameters<typeof codes>[0];
    return code !== "" && codes.has(key) ? codes(key) : code;
  };
}
