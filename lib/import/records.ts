import type { Account } from "@/lib/cases/schema";
import { mostRows } from "@/lib/cases/schema";
import type { Qualifier, Unit } from "@/lib/codes";
import { today } from "@/lib/dates/calendar";
import { exceededCeiling } from "@/lib/quantity/ceilings";
import { compare, times } from "@/lib/quantity/decimal";
import { readUnitWord } from "@/lib/quantity/unit-words";
import { mostOf } from "@/lib/quantity/units";
import type { TableRow } from "@/lib/tables/types";
import type { CellReader, FieldText, RowFields } from "./cells";
import { hashOf, plainNumbers } from "./identity";
import type { ListedPoint, ListedSubstance, Lookup } from "./lookup";
import type { Refuse } from "./marks";
import { Blanks, findMarks } from "./marks";
import type { ReadNumber } from "./numbers";
import { comparable, isZero, longest } from "./numbers";
import type { ImportField } from "./schema";
import type { RowIssue } from "./types";
import { countryOf, formOf, known, qualifierOf, roleOf, transportOf } from "./words";

type Line = Account["lines"][number];
/** An account as one row says it, before it is put together with the others of its reference. Without its source. */
export type Piece = { row: number; reference: string | null; head: Omit<Account, "lines" | "source">; lines: Line[] };
export type ReadRow = { piece: Piece | null; errors: RowIssue[]; warnings: RowIssue[]; key: string };

/** Who imports, as far as reading a row depends on it. */
export type ReadingContext = { timeZone: string; now: Date; handling: Account["handling"] };

const leading =
  /^(>=|<=|[<>≥≤~≈=]|(?:approx|ca|aprox)\.|(?:about|approximately|approx|circa|ca|around|over|more than|at least|up to|less than|minimum|maximum|aprox|aproximadamente|unos|unas)\b|大约|约|至少|至多|약|최소|최대|около|примерно)\s*/i;
