import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TypedAccount } from "@/lib/cases/schema";
import dates from "@/lib/i18n/messages/en/dates.json";
import quantity from "@/lib/i18n/messages/en/quantity.json";
import reports from "@/lib/i18n/messages/en/reports.json";
import type { AssetValues, LineValues, PersonValues, Picked, ReportValues, SourceValues } from "./form";
import { draftValues, freshAsset, freshLine, freshPerson, freshReport } from "./form";
import { problemsOf, reportSchema } from "./schema";

// Midnight has passed in Shanghai, not yet in UTC: the agency's clock decides.
const context = { timeZone: "Asia/Shanghai", now: new Date("2010-11-22T17:00:00Z") };
const pick = (id: string): Picked => ({ id, text: id });
const typed = (text: string): Picked => ({ id: "", text });
const line = (change: Partial<LineValues> = {}): LineValues => ({
  ...freshLine("1"),
  asReported: "ice",
  substance: pick("methamphetamine"),
  form: "crystal",
  quantity: "1.5",
  unit: pick("kg"),
  ...change,
});
const person = (change: Partial<PersonValues>): PersonValues => ({ ...freshPerson("1", "person"), ...change });
const group = (change: Partial<PersonValues>): PersonValues => ({ ...freshPerson("1", "group"), ...change });
const cash = (change: Partial<AssetValues>): AssetValues => ({ ...freshAsset("1", "cash"), ...change });
const source = (change: Partial<SourceValues>): SourceValues => ({ ...freshReport().source, ...change });
/** The least that can be submitted, and what a test changes of it. */
const form = (change: Partial<ReportValues> = {}): ReportValues => ({
  ...freshReport(),
  lines: [line()],
  source: source({ found: { id: "7", text: "Xin Wenhua Bao" } }),
  credibility: "6",
  ...change,
});
const read = (values: unknown) => reportSchema(context).safeParse(values);
const problems = (values: unknown) => {
  const result = read(values);
  return result.success ? [] : problemsOf(result.error).map(({ path, message }) => [path, message]);
};
const account = (values: ReportValues) => reportSchema(context).parse(values).account;

