import type { Account, TypedAccount, TypedPerson } from "@/lib/cases/schema";
import type { Decision, Family, Form, Handling, Unit } from "@/lib/codes";
import { roleCodes, transportCodes } from "@/lib/codes";
import type { Dice } from "./dice";
import { diceOf } from "./dice";

/** What a synthetic register is made of: slugs of the reference lists (the busiest points first), and how many agencies and sources. */
export type SyntheticLists = {
  points: readonly string[];
  substances: readonly { slug: string; family: Family; form: Form | null }[];
  agencies: number;
  sources: number;
};

/** One account of a synthetic case, with its decisions in order. Users are roles here, not people: `author` is one of the agency's analysts. */
export type SyntheticReport = {
  id: string;
  /** position among the sources */
  source: number;
  /** instant */
  loggedAt: string;
  account: TypedAccount;
  decisions: { kind: Decision; version: number; reason: string | null }[];
  /** an amendment waits beside the verified version: its account */
  amended: TypedAccount | null;
};

/** A synthetic case: whose it is, and its reports, the principal one first. */
export type SyntheticCase = {
  reference: string;
  /** position among the agencies */
  agency: number;
  /** which of the agency's analysts, by a number to be taken modulo how many it has */
  author: number;
  operation: string | null;
  reports: SyntheticReport[];
};

const lastDayOfRegister = "2025-12-31";
const dayMs = 86_400_000;
const isoDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/**
 * A register that nobody has to fear: invented, yet as uneven as a real one. Some points are busy and most are not, months have seasons and
 * years a trend, dates and weights are as exact as a source makes them, one case in twelve has a second source, and one in two hundred was
 * logged twice. Case `i` depends on the seed and on `i` alone: a larger register begins with the smaller one.
 * @param until last day of the ten years
 */
export function* syntheticRegister(
  seed: number,
  cases: number,
  lists: SyntheticLists,
  until = lastDayOfRegister,
): Generator<SyntheticCase> {
  for (let i = 0; i < cases; i += 1) yield syntheticCase(seed, i, lists, until);
}

/** Case `i` of the register of this seed. */
export function syntheticCase(
  seed: number,
  i: number,
  lists: SyntheticLists,
  until = lastDayOfRegister,
): SyntheticCase {
  const dice = diceOf(seedOf(seed, i));
  const twin = isTwin(dice, i) ? syntheticCase(seed, Math.floor(i * 0.9), lists, until) : null;
  const eventAt = eventDay(dice, until);
  // Of the twins of one case, one at most has its number: an agency logs a source's number once.
  const sharesNumber = i % 10 === 0 && !isTwin(diceOf(seedOf(seed, Math.floor(i * 0.9))), i);
  const account = twin ? retold(dice, firstReport(twin).account, sharesNumber) : makeAccount(dice, lists, eventAt);
  const loggedAt = Math.min(eventAt + Math.floor(dice.logNormal(6, 1.2) * dayMs), Date.parse(until) + dayMs - 1);
  const taken = twin?.reports.map((report) => report.source) ?? [];
  const first = makeReport(dice, lists, account, { loggedAt, taken, state: dice.weighed(states) });
  const second = {
    loggedAt: loggedAt + dayMs,
    taken: [first.source],
    state: dice.pick(["verified", "submitted"] as const),
  };
  const seconds =
    !twin && dice.chance(1 / 12) ? [makeReport(dice, lists, retold(dice, account, dice.chance(0.3)), second)] : [];
  return {
    reference: referenceOf(seed, i),
    agency: twin ? (twin.agency + dice.int(0, 1)) % lists.agencies : dice.busiest(rangeTo(lists.agencies)),
    author: dice.int(0, 999),
    operation: dice.chance(0.04) ? `Operation ${dice.pick(operations)} ${dice.int(1, 40)}` : null,
    reports: [first, ...seconds],
  };
}

