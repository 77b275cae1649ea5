import { z } from "zod";
import { mostRows, typedAccount } from "@/lib/cases/schema";
import * as codes from "@/lib/codes";
import { isFuture, today } from "@/lib/dates/calendar";
import { parseDate } from "@/lib/dates/parse";
import type { FieldProblem } from "@/lib/errors";
import type { ParsedNumber } from "@/lib/quantity/parse";
import { parsePurity, parseQuantity } from "@/lib/quantity/parse";
import { mostOf } from "@/lib/quantity/units";
import type { AssetValues, LegValues, LineValues, PersonValues, Picked, ReportValues, SourceValues } from "./form";
import { draftValues, isFreshLeg, isFreshRow } from "./form";
import type { NewReport } from "./types";
import { maxReason } from "./types";

/** What a valid form says. The id of its draft is added by whoever logs it. */
export type ReadReport = Pick<NewReport, "account" | "source" | "operation" | "team" | "attachTo"> & {
  /** references of cases that were said to be other events */
  otherEvents: string[];
  amends: { reportId: string; baseVersion: number; reason: string } | null;
};

/** What a form is read against: the agency's time zone decides what lies in the future; who is on a team is known to the page. */
export type FormContext = { timeZone: string; now?: Date; redTeam?: (team: readonly number[]) => boolean };

/**
 * Reads the form for browser and server alike: text in, what `logReport` takes out. Each refusal names its field
 * (`lines.0.quantity`) and the key of its message, in the order of the form. Empty means not stated; a nought counts where
 * somebody can have said it. Rows in which nothing was typed are left out.
 */
export function reportSchema(context: FormContext) {
  return draftValues.transform((values, ctx): ReadReport => {
    const refuse: Refuse = (path, message, params) => {
      ctx.addIssue({ code: "custom", path: path.split("."), message, params, input: undefined });
      return null;
    };
    const { account, source, ...rest } = readReport(values, refuse, context);
    if (ctx.issues.length > 0 || source === null) return z.NEVER;
    const whole = typedAccount.safeParse(account);
    if (whole.success) return { account: whole.data, source, ...rest };
    for (const { path } of whole.error.issues) refuse(path.join(".") || "lines", "reports.error.not-accepted");
    return z.NEVER;
  });
}

/** The refusals of `reportSchema`. */
export function problemsOf(error: z.ZodError): FieldProblem[] {
  return error.issues.map((issue) => ({
    path: issue.path.join("."),
    message: issue.message,
    values: issue.code === "custom" ? issue.params : undefined,
  }));
}

/** Notes a mistake at a field and stands for the value that is missing. */
type Refuse = (path: string, message: string, values?: FieldProblem["values"]) => null;

function readReport(values: ReportValues, refuse: Refuse, context: FormContext) {
  const words = wordsReader(refuse);
  const account = {
    schema: 1,
    date: readDate(refuse, "date", values.date, context),
    ...readPoint(refuse, values),
    place: words("place", values.place, 300),
    seizingAgency: words("seizingAgency", values.seizingAgency, 200),
    operation: words("operation", values.operation, 120),
    transportMode:
      values.transportMode === ""
        ? null
        : readCode(refuse, "transportMode", values.transportMode, codes.transportCodes),
    concealment: words("concealment", values.concealment, 300),
    lines: readLines(refuse, values.lines),
    arrests: readArrests(refuse, values.arrests),
    people: readRows(refuse, "people", values.people, readPerson, isFreshRow),
    assets: readRows(refuse, "assets", values.assets, readAsset),
    route: readRows(refuse, "route", values.route, readLeg, isFreshLeg),
    source: readSource(refuse, values.source, context),
    credibility: readCode(refuse, "credibility", values.credibility, codes.credibilityCodes, "credibility-missing"),
    handling: readCode(refuse, "handling", values.handling, codes.handlingCodes),
    externalReference: words("externalReference", values.externalReference, 120),
    note: words("note", values.note, 10_000),
  };
  if (account.handling === "red" && values.team.length > mostInTeam)
    refuse("team", tooMany, { most: mostInTeam, count: values.team.length });
  if (account.handling === "red" && context.redTeam?.(values.team) === false) refuse("team", "reports.error.red-team");
  const { source, operation, ...rest } = account;
  const team = account.handling === "red" ? values.team : [];
  return {
    account: rest,
    source,
    operation,
    team,
    attachTo: values.attachTo,
    otherEvents: otherEventsIn(values),
    amends: readAmends(refuse, values.amends),
  };
}