describe("the documented cases, as somebody would type them", () => {
  const unstated: TypedAccount = {
    schema: 1,
    date: null,
    point: null,
    attribution: null,
    place: null,
    seizingAgency: null,
    transportMode: null,
    concealment: null,
    note: null,
    arrests: { kind: "unknown", count: null, words: null },
    lines: [],
    people: [],
    assets: [],
    route: [],
    credibility: "6",
    handling: "clear",
    externalReference: null,
  };
  const involved = {
    role: "unknown",
    tier: "unknown",
    arrest: "arrested",
    basis: "fact",
    dataSubject: "unclassified",
    nationality: null,
  } as const;
  const plain = { unitAsReported: null, qualifier: "exact", purity: null, purityBasis: null } as const;

  it("D1: tablets counted, four arrested", () => {
    const values = form({
      date: " 2004-12-23",
      point: pick("dandong"),
      seizingAgency: "border patrol",
      handling: "clear",
      lines: [
        line({
          asReported: "MaGu tablets",
          substance: pick("magu"),
          form: "tablet",
          quantity: "13,775",
          unit: pick("tablet"),
        }),
      ],
      arrests: { kind: "exact", count: "4", words: "" },
      people: [group({ count: "4", arrest: "arrested" })],
    });
    expect(account(values)).toEqual({
      ...unstated,
      date: "2004-12-23",
      point: "dandong",
      attribution: "seized-at",
      seizingAgency: "border patrol",
      arrests: { kind: "exact", count: 4, words: null },
      lines: [
        { asReported: "MaGu tablets", substance: "magu", form: "tablet", quantity: "13775", unit: "tablet", ...plain },
      ],
      people: [{ ...involved, person: null, group: { qualifier: "exact", count: 4, words: null } }],
    });
  });

  it("D2: one case, two lines", () => {
    const tablets = { form: "tablet", unit: pick("tablet") };
    const values = form({
      date: "2005-02-17",
      point: pick("dandong"),
      handling: "clear",
      lines: [
        line({ asReported: "MDMA (ecstasy) tablets", substance: pick("mdma"), quantity: "2000", ...tablets }),
        line({ asReported: "MaGu tablets", substance: pick("magu"), quantity: "300", ...tablets }),
        freshLine("3"),
      ],
      arrests: { kind: "exact", count: "7", words: "" },
    });
    expect(account(values)).toEqual({
      ...unstated,
      date: "2005-02-17",
      point: "dandong",
      attribution: "seized-at",
      arrests: { kind: "exact", count: 7, words: null },
      lines: [
        {
          asReported: "MDMA (ecstasy) tablets",
          substance: "mdma",
          form: "tablet",
          quantity: "2000",
          unit: "tablet",
          ...plain,
        },
        { asReported: "MaGu tablets", substance: "magu", form: "tablet", quantity: "300", unit: "tablet", ...plain },
      ],
    });
  });

  it("D3: a month, a purity without its basis, arrests not stated", () => {
    const values = form({
      date: "2008-10",
      point: pick("changbai"),
      handling: "clear",
      lines: [line({ quantity: "5.4", purity: "100 %" })],
    });
    expect(account(values)).toEqual({
      ...unstated,
      date: "2008-10",
      point: "changbai",
      attribution: "seized-at",
      lines: [
        {
          ...plain,
          asReported: "ice",
          substance: "methamphetamine",
          form: "crystal",
          quantity: "5.4",
          unit: "kg",
          purity: "100",
          purityBasis: "unstated",
        },
      ],
    });
  });

  it("D4: at least six, an alias that is not a name, cash with the stated rate, two cars", () => {
    const values = form({
      date: "2010-07",
      point: pick("yanbian"),
      operation: "5·20",
      handling: "clear",
      lines: [line()],
      arrests: { kind: "at-least", count: "6", words: "6 … and several" },
      people: [
        person({ alias: "Sister Kim", role: "organiser", tier: "leading", arrest: "arrested", dataSubject: "suspect" }),
        group({ count: "5", arrest: "arrested", nationality: pick("KP") }),
        group({ qualifier: "unknown", words: "several", arrest: "arrested" }),
      ],
      assets: [
        cash({
          amount: "132,000",
          currency: pick("CNY"),
          statedAmount: "19 300",
          statedCurrency: pick("USD"),
          statedAbout: true,
        }),
        { ...freshAsset("2", "vehicle"), count: "2", description: "cars" },
      ],
    });
    expect(reportSchema(context).parse(values)).toEqual({
      operation: "5·20",
      amends: null,
      team: [],
      attachTo: null,
      otherEvents: [],
      source: { id: 7 },
      account: {
        ...unstated,
        date: "2010-07",
        point: "yanbian",
        attribution: "seized-at",
        arrests: { kind: "at-least", count: 6, words: "6 … and several" },
        lines: [
          { ...plain, asReported: "ice", substance: "methamphetamine", form: "crystal", quantity: "1.5", unit: "kg" },
        ],
        people: [
          {
            ...involved,
            person: { name: null, nameLatin: null, alias: "Sister Kim", aliasLatin: null },
            group: null,
            role: "organiser",
            tier: "leading",
            dataSubject: "suspect",
          },
          { ...involved, person: null, group: { qualifier: "exact", count: 5, words: null }, nationality: "KP" },
          { ...involved, person: null, group: { qualifier: "unknown", count: null, words: "several" } },
        ],
        assets: [
          {
            kind: "cash",
            description: null,
            count: null,
            amount: "132000",
            currency: "CNY",
            stated: { amount: "19300", currency: "USD", about: true },
          },
          { kind: "vehicle", description: "cars", count: 2, amount: null, currency: null, stated: null },
        ],
      },
    });
  });
});