const seedOf = (seed: number, i: number) => (Math.imul(i + 1, 0x9e3779b1) ^ Math.imul(seed + 1, 0x85ebca6b)) | 0;
/** Somebody else's account of the same event, as a case of its own: what the search for duplicates is to find. The first throw of a case. */
const isTwin = (dice: Dice, i: number) => dice.chance(0.005) && i > 0;

const rangeTo = (n: number) => Array.from({ length: n }, (_, i) => i);

function firstReport(it: SyntheticCase): SyntheticReport {
  const first = it.reports[0];
  if (!first) throw new Error("a case has a report");
  return first;
}

/** Ten years: more of the later ones, more in autumn. */
function eventDay(dice: Dice, until: string): number {
  const years = Math.floor(Math.sqrt(dice.int(0, 9999) / 10_000) * 10);
  const month = dice.weighed(seasons.map((weight, i) => [i, weight] as const));
  const end = new Date(`${until}T00:00:00Z`);
  return Math.min(end.getTime(), Date.UTC(end.getUTCFullYear() - 9 + years, month, dice.int(1, 28)));
}

/** @param taken sources that have told of this event already: one source tells of it once */
function makeReport(
  dice: Dice,
  lists: SyntheticLists,
  account: TypedAccount,
  { loggedAt, taken, state }: { loggedAt: number; taken: number[]; state: Decision | "amended" },
): SyntheticReport {
  const submitted = { kind: "submitted" as const, version: 1, reason: null };
  const decided: SyntheticReport["decisions"] =
    state === "submitted"
      ? []
      : state === "amended"
        ? [
            { kind: "verified", version: 1, reason: null },
            { ...submitted, version: 2 },
          ]
        : [{ kind: state, version: 1, reason: state === "verified" ? null : "as the desk asked" }];
  return {
    id: dice.uuid(),
    source: dice.busiest(rangeTo(lists.sources).filter((source) => !taken.includes(source))),
    loggedAt: new Date(loggedAt).toISOString(),
    account,
    decisions: [submitted, ...decided],
    amended: state === "amended" ? { ...account, note: "read again: the figures stand" } : null,
  };
}

function makeAccount(dice: Dice, lists: SyntheticLists, eventAt: number): TypedAccount {
  const point = dice.chance(0.93) ? dice.busiest(lists.points) : null;
  const lines = rangeTo(dice.weighed(lineCounts)).map(() => makeLine(dice, lists));
  const arrested = dice.chance(0.6) ? dice.int(0, 6) : null;
  return {
    schema: 1,
    date: dateText(dice, eventAt),
    point,
    attribution: point === null ? null : dice.pick(["seized-at", "stated", "inferred"] as const),
    place: dice.chance(0.5) ? dice.pick(places) : null,
    seizingAgency: dice.chance(0.7) ? dice.pick(seizers) : null,
    transportMode: dice.chance(0.5) ? dice.pick(transportCodes) : null,
    concealment: dice.chance(0.25) ? dice.pick(concealments) : null,
    note: dice.chance(0.2) ? dice.pick(notes) : null,
    arrests:
      arrested === null
        ? { kind: "unknown", count: null, words: dice.chance(0.2) ? "several" : null }
        : { kind: dice.chance(0.85) ? "exact" : "at-least", count: arrested, words: null },
    lines,
    people: rangeTo(dice.weighed(peopleCounts)).map(() => makeInvolvement(dice)),
    assets: dice.chance(0.12) ? [makeAsset(dice)] : [],
    route: dice.chance(0.15) ? [{ kind: "origin", place: null, country: dice.pick(countries), point: null }] : [],
    credibility: dice.pick(["1", "2", "2", "3", "3", "6"] as const),
    handling: dice.weighed(handlings),
    externalReference: dice.chance(0.4)
      ? `${dice.pick(seals)}-${dice.int(2016, 2025)}-${dice.int(1, 2_000_000_000)}`
      : null,
  };
}