/** Each once; what is no reference says nothing, and more than fit are never set aside by hand. */
function otherEventsIn({ otherEvents }: ReportValues): string[] {
  return [...new Set(otherEvents)].filter((reference) => /^[A-Z0-9-]{2,40}$/.test(reference)).slice(0, 100);
}

/** A version says why it was written. */
function readAmends(refuse: Refuse, amends: ReportValues["amends"]): ReadReport["amends"] {
  if (amends === null) return null;
  const reason = wordsReader(refuse)("amends.reason", amends.reason, maxReason);
  if (amends.reason.trim() === "") refuse("amends.reason", "reports.error.reason-missing");
  return { reportId: amends.report, baseVersion: amends.base, reason: reason ?? "" };
}

const tooMany = "reports.error.rows-most";
/** Users that may be named on a case beside its author. */
const mostInTeam = 100;

/** Reads the rows that are not left out: as many as fit, each named by its place in the form. That there are more is refused at the list. */
function readRows<Row, Read>(
  refuse: Refuse,
  list: keyof typeof mostRows,
  rows: readonly Row[],
  read: (refuse: Refuse, at: string, row: Row) => Read,
  leftOut: (row: Row) => boolean = () => false,
): Read[] {
  const taken = rows.flatMap((row, i) => (leftOut(row) ? [] : [{ row, at: `${list}.${i}.` }]));
  const most = mostRows[list];
  const fitting = taken.slice(0, most).map(({ row, at }) => read(refuse, at, row));
  if (taken.length > most) refuse(list, tooMany, { most, count: taken.length });
  return fitting;
}

function wordsReader(refuse: Refuse) {
  return (path: string, value: string, max: number): string | null => {
    const words = value.normalize("NFC").trim();
    return words.length > max ? refuse(path, "reports.error.too-long", { max, length: words.length }) : words || null;
  };
}

function readCode<C extends string>(refuse: Refuse, path: string, value: string, list: readonly C[], key = "choose") {
  return list.find((code) => code === value) ?? refuse(path, `reports.error.${key}`);
}

/** The id of what was chosen; text that names nothing on the list is refused, an empty field is not stated. */
function readPicked(refuse: Refuse, path: string, { id, text }: Picked, key: string): string | null {
  if (id !== "") return id;
  const words = text.trim();
  return words === "" ? null : refuse(path, `reports.error.${key}`, { text: words.slice(0, 60) });
}

function readDate(refuse: Refuse, path: string, text: string, { timeZone, now }: FormContext): string | null {
  if (text.trim() === "") return null;
  const parsed = parseDate(text);
  if (!parsed.ok) return refuse(path, `dates.error.${parsed.code}`);
  if (!isFuture(parsed.date, timeZone, now)) return parsed.date.edtf;
  return refuse(path, "dates.error.future", { today: today(timeZone, now), timeZone });
}

function readPoint(refuse: Refuse, values: ReportValues) {
  const point = readPicked(refuse, "point", values.point, "point-choose");
  if (point === null) return { point, attribution: null };
  return { point, attribution: readCode(refuse, "attribution", values.attribution, codes.attributionCodes) };
}

function readLines(refuse: Refuse, rows: readonly LineValues[]) {
  const lines = readRows(refuse, "lines", rows, readLine, isFreshRow);
  if (lines.length === 0) refuse("lines.0.asReported", "reports.error.lines-missing");
  return lines;
}

function readLine(refuse: Refuse, at: string, row: LineValues) {
  const words = wordsReader(refuse);
  const asReported = words(`${at}asReported`, row.asReported, 200);
  if (row.asReported.trim() === "") refuse(`${at}asReported`, "reports.error.as-reported-missing");
  const substance = readPicked(refuse, `${at}substance`, row.substance, "substance-choose");
  if (row.substance.id === "" && row.substance.text.trim() === "")
    refuse(`${at}substance`, "reports.error.substance-missing");
  const form = readCode(refuse, `${at}form`, row.form, codes.formCodes);
  const qualifier = readCode(refuse, `${at}qualifier`, row.qualifier, codes.qualifierCodes);
  const unknown = qualifier === "unknown";
  if (unknown && row.quantity.trim() !== "") refuse(`${at}quantity`, "reports.error.quantity-unknown");
  const quantity = unknown ? null : readNumber(refuse, `${at}quantity`, parseQuantity(row.quantity));
  const unit = readPicked(refuse, `${at}unit`, row.unit, "unit-choose");
  if (!unknown && row.unit.id === "" && row.unit.text.trim() === "") refuse(`${at}unit`, "reports.error.unit-missing");
  if (quantity !== null && Number(quantity) > mostOf(codes.unitCodes.find((code) => code === unit) ?? null))
    refuse(`${at}quantity`, "quantity.error.too-long");
  const unitAsReported = words(`${at}unitAsReported`, row.unitAsReported, 60);
  if (unit === "other" && unitAsReported === null) refuse(`${at}unitAsReported`, "reports.error.unit-words-missing");
  const pure = row.purity.trim() !== "";
  const purity = pure ? readNumber(refuse, `${at}purity`, parsePurity(row.purity)) : null;
  const basis = pure ? readCode(refuse, `${at}purityBasis`, row.purityBasis, codes.purityBasisCodes) : null;
  return { asReported, substance, form, quantity, unit, unitAsReported, qualifier, purity, purityBasis: basis };
}

