import type { Form, Unit } from "@/lib/codes";
import { unitCodes } from "@/lib/codes";
import { delayBetween } from "@/lib/dates/delay";
import { parseDate } from "@/lib/dates/parse";
import type { RegisterDate } from "@/lib/dates/types";
import type { Ceilings } from "@/lib/quantity/ceilings";
import { comparable, exceededCeiling } from "@/lib/quantity/ceilings";
import { parseQuantity } from "@/lib/quantity/parse";
import type { LineValues, ReportValues } from "./form";

/** What the form may ask about: each has its words in the messages, `reports.warn`. */
export const warningCodes = [
  "far-above-largest",
  "above-ceiling",
  "published-before",
  "published-long-after",
  "tablet-purity",
  "arrests-below",
  "descriptor",
] as const;
export type WarningCode = (typeof warningCodes)[number];

/** Something that looks odd at a field. `key` names what was seen: of the same sight it is the same. */
export type Warning = { code: WarningCode; path: string; key: string; values: Record<string, string | number> };
/** A warning as a version keeps it, with its author's word why it is right as it stands. */
export type ConfirmedWarning = Omit<Warning, "key"> & { reason: string };

/** What the rules of warnings need to know of the register and its lists. */
export type WarningFacts = {
  /** by slug; `largest`: by kg, l or a count's own unit, the largest quantity of at least two that the viewer may see */
  substances: Record<string, { form: Form | null; ceilings: Ceilings; largest: Partial<Record<Unit, string>> }>;
  /** EDTF of the known source's publication */
  published: string | null;
};

/** Times the largest so far from which a quantity is asked about, where there are enough lines to compare with. */
const farAbove = 10;
/** Days between event and publication from which the date is asked about. */
const longAfter = 3 * 365;

/**
 * What in a form looks odd though nothing forbids it: each may be right, and then somebody says why. Pure: the same in the browser and on
 * the server. A warning's key names what was seen, so that a confirmation does not outlive the figure that it was given for.
 */
export function warningsOf(values: ReportValues, facts: WarningFacts): Warning[] {
  return [
    ...dateWarnings(values, facts),
    ...values.lines.flatMap((line, at) => [...magnitude(line, at, facts), ...tabletPurity(line, at)]),
    ...arrestWarnings(values),
    ...descriptorWarnings(values),
  ];
}

/** The warnings that nobody has confirmed with a word. */
export function unconfirmed(warnings: readonly Warning[], { confirmed }: ReportValues): Warning[] {
  return warnings.filter(({ key }) => !confirmed.some((one) => one.key === key && one.reason.trim() !== ""));
}

/** What is seen of each, in this order: what a confirmation is given for. Of a quantity it is the figure, whatever it is compared with. */
const sights: Record<WarningCode, { name: string; of: readonly string[] }> = {
  "far-above-largest": { name: "magnitude", of: ["quantity", "unit", "substance"] },
  "above-ceiling": { name: "magnitude", of: ["quantity", "unit", "substance"] },
  "published-before": { name: "published-before", of: ["date", "published"] },
  "published-long-after": { name: "published-long-after", of: ["date", "published"] },
  "tablet-purity": { name: "tablet-purity", of: ["purity"] },
  "arrests-below": { name: "arrests-below", of: ["stated", "named"] },
  descriptor: { name: "descriptor", of: ["word"] },
};

/** The key of what was seen. */
function keyOf(code: WarningCode, values: Warning["values"]): string {
  return [sights[code].name, ...sights[code].of.map((field) => values[field])].join(" ");
}

function warning(code: WarningCode, path: string, values: Warning["values"]): Warning {
  return { code, path, values, key: keyOf(code, values) };
}

/** What an earlier version of the report confirmed, as its amendment begins with: an unchanged figure is not asked about again. */
export function confirmedBefore(confirmed: readonly ConfirmedWarning[]): ReportValues["confirmed"] {
  return confirmed.map(({ code, values, reason }) => ({ key: keyOf(code, values), reason }));
}

const knownUnit = (id: string): Unit | null => unitCodes.find((code) => code === id) ?? null;

/** Which substance in which unit a form speaks of: what the register's history is asked for. */
export function comparedIn(values: Pick<ReportValues, "lines">): { substance: string; unit: Unit }[] {
  const pairs = values.lines.flatMap(({ substance, unit }) => {
    const known = knownUnit(unit.id);
    return substance.id === "" || known === null
      ? []
      : [{ substance: substance.id, unit: comparable("1", known).unit }];
  });
  return [...new Map(pairs.map((pair) => [`${pair.substance} ${pair.unit}`, pair])).values()];
}