describe("each refusal at its field", () => {
  it.each<[string, Partial<ReportValues>, string, string]>([
    ["words for a date", { date: "early June 2010" }, "date", "dates.error.words"],
    ["tomorrow", { date: "2010-11-24" }, "date", "dates.error.future"],
    ["a point that was not chosen", { point: typed("dand") }, "point", "reports.error.point-choose"],
    ["a basis that is none", { point: pick("dandong"), attribution: "guess" }, "attribution", "reports.error.choose"],
    ["a long place", { place: "x".repeat(301) }, "place", "reports.error.too-long"],
    ["an unknown mode", { transportMode: "balloon" }, "transportMode", "reports.error.choose"],
    ["no line", { lines: [] }, "lines.0.asReported", "reports.error.lines-missing"],
    ["a line left empty", { lines: [freshLine("1")] }, "lines.0.asReported", "reports.error.lines-missing"],
    [
      "nothing reported",
      { lines: [line({ asReported: " " })] },
      "lines.0.asReported",
      "reports.error.as-reported-missing",
    ],
    [
      "no substance",
      { lines: [line({ substance: pick("") })] },
      "lines.0.substance",
      "reports.error.substance-missing",
    ],
    [
      "no such substance",
      { lines: [line({ substance: typed("ic") })] },
      "lines.0.substance",
      "reports.error.substance-choose",
    ],
    ["no quantity", { lines: [line({ quantity: "" })] }, "lines.0.quantity", "quantity.error.empty"],
    ["nought", { lines: [line({ quantity: "0.0" })] }, "lines.0.quantity", "quantity.error.zero"],
    ["a decimal comma", { lines: [line({ quantity: "1,5" })] }, "lines.0.quantity", "quantity.error.decimal-comma"],
    ["a range", { lines: [line({ quantity: "2-4" })] }, "lines.0.quantity", "quantity.error.range"],
    [
      "a number that is not known",
      { lines: [line({ qualifier: "unknown" })] },
      "lines.0.quantity",
      "reports.error.quantity-unknown",
    ],
    ["no unit", { lines: [line({ unit: pick("") })] }, "lines.0.unit", "reports.error.unit-missing"],
    ["no such unit", { lines: [line({ unit: typed("stone") })] }, "lines.0.unit", "reports.error.unit-choose"],
    [
      "another unit without a word",
      { lines: [line({ unit: pick("other") })] },
      "lines.0.unitAsReported",
      "reports.error.unit-words-missing",
    ],
    ["too pure", { lines: [line(), line({ purity: "120" })] }, "lines.1.purity", "quantity.error.above-100"],
    [
      "no basis of purity",
      { lines: [line({ purity: "98", purityBasis: "" })] },
      "lines.0.purityBasis",
      "reports.error.choose",
    ],
    [
      "no kind of arrests",
      { arrests: { kind: "exact", count: "", words: "" } },
      "arrests.count",
      "reports.error.arrests-missing",
    ],
    [
      "arrests both known and not",
      { arrests: { kind: "unknown", count: "0", words: "" } },
      "arrests.count",
      "reports.error.arrests-unknown",
    ],
    [
      "half an arrest",
      { arrests: { kind: "exact", count: "1.5", words: "" } },
      "arrests.count",
      "reports.error.count-whole",
    ],
    [
      "arrests in words",
      { arrests: { kind: "exact", count: "six", words: "" } },
      "arrests.count",
      "reports.error.count-whole",
    ],
    [
      "more arrests than people",
      { arrests: { kind: "exact", count: "100001", words: "" } },
      "arrests.count",
      "reports.error.count-most",
    ],
    [
      "somebody without a name",
      { people: [person({ role: "courier" })] },
      "people.0.name",
      "reports.error.person-empty",
    ],
    [
      "a group without a number",
      { people: [group({ role: "courier" })] },
      "people.0.count",
      "reports.error.group-missing",
    ],
    ["a group of nobody", { people: [group({ count: "0" })] }, "people.0.count", "reports.error.count-zero"],
    [
      "a group both counted and not",
      { people: [group({ qualifier: "unknown", count: "3" })] },
      "people.0.count",
      "reports.error.group-unknown",
    ],
    [
      "no such country",
      { people: [group({ count: "3", nationality: typed("Ruritania") })] },
      "people.0.nationality",
      "reports.error.country-choose",
    ],
    ["a role that is none", { people: [group({ count: "3", role: "boss" })] }, "people.0.role", "reports.error.choose"],
    ["nothing in the cash", { assets: [cash({})] }, "assets.0.amount", "reports.error.asset-empty"],
    ["nothing of a vehicle", { assets: [freshAsset("1", "vehicle")] }, "assets.0.count", "reports.error.asset-empty"],
    [
      "no cash",
      { assets: [cash({ amount: "0", currency: pick("CNY") })] },
      "assets.0.amount",
      "reports.error.amount-zero",
    ],
    [
      "cash in words",
      { assets: [cash({ amount: "much", currency: pick("CNY") })] },
      "assets.0.amount",
      "reports.error.amount-number",
    ],
    ["cash of no currency", { assets: [cash({ amount: "5" })] }, "assets.0.currency", "reports.error.currency-missing"],
    [
      "cash of no known currency",
      { assets: [cash({ amount: "5", currency: typed("shells") })] },
      "assets.0.currency",
      "reports.error.currency-choose",
    ],
    [
      "a currency alone",
      { assets: [cash({ currency: pick("CNY") })] },
      "assets.0.amount",
      "reports.error.amount-missing",
    ],
    [
      "a conversion of nothing",
      { assets: [cash({ statedAmount: "5", statedCurrency: pick("USD") })] },
      "assets.0.amount",
      "reports.error.stated-alone",
    ],
    ["no source", { source: source({}) }, "source.found", "reports.error.source-missing"],
    [
      "a source that was not chosen",
      { source: source({ found: typed("Xin") }) },
      "source.found",
      "reports.error.source-choose",
    ],
    ["no source's id", { source: source({ found: pick("x1") }) }, "source.found", "reports.error.source-unknown"],
    [
      "a new source without a title",
      { source: source({ mode: "new", reliability: "F" }) },
      "source.title",
      "reports.error.source-title",
    ],
    [
      "a new source without a grade",
      { source: source({ mode: "new", title: "A" }) },
      "source.reliability",
      "reports.error.reliability-missing",
    ],
    [
      "a source of tomorrow",
      { source: source({ mode: "new", title: "A", reliability: "F", published: "2010-12" }) },
      "source.published",
      "dates.error.future",
    ],
    [
      "an address that is none",
      { source: source({ mode: "new", title: "A", reliability: "F", url: "javascript:alert(1)" }) },
      "source.url",
      "reports.error.source-url",
    ],
    ["no credibility", { credibility: "" }, "credibility", "reports.error.credibility-missing"],
    ["no handling", { handling: "" }, "handling", "reports.error.choose"],
    ["a long note", { note: "x".repeat(10_001) }, "note", "reports.error.too-long"],
  ])("%s", (_, change, path, message) => {
    expect(problems(form(change))).toEqual([[path, message]]);
  });

  it("names them all, in the order of the form", () => {
    const paths = problems(freshReport()).map(([path]) => path);
    expect(paths).toEqual(["lines.0.asReported", "source.found", "credibility"]);
  });

  it("asks for a team where the page knows that RED has no reviewer", () => {
    const red = form({ handling: "red", team: [3] });
    const schema = (redTeam?: (team: readonly number[]) => boolean) => reportSchema({ ...context, redTeam });
    expect(schema().safeParse(red).success).toBe(true);
    expect(schema((team) => team.includes(3)).safeParse(red).success).toBe(true);
    const refused = schema((team) => team.includes(4)).safeParse(red);
    expect(refused.error?.issues.map((issue) => [issue.path.join("."), issue.message])).toEqual([
      ["team", "reports.error.red-team"],
    ]);
  });

  it("has words for each, with the values that they need", () => {
    const places = form({ place: "x".repeat(301), point: typed("dand") });
    const result = read(places);
    expect(result.error && problemsOf(result.error)).toEqual([
      { path: "point", message: "reports.error.point-choose", values: { text: "dand" } },
      { path: "place", message: "reports.error.too-long", values: { max: 300, length: 301 } },
    ]);
  });
});