function readNumber(refuse: Refuse, path: string, parsed: ParsedNumber): string | null {
  return parsed.ok ? parsed.value : refuse(path, `quantity.error.${parsed.code}`);
}

/** A whole number of people or things; null and a refusal for anything else. Nought only where `least` is 0. */
function readCount(refuse: Refuse, path: string, text: string, least: 0 | 1, most: number): number | null {
  const parsed = parseQuantity(text);
  if (!parsed.ok && parsed.code !== "zero") return refuse(path, "reports.error.count-whole");
  const value = parsed.ok ? Number(parsed.value) : 0;
  if (!Number.isInteger(value)) return refuse(path, "reports.error.count-whole");
  if (value < least) return refuse(path, "reports.error.count-zero");
  return value > most ? refuse(path, "reports.error.count-most", { most }) : value;
}

/** No number is `unknown`, never 0; a number needs to be called exact or a lower bound. */
function readArrests(refuse: Refuse, { kind, count, words }: ReportValues["arrests"]) {
  const said = readCode(refuse, "arrests.kind", kind, codes.arrestsKindCodes);
  const given = count.trim() !== "";
  if (said === "unknown" && given) refuse("arrests.count", "reports.error.arrests-unknown");
  if (said !== "unknown" && !given) refuse("arrests.count", "reports.error.arrests-missing");
  return {
    kind: said,
    count: said !== "unknown" && given ? readCount(refuse, "arrests.count", count, 0, 100_000) : null,
    words: wordsReader(refuse)("arrests.words", words, 200),
  };
}

function readPerson(refuse: Refuse, at: string, row: PersonValues) {
  return {
    ...(row.kind === "person"
      ? { person: /^[1-9]\d{0,8}$/.test(row.person) ? Number(row.person) : readNames(refuse, at, row), group: null }
      : { person: null, group: readGroup(refuse, at, row) }),
    role: readCode(refuse, `${at}role`, row.role, codes.roleCodes),
    tier: readCode(refuse, `${at}tier`, row.tier, codes.tierCodes),
    arrest: readCode(refuse, `${at}arrest`, row.arrest, codes.arrestCodes),
    basis: readCode(refuse, `${at}basis`, row.basis, codes.basisCodes),
    dataSubject: readCode(refuse, `${at}dataSubject`, row.dataSubject, codes.dataSubjectCodes),
    nationality: readPicked(refuse, `${at}nationality`, row.nationality, "country-choose"),
  };
}

function readNames(refuse: Refuse, at: string, row: PersonValues) {
  const words = wordsReader(refuse);
  if ([row.name, row.nameLatin, row.alias, row.aliasLatin].every((name) => name.trim() === ""))
    refuse(`${at}name`, "reports.error.person-empty");
  return {
    name: words(`${at}name`, row.name, 120),
    nameLatin: words(`${at}nameLatin`, row.nameLatin, 120),
    alias: words(`${at}alias`, row.alias, 120),
    aliasLatin: words(`${at}aliasLatin`, row.aliasLatin, 120),
  };
}

function readGroup(refuse: Refuse, at: string, row: PersonValues) {
  const kinds = ["exact", "about", "at-least", "unknown"] as const;
  const qualifier = readCode(refuse, `${at}qualifier`, row.qualifier, kinds);
  const given = row.count.trim() !== "";
  if (qualifier === "unknown" && given) refuse(`${at}count`, "reports.error.group-unknown");
  if (qualifier !== "unknown" && !given) refuse(`${at}count`, "reports.error.group-missing");
  return {
    qualifier,
    count: qualifier !== "unknown" && given ? readCount(refuse, `${at}count`, row.count, 1, 100_000) : null,
    words: wordsReader(refuse)(`${at}words`, row.words, 120),
  };
}