function magnitude(line: LineValues, at: number, facts: WarningFacts): Warning[] {
  const unit = knownUnit(line.unit.id);
  const parsed = parseQuantity(line.quantity);
  if (!parsed.ok || unit === null || line.substance.id === "" || line.qualifier === "unknown") return [];
  const path = `lines.${at}.quantity`;
  const seen = { quantity: parsed.value, unit, substance: line.substance.id };
  const { unit: by, value } = comparable(parsed.value, unit);
  const known = facts.substances[line.substance.id];
  // A product that comes in tablets, weighed by the tonne: the number was counted.
  const tablets = by === "kg" && (line.form === "tablet" || known?.form === "tablet") ? "yes" : "no";
  const largest = known?.largest[by];
  const many = largest === undefined ? 0 : Math.floor(Number(value) / Number(largest));
  if (largest !== undefined && many >= farAbove)
    return [warning("far-above-largest", path, { ...seen, times: many, largest, by, tablets })];
  const most = exceededCeiling(parsed.value, unit, known?.ceilings ?? {});
  return most === null ? [] : [warning("above-ceiling", path, { ...seen, most, by, tablets })];
}

function tabletPurity({ form, purity, unit }: LineValues, at: number): Warning[] {
  const counted = unit.id === "tablet" || unit.id === "capsule" || form === "tablet" || form === "capsule";
  return counted && purity.trim() !== ""
    ? [warning("tablet-purity", `lines.${at}.purity`, { purity: purity.trim() })]
    : [];
}

function dateOf(text: string | null): RegisterDate | null {
  const parsed = parseDate(text ?? "");
  return parsed.ok ? parsed.date : null;
}

function dateWarnings(values: ReportValues, facts: WarningFacts): Warning[] {
  const event = dateOf(values.date);
  const published = dateOf(values.source.mode === "new" ? values.source.published : facts.published);
  if (!event || !published) return [];
  const { least, most } = delayBetween(event, published);
  const seen = { date: event.edtf, published: published.edtf };
  if (most < 0) return [warning("published-before", "date", seen)];
  return least > longAfter
    ? [warning("published-long-after", "date", { ...seen, years: Math.floor(least / 365) })]
    : [];
}

/** More people are said to be arrested than the source counts. At-large and unknown ones are not among them. */
function arrestWarnings({ arrests, people }: ReportValues): Warning[] {
  const stated = parseQuantity(arrests.count);
  const nobody = !stated.ok && stated.code === "zero";
  if (arrests.kind !== "exact" || (!stated.ok && !nobody)) return [];
  const caught = new Set(["arrested", "charged", "convicted"]);
  const named = people
    .filter(({ arrest }) => caught.has(arrest))
    .reduce((sum, { kind, count }) => {
      const size = parseQuantity(count);
      return sum + (kind === "person" ? 1 : size.ok ? Number(size.value) : 1);
    }, 0);
  const said = stated.ok ? Number(stated.value) : 0;
  return named > said ? [warning("arrests-below", "arrests.count", { stated: said, named })] : [];
}

/** Words for an ethnic group or community, in the three languages; nationalities are not among them. */
const descriptors =
  /\b(?:korean[- ]chinese|ethnic(?:ally|ity)?(?: \p{L}+)?|uy?ghurs?|uighurs?|joseonjok|chaoxianzu|han chinese|hui muslims?|manchus?|tibetans?|kazakhs? minority)\b|朝鲜族|朝鮮族|鲜族|维吾尔族?|維吾爾族?|回族|汉族|漢族|满族|蒙古族|藏族|哈萨克族|少数民族|조선족|위구르족?|한족|만주족|몽골족|소수 ?민족/iu;

/** Free texts of a form, with the paths of their fields. Names are not free texts. */
function freeTexts(values: ReportValues): [path: string, text: string][] {
  return [
    ["place", values.place],
    ["concealment", values.concealment],
    ["operation", values.operation],
    ...values.lines.map((line, at): [string, string] => [`lines.${at}.asReported`, line.asReported]),
    ["arrests.words", values.arrests.words],
    ...values.people.map((one, at): [string, string] => [`people.${at}.words`, one.words]),
    ...values.assets.map((one, at): [string, string] => [`assets.${at}.description`, one.description]),
    ["note", values.note],
  ];
}

function descriptorWarnings(values: ReportValues): Warning[] {
  return freeTexts(values).flatMap(([path, text]) => {
    const found = descriptors.exec(text.normalize("NFC"))?.[0];
    return found === undefined ? [] : [warning("descriptor", path, { word: found })];
  });
}
