import type { Viewer } from "@/lib/auth/types";
import { activeFields, toQuery } from "@/lib/filter/codec";
import type { FilterKey } from "@/lib/filter/fields";
import { filterKeys } from "@/lib/filter/fields";
import { formatInstant } from "@/lib/i18n/format";
import { handlingMark } from "./rules";
import type { ExportAbout, ExportOf, ExportSummary } from "./types";

/** Words for the sheet about an export, in one language. `t` takes a key of the messages. */
export type AboutWords = {
  heads: readonly [string, string];
  t: (key: string, values?: Record<string, string | number>) => string;
};

/** What stands beside the cases: whose scope it is, which filter, as of when, under which factors, and how to read it. */
export function aboutOf(viewer: Viewer, of: ExportOf, summary: ExportSummary, { t }: AboutWords): ExportAbout {
  const { cases, lines, handling, conversionSet, asOf, synthetic } = summary;
  return [
    ...(synthetic ? [[t("export.about.synthetic"), t("export.about.syntheticText")] as const] : []),
    [t("export.about.handling"), handlingMark(handling)],
    [
      t("export.about.scope"),
      t("export.about.scopeText", {
        name: viewer.name,
        role: t(`codes.userRole.${viewer.role}`),
        agency: viewer.agencyName,
      }),
    ],
    [t("export.about.asOf"), `${formatInstant(asOf, viewer.timeZone)} (${viewer.timeZone}); ${asOf.toISOString()}`],
    [t("export.about.cases"), String(cases)],
    [t("export.about.lines"), String(lines)],
    ...filterWords(of, t),
    [t("export.about.set"), conversionSet ?? ""],
    [t("export.about.reading"), t("export.about.readingText")],
  ];
}

/** The filter, field by field as the address has it, and the address itself. */
function filterWords(of: ExportOf, t: AboutWords["t"]): ExportAbout {
  if ("references" in of)
    return [[t("export.about.filter"), t("export.about.chosen", { count: of.references.length })]];
  const { filter } = of;
  const fields = activeFields(filter);
  if (fields.length === 0) return [[t("export.about.filter"), t("filter.none")]];
  const keys = Object.keys(filterKeys) as FilterKey[];
  const values = fields.map((field): [string, string] => {
    const own = keys.filter((key) => filterKeys[key].field === field);
    const said = own.flatMap((key) => {
      const value = filter[key];
      const texts = typeof value === "string" ? [value] : (value ?? []);
      return texts.length === 0 ? [] : [own.length > 1 ? `${key} ${texts.join(", ")}` : texts.join(", ")];
    });
    return [`${t("export.about.filter")}: ${t(`filter.field.${field}`)}`, said.join("; ")];
  });
  return [...values, [t("export.about.address"), `/cases?${toQuery(filter)}`]];
}