/** EDTF as a source dates things: a day, a month, about, a season, between two days, a year, nothing. */
function dateText(dice: Dice, at: number): string | null {
  const day = isoDay(at);
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))];
  const texts = {
    day,
    month: day.slice(0, 7),
    about: `${day.slice(0, 7)}~`,
    season: `${year}-${month < 4 ? 21 : month < 7 ? 22 : month < 10 ? 23 : 24}`,
    interval: `${day}/${isoDay(at + dice.int(1, 20) * dayMs)}`,
    year,
    none: null,
  };
  return texts[dice.weighed(precisions)];
}

function makeLine(dice: Dice, lists: SyntheticLists): Account["lines"][number] {
  const substance = dice.busiest(lists.substances);
  const unit = dice.weighed(substance.form === "tablet" ? tabletUnits : weightUnits);
  const qualifier = dice.weighed(qualifiers);
  const [median, spread] = medians[unit] ?? [5, 1.5];
  const purity = dice.chance(0.08) ? String(dice.int(5, 99)) : null;
  return {
    asReported: substance.slug.replaceAll("-", " "),
    substance: substance.slug,
    form: unit === "tablet" ? "tablet" : (substance.form ?? dice.pick(["powder", "unknown"] as const)),
    quantity: qualifier === "unknown" ? null : asWritten(dice, dice.logNormal(median, spread), unit),
    unit: qualifier === "unknown" ? null : unit,
    unitAsReported: null,
    qualifier,
    purity,
    purityBasis: purity === null ? null : "unstated",
  };
}

/** People round: mostly to two or three digits, never to nought; pieces are whole. */
function asWritten(dice: Dice, value: number, unit: Unit): string {
  const whole = !["kg", "g", "jin", "l"].includes(unit);
  const digits = dice.weighed([
    [1, 2],
    [2, 4],
    [3, 3],
    [5, 2],
  ]);
  const rounded = Number(value.toPrecision(digits));
  if (whole) return String(Math.max(1, Math.round(rounded)));
  return String(Math.max(0.01, Math.round(rounded * 1000) / 1000));
}

function makeInvolvement(dice: Dice): TypedAccount["people"][number] {
  const named = dice.chance(0.4);
  return {
    person: named ? makePerson(dice) : null,
    group: named ? null : { qualifier: dice.chance(0.7) ? "exact" : "at-least", count: dice.int(1, 6), words: null },
    role: dice.busiest(roleCodes),
    tier: dice.pick(["unknown", "unknown", "lesser", "significant", "leading"] as const),
    arrest: dice.pick(["arrested", "arrested", "charged", "at-large", "unknown"] as const),
    basis: dice.chance(0.9) ? "fact" : "assessment",
    dataSubject: dice.pick(["suspect", "suspect", "convicted", "unclassified"] as const),
    nationality: dice.chance(0.3) ? dice.pick(countries) : null,
  };
}

function makePerson(dice: Dice): TypedPerson {
  const [name, nameLatin] = dice.pick(families);
  const given = dice.pick(givens);
  const alias = dice.chance(0.2) ? dice.pick(aliases) : null;
  return { name: `${name}${given[0]}`, nameLatin: `${nameLatin} ${given[1]}`, alias, aliasLatin: null };
}

function makeAsset(dice: Dice): TypedAccount["assets"][number] {
  const none = { description: null, count: null, amount: null, currency: null, stated: null };
  if (dice.chance(0.5)) return { ...none, kind: "vehicle", count: dice.int(1, 3), description: "car" };
  return { ...none, kind: "cash", amount: String(dice.int(1, 900) * 1000), currency: "CNY" };
}