describe("what may be left out, and what is kept", () => {
  it("takes today and the running month", () => {
    expect(account(form({ date: "2010-11-23" })).date).toBe("2010-11-23");
    expect(account(form({ date: "2010-11" })).date).toBe("2010-11");
  });

  it("keeps a stated nought: nobody was arrested", () => {
    expect(account(form({ arrests: { kind: "exact", count: "0", words: "" } })).arrests).toEqual({
      kind: "exact",
      count: 0,
      words: null,
    });
  });

  it("keeps an unknown quantity with its words, and the unit if there is one", () => {
    const [first] = account(form({ lines: [line({ qualifier: "unknown", quantity: "", unit: pick("") })] })).lines;
    expect(first).toMatchObject({ quantity: null, unit: null, qualifier: "unknown" });
  });

  it("needs no point, and then no basis", () => {
    expect(account(form())).toMatchObject({ point: null, attribution: null });
  });

  it("composes what a keyboard left decomposed, and trims", () => {
    expect(account(form({ place: ` ${"단둥".normalize("NFD")} ` })).place).toBe("단둥");
  });

  it("takes a new source whole", () => {
    const result = reportSchema(context).parse(
      form({
        source: source({
          mode: "new",
          title: "A title",
          published: "2009-02-18",
          language: pick("zh"),
          url: "https://example.org/a",
          reliability: "F",
        }),
      }),
    );
    expect(result.source).toEqual({
      create: {
        title: "A title",
        author: null,
        publisher: null,
        language: "zh",
        published: "2009-02-18",
        pages: null,
        url: "https://example.org/a",
        reliability: "F",
      },
    });
  });
});

