import path from "node:path";
import { builtInViewer } from "@/lib/auth/mint";
import type { Viewer } from "@/lib/auth/types";
import { disconnect } from "@/lib/db/client";
import { withViewer } from "@/lib/db/with-viewer";
import { emptyFilter } from "@/lib/filter/fields";
import { readLookup } from "@/lib/import/lookup";
import { importFile } from "@/lib/import/mutations";
import { mappingSchema } from "@/lib/import/schema";
import type { ImportResult } from "@/lib/import/types";
import { compare, sum, times } from "@/lib/quantity/decimal";
import { gramsPer } from "@/lib/quantity/units";
import { loadTrendRows } from "@/lib/trends/loaders";
import { seed } from "@/prisma/seed/seed";
import { embeddedSettings } from "../boot/embedded-settings.mjs";
import { startTestPostgres } from "../boot/test-postgres.mjs";

/** Events and kilograms by month, place and substance. */
export type Totals = Map<string, { events: number; kilograms: string }>;

/** A register in a database that is thrown away, with what ships, to import real files into. */
export class ScratchRegister {
  private constructor(
    readonly operator: Viewer,
    private readonly stopServer: () => Promise<void>,
  ) {}

  static async open(): Promise<ScratchRegister> {
    // As the embedded database runs: the rates that are told are those of a register.
    const server = await startTestPostgres(embeddedSettings());
    const { loginUrl } = await server.createTemplate("weir_verify");
    process.env.DATABASE_URL = loginUrl;
    await seed();
    return new ScratchRegister(await builtInViewer("operator"), () => server.stop());
  }

  async close(): Promise<void> {
    await disconnect();
    await this.stopServer();
  }

  import(file: string, mapping: Record<string, unknown>, sheet?: string): Promise<ImportResult> {
    const read = mappingSchema.parse(mapping);
    return importFile(this.operator, { path: file, name: path.basename(file), mapping: read, sheet, dryRun: false });
  }

  /** What the trends count of one source's cases: events, and the stated weights in kilograms, to the last digit. */
  async totalsOf(source: string): Promise<Totals> {
    const slug = await this.sourceSlug(source);
    const { rows } = await loadTrendRows(this.operator, { ...emptyFilter, source: [slug] }, [
      "transitPoint",
      "substance",
      "unit",
    ]);
    const totals: Totals = new Map();
    for (const { month, transitPoint, substance, unit, cases, quantity } of rows) {
      const key = [month, transitPoint?.code ?? "", substance?.code ?? ""].join(" ");
      const grams = unit && weights.has(unit) ? gramsPer(unit) : null;
      const kilograms = grams !== null && quantity ? times(times(quantity, grams), "0.001") : "0";
      const before = totals.get(key) ?? { events: 0, kilograms: "0" };
      totals.set(key, { events: before.events + cases, kilograms: sum([before.kilograms, kilograms]) });
    }
    return totals;
  }

  private async sourceSlug(title: string): Promise<string> {
    const found = await withViewer(this.operator, (tx) =>
      tx.source.findFirst({ where: { title }, select: { slug: true } }),
    );
    if (!found) throw new Error(`there is no source ${title}`);
    return found.slug;
  }

  /** The slugs that words of a file stand for in the register. */
  async words(): Promise<{ point: (word: string) => string; substance: (word: string) => string }> {
    const lookup = await withViewer(this.operator, readLookup);
    const slug = (found: { slug: string } | null | "several", word: string) => {
      if (found === null || found === "several") throw new Error(`nothing in the register is called "${word}"`);
      return found.slug;
    };
    return {
      point: (word) => slug(lookup.points.find(word), word),
      substance: (word) => slug(lookup.substances.find(word === "" ? "unknown" : word), word),
    };
  }

  /** Indicator values of a source, by indicator, place and period. */
  async valuesOf(source: string): Promise<Map<string, string>> {
    const rows = await withViewer(this.operator, (tx) =>
      tx.indicatorValue.findMany({
        where: { source: { title: source } },
        select: { placeEn: true, edtf: true, value: true, indicator: { select: { nameEn: true } } },
      }),
    );
    return new Map(
      rows.map((row) => [`${row.indicator.nameEn} ${row.placeEn} ${row.edtf}`, row.value?.toFixed() ?? ""]),
    );
  }
}

/** Units that the expected sums take for weights. */
const weights = new Set<string>(["kg", "g", "mg", "ug", "t", "lb", "oz"]);

/** Where two sets of totals differ, in a few lines. */
export function differences(ours: Totals, theirs: Totals): string[] {
  const problems: string[] = [];
  for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
    const [a, b] = [ours.get(key), theirs.get(key)];
    if (a && b && a.events === b.events && compare(a.kilograms, b.kilograms) === 0) continue;
    problems.push(
      `${key}: ${a ? `${a.events} events, ${a.kilograms} kg` : "nothing"}, expected ${b ? `${b.events}, ${b.kilograms}` : "nothing"}`,
    );
  }
  return problems.length > 10 ? [...problems.slice(0, 10), `and ${problems.length - 10} more`] : problems;
}