/** The same event as another source has it: a few days off, a figure rounded otherwise, its own number. */
function retold(dice: Dice, account: TypedAccount, sharesNumber: boolean): TypedAccount {
  const { date } = account;
  const exact = date !== null && /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(date) : null;
  const moved = exact === null ? date : dice.chance(0.3) ? date?.slice(0, 7) : isoDay(exact + dice.int(-3, 3) * dayMs);
  const lines = account.lines.map((line) => {
    if (line.quantity === null || dice.chance(0.5)) return line;
    return { ...line, quantity: String(Number(Number(line.quantity).toPrecision(2))), qualifier: "about" as const };
  });
  const externalReference = sharesNumber ? account.externalReference : null;
  return { ...account, date: moved ?? null, lines, externalReference, people: [], note: null };
}

/** Unlike any other of its register, and in no order: an odd factor walks through all 40 bits. */
function referenceOf(seed: number, i: number): string {
  const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  let left = (BigInt(i) * 0x9e3779b97f4a7c15n + BigInt(seed) * 0xbf58476d1ce4e5b9n) & 0xffffffffffn;
  const letters = rangeTo(8).map(() => {
    const letter = alphabet[Number(left & 31n)];
    left >>= 5n;
    return letter;
  });
  return `C-${letters.slice(0, 4).join("")}-${letters.slice(4).join("")}`;
}

const seasons = [7, 6, 8, 8, 9, 9, 8, 8, 10, 11, 9, 7];
const states = [
  ["verified", 70],
  ["submitted", 20],
  ["returned", 4],
  ["withdrawn", 3],
  ["amended", 3],
] as const;
const lineCounts = [
  [1, 82],
  [2, 14],
  [3, 4],
] as const;
const peopleCounts = [
  [0, 35],
  [1, 40],
  [2, 18],
  [3, 7],
] as const;
const precisions = [
  ["day", 70],
  ["month", 14],
  ["about", 4],
  ["season", 2],
  ["interval", 4],
  ["year", 3],
  ["none", 3],
] as const;
const handlings: readonly (readonly [Handling, number])[] = [
  ["clear", 10],
  ["green", 48],
  ["amber", 35],
  ["amber-strict", 5],
  ["red", 2],
];
const qualifiers = [
  ["exact", 72],
  ["about", 14],
  ["at-least", 7],
  ["at-most", 2],
  ["unknown", 5],
] as const;
const weightUnits: readonly (readonly [Unit, number])[] = [
  ["kg", 45],
  ["g", 42],
  ["jin", 4],
  ["l", 2],
  ["packet", 7],
];
const tabletUnits: readonly (readonly [Unit, number])[] = [
  ["tablet", 85],
  ["g", 10],
  ["kg", 5],
];
/** median and spread of what is written, by unit */
const medians: Partial<Record<Unit, [number, number]>> = {
  kg: [2.5, 1.3],
  g: [60, 1.4],
  jin: [3, 1],
  l: [4, 1],
  tablet: [400, 1.9],
  packet: [12, 1],
};
const countries = ["CN", "KP", "KR", "MM", "LA", "RU"];
const places = [
  "a checkpoint on the river road",
  "边境检查站",
  "강변 창고",
  "a hotel by the station",
  "客运站",
  "부두",
];
const seizers = ["border patrol", "边防支队", "customs", "海关缉私局", "provincial police", "세관"];
const concealments = ["in a spare tyre", "夹藏于货物", "담배 상자 안", "strapped to the body"];
const notes = ["After a tip-off.", "联合行动。", "추가 조사 중.", "The driver said that he did not know."];
const operations = ["Clear Water", "Reed", "청류", "净边"];
const seals = ["CD", "边缉", "SZ", "KR"];
const families = [
  ["김", "Kim"],
  ["박", "Pak"],
  ["李", "Li"],
  ["王", "Wang"],
  ["최", "Choe"],
] as const;
const givens = [
  ["某", "Mou"],
  ["모", "Mo"],
  ["明", "Ming"],
  ["철수", "Chol-su"],
  ["강", "Kang"],
] as const;
const aliases = ["Old Three", "老三", "큰형", "Uncle Mist"];