describe("messages", () => {
  it("exist for every key that the code of this feature names", async () => {
    const { readFile } = await import("node:fs/promises");
    const files = ["schema", "mutations", "queries", "people", "actions", "moves"];
    const code = (await Promise.all(files.map((name) => readFile(`lib/reports/${name}.ts`, "utf8")))).join("\n");
    const named = [...code.matchAll(/"(?:reports\.error\.)?([a-z]+(?:-[a-z]+)+)"/g)].map(([, key]) => key);
    const known = Object.keys(reports.error);
    const full = [...code.matchAll(/"reports\.error\.([a-z-]+)"/g)].map(([, key = ""]) => key);
    expect(full.filter((key) => !known.includes(key))).toEqual([]);
    expect(known.filter((key) => !named.includes(key) && !full.includes(key) && key !== "choose")).toEqual([]);
    expect([dates.error.future, quantity.error.empty]).not.toContain(undefined);
  });
});

describe("drafts", () => {
  it("keep anything half-typed, and let an older or broken body not stop the form", () => {
    expect(draftValues.parse(null)).toEqual(freshReport());
    expect(draftValues.parse({ date: 5, lines: "no", people: [{ name: "김" }], team: ["x"] })).toEqual({
      ...freshReport(),
      date: "",
      lines: [],
      people: [
        {
          ...freshPerson("", "group"),
          role: "",
          tier: "",
          arrest: "",
          basis: "",
          dataSubject: "",
          qualifier: "",
          name: "김",
        },
      ],
    });
    const half = form({ date: "20", point: typed("dan"), lines: [line({ quantity: "1," }), freshLine("2")] });
    expect(draftValues.parse(JSON.parse(JSON.stringify(half)))).toEqual(half);
  });

  it("name a case to attach to, or none", () => {
    for (const attachTo of [undefined, null, "", "  ", 7]) expect(draftValues.parse({ attachTo }).attachTo).toBeNull();
    expect(draftValues.parse({ attachTo: " C-7K3M-9QXA " }).attachTo).toBe("C-7K3M-9QXA");
    expect(reportSchema(context).parse(form({ attachTo: "C-7K3M-9QXA" })).attachTo).toBe("C-7K3M-9QXA");
    expect(reportSchema(context).parse(form()).attachTo).toBeNull();
  });

  it("keeps each case that was set aside once, and nothing that is no reference", () => {
    const otherEvents = ["C-7K3M-9QXA", "D4", "C-7K3M-9QXA", "", "<b>", "c-lower"];
    expect(reportSchema(context).parse(form({ otherEvents })).otherEvents).toEqual(["C-7K3M-9QXA", "D4"]);
  });

  it("lose only what Postgres cannot keep", () => {
    expect(draftValues.parse({ note: "a\u0000b\ud800c 👍" }).note).toBe("abc 👍");
  });

  it("never throw, whatever they hold, and neither does reading them", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.record({ lines: fc.array(fc.anything()), source: fc.anything() })),
        (body) => {
          const values = draftValues.parse(body);
          expect(draftValues.parse(values)).toEqual(values);
          read(values);
        },
      ),
    );
  });
});