/** What stands behind a number of people. */
const people = /\s?(人|名|명|persons?|people|arrests?|arrested|suspects?)$/i;
const withUnit = /^([-+]?[\d.,'’ \u00a0\u202f]*\d)\s*([\p{L}µμ\u3380-\u33df][\p{L}µμ .()/]*)$/u;

/** Makes of a table's rows what they say of a case. Pure but for what it adds to the lists. */
export class RecordReader {
  private readonly today: string;
  readonly blanks: Blanks;

  constructor(
    private readonly reader: CellReader,
    private readonly lookup: Lookup,
    private readonly context: ReadingContext,
  ) {
    this.blanks = new Blanks(reader.mapping);
    this.today = today(context.timeZone, context.now);
  }

  read(row: TableRow): ReadRow {
    const errors: RowIssue[] = [];
    const warnings: RowIssue[] = [];
    const issue = (list: RowIssue[]) => (field: FieldText, code: string, values?: RowIssue["values"]) =>
      void list.push({
        row: row.row,
        column: field.column,
        value: field.raw === "" ? null : field.raw.slice(0, 200),
        code,
        ...(values && { values }),
      });
    const refuse = issue(errors);
    const warn = issue(warnings);
    const all = this.reader.fields(row);
    const [fields] = all;
    if (!fields) throw new Error("a row has no fields");
    findMarks(this.reader.mapping, row, fields, refuse, warn);
    if (errors.length > 0) return { piece: null, errors, warnings, key: "" };
    const head = this.head(fields, refuse, warn);
    const lines = all.map((own) => this.line(own, refuse, warn));
    if (lines.length > mostRows.lines) refuse(fields("quantity"), "lines-most", { most: mostRows.lines });
    const reference = this.words(fields("externalReference"), 120, refuse);
    const piece =
      errors.length > 0 ? null : { row: row.row, reference, head: { ...head, externalReference: reference }, lines };
    if (piece) this.blanks.add(row.row, fields);
    if (piece)
      this.lookup.use(
        head.point,
        lines.map(({ substance }) => substance),
      );
    return {
      piece,
      errors,
      warnings,
      key: reference === null ? this.keyOf(all, head.date) : hashOf(`reference ${reference}`),
    };
  }

  /** What a row says, as a later file of the same source will say it again, in whatever format. */
  private keyOf(all: readonly RowFields[], date: string | null): string {
    const { columns, unpivot } = this.reader.mapping;
    const named = Object.keys(columns) as ImportField[];
    const fields = (unpivot ? [...new Set([...named, ...Object.values(unpivot.into)])] : named).sort();
    let text = "";
    for (const own of all) {
      for (const field of fields) {
        if (dateFields.has(field)) continue;
        const said = own(field);
        if (known(said.raw) === "") continue;
        const number = numberFields.has(field) ? this.reader.number(said) : null;
        // As it stands in the file: a word that the mapping reads otherwise later is still the same row.
        text += `${field}\u001f${number?.ok ? comparable(number.value) : plainNumbers(said.raw)}\u001e`;
      }
      text += "\u001d";
    }
    return hashOf(`${date ?? ""}\u001c${text}`);
  }

  private words(field: FieldText, most: number, refuse: Refuse): string | null {
    if (field.text === "") return null;
    if (field.text.length > most) refuse(field, "too-long", { most, length: field.text.length });
    return field.text;
  }

  private head(fields: RowFields, refuse: Refuse, warn: Refuse): Piece["head"] {
    const { read, field } = this.reader.date(fields);
    if (read && !read.ok) refuse(field, read.code);
    if (read?.ok && read.from > this.today) refuse(field, "date-future", { today: this.today });
    const country = fields("country");
    const point = this.point(fields("transitPoint"), country, refuse);
    const transport = fields("transportMode");
    const mode = transport.text === "" ? null : transportOf(transport.text);
    if (transport.text !== "" && mode === null) warn(transport, "transport-unknown");
    const place = this.words(fields("place"), 300, refuse);
    // Where there is no point, the country is a part of the place.
    const where =
      point === null && country.text !== "" && country.text !== place
        ? [place, country.text].filter((part) => part !== null).join(", ")
        : place;
    if (where !== null && where.length > 300) refuse(fields("place"), "too-long", { most: 300, length: where.length });
    return {
      schema: 1,
      date: read?.ok ? read.edtf : null,
      point: point?.slug ?? null,
      attribution: point === null ? null : "stated",
      place: where,
      seizingAgency: this.words(fields("agency"), 200, refuse),
      transportMode: transport.text === "" ? null : (mode ?? "unknown"),
      concealment: this.words(fields("concealment"), 300, refuse),
      note: this.words(fields("note"), 10_000, refuse),
      arrests: this.arrests(fields("arrests"), warn, refuse),
      people: this.people(fields, warn, refuse),
      assets: [],
      route: this.route(fields, refuse),
      credibility: "6",
      handling: this.context.handling,
      externalReference: null,
    };
  }

  private point(field: FieldText, country: FieldText, refuse: Refuse): ListedPoint | null {
    if (field.text === "") return null;
    const found = this.lookup.points.find(field.text);
    if (found === "several") refuse(field, "point-several");
    else if (found) return found;
    else if (this.reader.mapping.createMissing.includes("transitPoint"))
      return this.lookup.addPoint(
        field.text,
        (country.text === "" ? null : countryOf(country.text)) ?? countryOf(field.text),
      );
    else refuseUnknown(field, "point-unknown", refuse);
    return null;
  }

  private substance(field: FieldText, refuse: Refuse): ListedSubstance | null {
    const unknown = this.lookup.substances.find("unknown");
    if (field.text === "") {
      if (unknown && unknown !== "several") return unknown;
      refuse(field, "substance-missing");
      return null;
    }
    const found = this.lookup.substances.find(field.text);
    if (found === "several") refuse(field, "substance-several");
    else if (found) return found;
    else if (this.reader.mapping.createMissing.includes("substance")) return this.lookup.addSubstance(field.text);
    else refuseUnknown(field, "substance-unknown", refuse);
    return null;
  }

  private route(fields: RowFields, refuse: Refuse): Account["route"] {
    return (["origin", "departure", "destination"] as const).flatMap((kind) => {
      const field = fields(kind);
      const place = this.words(field, 200, refuse);
      return place === null ? [] : [{ kind, place, country: countryOf(place), point: null }];
    });
  }

  private people(fields: RowFields, warn: Refuse, refuse: Refuse): Account["people"] {
    const [role, count, nationality] = [fields("role"), fields("personCount"), fields("nationality")];
    if (role.text === "" && count.text === "" && nationality.text === "") return [];
    const country = nationality.text === "" ? null : countryOf(nationality.text);
    if (nationality.text !== "" && country === null) warn(nationality, "country-unknown");
    const roleCode = role.text === "" ? "unknown" : (roleOf(role.text) ?? "unknown");
    if (role.text !== "" && roleOf(role.text) === null) warn(role, "role-unknown");
    const said = count.text === "" ? null : this.counted(count);
    // Nobody was there: a number is a number, and 0 people are no group.
    if (said?.count === 0 && role.text === "" && country === null) return [];
    if (said !== null && said.count === null) warn(count, "count-words");
    if (said?.words && said.words.length > 120) refuse(count, "too-long", { most: 120, length: said.words.length });
    const some = said !== null && said.count !== null && said.count > 0;
    const group = {
      qualifier: some ? said.kind : ("unknown" as const),
      count: some ? said.count : null,
      words: said?.words ?? null,
    };
    return [
      {
        person: null,
        group,
        role: roleCode,
        tier: "unknown",
        arrest: "unknown",
        basis: "fact",
        dataSubject: "unclassified",
        nationality: country,
      },
    ];
  }

  /** A number of people, perhaps a bound; else the source's words. */
  private counted(field: FieldText): {
    kind: "exact" | "about" | "at-least";
    count: number | null;
    words: string | null;
  } {
    if (field.text.length > longest) return { kind: "exact", count: null, words: field.text };
    const mark = leading.exec(field.text)?.[1];
    const bare = field.text
      .replace(leading, "")
      .replace(people, "")
      .replace(/\s?\+$/, "");
    const read = this.reader.number({ ...field, text: bare, cell: bare === field.text ? field.cell : "" });
    const whole = read.ok && /^\d{1,6}(\.0+)?$/.test(read.value) ? Math.trunc(Number(read.value)) : null;
    if (whole === null || whole > 100_000) return { kind: "exact", count: null, words: field.text };
    const qualifier = mark === undefined ? "exact" : qualifierOf(mark);
    if (qualifier === "at-least" || field.text.endsWith("+")) return { kind: "at-least", count: whole, words: null };
    if (qualifier === "exact" || qualifier === "about") return { kind: qualifier, count: whole, words: null };
    return { kind: "exact", count: null, words: field.text };
  }

  private arrests(field: FieldText, warn: Refuse, refuse: Refuse): Account["arrests"] {
    if (field.text === "") return { kind: "unknown", count: null, words: null };
    const { kind, count, words } = this.counted(field);
    if (count !== null && kind !== "about") return { kind, count, words: null };
    warn(field, "count-words");
    if (field.text.length > 200) refuse(field, "too-long", { most: 200, length: field.text.length });
    return { kind: "unknown", count: null, words: words ?? field.text };
  }

  private line(fields: RowFields, refuse: Refuse, warn: Refuse): Line {
    const name = fields("substance");
    const substance = this.substance(name, refuse);
    if (name.raw.length > 200) refuse(name, "too-long", { most: 200, length: name.raw.length });
    const form = fields("form");
    const formCode = form.text === "" ? null : formOf(form.text);
    if (form.text !== "" && formCode === null) warn(form, "form-unknown");
    const { quantity, unit, unitAsReported, qualifier } = this.quantity(fields, refuse, warn);
    const exceeded =
      quantity !== null && unit !== null && substance ? exceededCeiling(quantity, unit, substance.ceilings) : null;
    if (exceeded !== null) warn(fields("quantity"), "quantity-ceiling", { most: exceeded });
    const purity = this.purity(fields("purity"), refuse, warn);
    return {
      asReported: name.raw === "" ? "not stated" : name.raw,
      substance: substance?.slug ?? "unknown",
      form: form.text === "" ? (substance?.form ?? "unknown") : (formCode ?? "unknown"),
      ...{ quantity, unit, unitAsReported, qualifier, purity },
      purityBasis: purity === null ? null : "unstated",
    };
  }

  private purity(field: FieldText, refuse: Refuse, warn: Refuse): string | null {
    if (field.text === "") return null;
    const percent = field.text.replace(/\s?[%％]$/, "");
    const said = percent !== field.text;
    // What a workbook shows in hundredths has a decimal point, whatever its texts have.
    const shown = said && typeof field.cell !== "string";
    const read: ReadNumber = shown
      ? { ok: true, value: percent }
      : this.reader.number({ ...field, text: percent, cell: said ? "" : field.cell });
    if (read.ok && !read.value.startsWith("-") && compare(read.value, "100") <= 0) {
      if (!said && !isZero(read.value) && compare(read.value, "1") <= 0) warn(field, "purity-share");
      return read.value;
    }
    refuse(field, read.ok ? "purity-range" : `number-${read.code}`);
    return null;
  }

  private quantity(fields: RowFields, refuse: Refuse, warn: Refuse) {
    const amount = fields("quantity");
    const unitField = fields("unit");
    const none = (unit: Unit | null, keep: boolean) => ({
      quantity: null,
      unit,
      // What cannot be read as a number of a unit is kept as it stands.
      unitAsReported: keep
        ? [amount.raw, unitField.raw]
            .filter((part) => part !== "")
            .join(" ")
            .slice(0, 60)
            .trim() || null
        : null,
      qualifier: "unknown" as Qualifier,
    });
    const mapped = amount.column !== null || amount.raw !== "";
    const word = unitField.text === "" ? null : readUnitWord(unitField.text);
    if (amount.text === "") {
      if (mapped || this.reader.mapping.unpivot) warn(amount, "quantity-blank");
      if (unitField.text !== "" && word === null) warn(unitField, "unit-unknown");
      return none(word?.unit ?? null, amount.raw !== "" || (unitField.raw !== "" && word === null));
    }
    if (amount.text.length > longest) {
      refuse(amount, "number-not-a-number");
      return none(null, true);
    }
    const mark = leading.exec(amount.text)?.[1];
    const plus = /\d\s?\+$/.test(amount.text);
    const bare = amount.text.replace(leading, "").replace(/(\d)\s?\+$/, "$1");
    let read = this.reader.number({ ...amount, text: bare, cell: bare === amount.text ? amount.cell : "" });
    let unit = word;
    if (!read.ok) {
      const both = withUnit.exec(bare);
      const typed = both && readUnitWord((both[2] ?? "").trim());
      if (both && typed) {
        read = this.reader.number({ ...amount, text: both[1] ?? "", cell: "" });
        if (word && (word.unit !== typed.unit || word.times !== typed.times))
          refuse(amount, "unit-twice", { unit: unitField.raw });
        unit = typed;
      } else if (both && unitField.text === "" && this.reader.number({ ...amount, text: both[1] ?? "", cell: "" }).ok) {
        // A unit that no list knows is no reason to refuse the row: it is kept as it stands, like one in a column of its own.
        warn(amount, "unit-unknown");
        return none(null, true);
      }
    }
    if (!read.ok) {
      refuse(amount, /^\D*\d[\d.,]*\s?[-–—~～至到]\s?\d/.test(bare) ? "number-range" : `number-${read.code}`);
      return none(null, true);
    }
    if (isZero(read.value) || read.value.startsWith("-")) {
      warn(amount, isZero(read.value) ? "quantity-zero" : "quantity-negative");
      if (unit === null) warn(unitField, unitField.text === "" ? "unit-blank" : "unit-unknown");
      return none(unit?.unit ?? null, true);
    }
    if (unit === null) {
      warn(unitField, unitField.text === "" ? "unit-blank" : "unit-unknown");
      return none(null, true);
    }
    const quantity = unit.times === "1" ? read.value : times(read.value, unit.times);
    if (Number(quantity) > mostOf(unit.unit) || quantity.length > 40) refuse(amount, "quantity-too-much");
    return {
      quantity,
      unit: unit.unit,
      unitAsReported:
        unit.times !== "1" || unit.unit === "other" ? unitField.raw.slice(0, 60).trim() || unit.unit : null,
      qualifier: this.qualifier(fields("qualifier"), mark, plus, warn),
    };
  }

  private qualifier(field: FieldText, mark: string | undefined, plus: boolean, warn: Refuse): Qualifier {
    if (field.text !== "") {
      const said = qualifierOf(field.text);
      if (said !== null && said !== "unknown") return said;
      warn(field, "qualifier-unknown");
      return "about";
    }
    if (plus) return "at-least";
    return mark === undefined ? "exact" : (qualifierOf(mark) ?? "about");
  }
}

/** A word that no list knows; where the mapping put it in the place of the file's own, that one is told. */
function refuseUnknown(field: FieldText, code: string, refuse: Refuse): void {
  if (field.text === field.raw) refuse(field, code);
  else refuse(field, "value-unknown", { to: field.text });
}

const dateFields: ReadonlySet<ImportField> = new Set(["date", "dateEnd", "year", "month", "day"]);
const numberFields: ReadonlySet<ImportField> = new Set(["quantity", "purity", "count", "value"]);