/** Cash is an amount with its currency, anything else a number and a description: what the form does not show of a row does not count. */
function readAsset(refuse: Refuse, at: string, row: AssetValues) {
  const kind = readCode(refuse, `${at}kind`, row.kind, codes.assetKindCodes);
  const nothing = { description: null, count: null, amount: null, currency: null, stated: null };
  if (kind !== "cash") {
    const description = wordsReader(refuse)(`${at}description`, row.description, 200);
    const count = row.count.trim() === "" ? null : readCount(refuse, `${at}count`, row.count, 1, 1_000_000);
    if (row.count.trim() === "" && row.description.trim() === "") refuse(`${at}count`, "reports.error.asset-empty");
    return { ...nothing, kind, description, count };
  }
  const { typed, ...money } = readMoney(refuse, at, ["amount", "currency"], row.amount, row.currency);
  const stated = readMoney(refuse, at, ["statedAmount", "statedCurrency"], row.statedAmount, row.statedCurrency);
  if (stated.typed && !typed) refuse(`${at}amount`, "reports.error.stated-alone");
  if (!typed && !stated.typed) refuse(`${at}amount`, "reports.error.asset-empty");
  const conversion = { amount: stated.amount, currency: stated.currency, about: row.statedAbout };
  return { ...nothing, kind, ...money, stated: stated.typed ? conversion : null };
}

/** A part of the route: a place in the source's words, a country, a transit point, or several of them. */
function readLeg(refuse: Refuse, at: string, row: LegValues) {
  return {
    kind: readCode(refuse, `${at}kind`, row.kind, codes.legKindCodes),
    place: wordsReader(refuse)(`${at}place`, row.place, 200),
    country: readPicked(refuse, `${at}country`, row.country, "country-choose"),
    point: readPicked(refuse, `${at}point`, row.point, "point-choose"),
  };
}

/** An amount above 0 with its ISO 4217 currency, or neither. */
function readMoney(refuse: Refuse, at: string, fields: [string, string], text: string, picked: Picked) {
  const [amountAt, currencyAt] = [at + fields[0], at + fields[1]];
  const given = text.trim() !== "";
  const named = picked.id !== "" || picked.text.trim() !== "";
  const parsed = parseQuantity(text);
  const keys: Record<string, string> = {
    zero: "amount-zero",
    negative: "amount-zero",
    "not-a-number": "amount-number",
  };
  if (!given && named) refuse(amountAt, "reports.error.amount-missing");
  if (given && !parsed.ok)
    refuse(amountAt, keys[parsed.code] ? `reports.error.${keys[parsed.code]}` : `quantity.error.${parsed.code}`);
  if (given && !named) refuse(currencyAt, "reports.error.currency-missing");
  const currency = readPicked(refuse, currencyAt, picked, "currency-choose");
  return { typed: given || named, amount: given && parsed.ok ? parsed.value : null, currency };
}

function readSource(refuse: Refuse, source: SourceValues, context: FormContext): NewReport["source"] | null {
  if (source.mode === "found") {
    const id = readPicked(refuse, "source.found", source.found, "source-choose");
    if (id !== null)
      return /^[1-9]\d{0,8}$/.test(id) ? { id: Number(id) } : refuse("source.found", "reports.error.source-unknown");
    return source.found.text.trim() === "" ? refuse("source.found", "reports.error.source-missing") : null;
  }
  const words = wordsReader(refuse);
  const title = words("source.title", source.title, 500);
  if (source.title.trim() === "") refuse("source.title", "reports.error.source-title");
  const create = {
    author: words("source.author", source.author, 300),
    publisher: words("source.publisher", source.publisher, 300),
    language: readPicked(refuse, "source.language", source.language, "language-choose"),
    published: readDate(refuse, "source.published", source.published, context),
    pages: words("source.pages", source.pages, 60),
    url: readUrl(refuse, words("source.url", source.url, 1000)),
  };
  const key = "reliability-missing";
  const reliability = readCode(refuse, "source.reliability", source.reliability, codes.reliabilityCodes, key);
  return title === null || reliability === null ? null : { create: { title, ...create, reliability } };
}

function readUrl(refuse: Refuse, url: string | null): string | null {
  if (url === null) return null;
  const parsed = URL.canParse(url) ? new URL(url) : null;
  return parsed && /^https?:$/.test(parsed.protocol) ? url : refuse("source.url", "reports.error.source-url");
}