describe("more rows than a report holds", () => {
  const times = <T>(count: number, row: T): T[] => Array.from({ length: count }, () => row);
  const full = {
    lines: times(200, line()),
    people: times(500, group({ count: "2" })),
    assets: times(100, cash({ amount: "5", currency: pick("CNY") })),
  };
  const lists = ["lines", "people", "assets"] as const;

  it("as many as it holds are read", () => {
    const read = account(form(full));
    expect(lists.map((list) => read[list].length)).toEqual([200, 500, 100]);
  });

  it.each(lists)("one more is refused at %s, and the rows that are wrong beside it", (list) => {
    const [row] = full[list];
    expect(problems(form({ ...full, [list]: [...full[list], row] }))).toEqual([[list, "reports.error.rows-most"]]);
    const wrong = list === "lines" ? { ...line(), quantity: "x" } : { ...row, count: "x", amount: "x" };
    expect(problems(form({ [list]: [wrong, ...full[list]] })).map(([path]) => path?.replace(/0\..*/, "0"))).toEqual([
      `${list}.0`,
      list,
    ]);
  });

  it("says how many there are, and how many it holds", () => {
    const result = read(form({ lines: times(203, line()) }));
    expect(result.success ? [] : problemsOf(result.error)).toEqual([
      { path: "lines", message: "reports.error.rows-most", values: { count: 203, most: 200 } },
    ]);
  });

  it("rows in which nothing was typed do not count", () => {
    const { lines, people } = full;
    const values = form({ lines: [...lines, freshLine("201")], people: [...people, freshPerson("501", "group")] });
    expect(problems(values)).toEqual([]);
  });

  it("a team that is too large is refused, where there is one", () => {
    const team = Array.from({ length: 101 }, (_, i) => i + 1);
    expect(problems(form({ handling: "red", team }))).toEqual([["team", "reports.error.rows-most"]]);
    expect(problems(form({ handling: "red", team: team.slice(1) }))).toEqual([]);
    expect(problems(form({ handling: "green", team }))).toEqual([]);
  });

  it("a draft keeps them all", () => {
    const values = form({
      lines: times(201, line()),
      people: times(501, group({})),
      assets: times(101, cash({})),
      team: Array.from({ length: 101 }, (_, i) => i + 1),
    });
    expect(draftValues.parse(JSON.parse(JSON.stringify(values)))).toEqual(values);
  });
});
