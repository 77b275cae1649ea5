import type { Form, Qualifier, Unit } from "@/lib/codes";
import { readUnitWord } from "@/lib/quantity/unit-words";
import type { LineValues } from "@/lib/reports/form";
import { freshLine } from "@/lib/reports/form";
import { formNamed } from "./form-terms";

/** What the form knows besides the text: the substances that a phrase names, and how a unit is called on this page. */
export type LineTerms = {
  substances: (phrase: string) => readonly { id: string; text: string; form: Form | null }[];
  unit: (unit: Unit) => string;
};

/** A line read from text, with what could not be read of it: that is left to the typist. */
export type TypedLine = { row: LineValues; from: string; missing: readonly ("quantity" | "substance")[] };

type Amount = { quantity: string; unit: Unit; qualifier: Qualifier; before: string; after: string };

/** A number as people write it: which digits are grouped rightly is for the field's own reader to say. */
const number = String.raw`\d(?:[\d.,' \u00a0\u2009\u202f]*\d)?(?:\s?[-–~]\s?\d[\d.,]*)?`;
const percent = /(\d[\d.,]*)\s?(?:%|％|percent\b|per cent\b)/i;

const before: readonly [Qualifier, RegExp][] = [
  ["at-least", /(?:at least|more than|over|>=?|≥|至少|不少于|超过|逾|최소|적어도)\s*$/i],
  ["at-most", /(?:at most|up to|less than|under|<=?|≤|至多|不超过|최대)\s*$/i],
  ["about", /(?:about|around|approximately|approx\.?|some|circa|ca\.|c\.|~|≈|大约|约|近|약)\s*$/i],
];
const after: readonly [Qualifier, RegExp][] = [
  ["at-least", /^\s*(?:or more\b|以上|余|多|이상|넘는)/i],
  ["at-most", /^\s*(?:or less\b|以下|이하)/i],
  ["about", /^\s*(?:左右|정도|가량|쯤)/],
];

/** The unit at the beginning of a text, by its longest word: whole words where words are parted by blanks. */
function unitAtStart(text: string): { unit: Unit; length: number } | null {
  const latin = /^\s*([a-zµμ]+(?: \([a-z]+\)| [a-z]+)?)/i.exec(text);
  for (const word of latin ? [latin[0], /^\s*[a-zµμ]+/i.exec(text)?.[0] ?? ""] : []) {
    const found = readUnitWord(word);
    if (found) return found.times === "1" ? { unit: found.unit, length: word.length } : null;
  }
  if (latin) return null;
  for (let length = Math.min(text.length, 8); length > 0; length--) {
    const found = readUnitWord(text.slice(0, length));
    if (found?.times === "1" && text.slice(0, length).trim() !== "") return { unit: found.unit, length };
  }
  return null;
}

/** The amounts that a text states: numbers with a unit behind them, or at the end of the text ("300 MaGu tablets"). */
function amountsIn(text: string): Amount[] {
  const found: Amount[] = [];
  for (const match of text.matchAll(new RegExp(number, "g"))) {
    const [start, end] = [match.index, match.index + match[0].length];
    // A number that belongs to a word, as in "K2".
    if (/[a-z\d]$/i.test(text.slice(0, start))) continue;
    let rest = text.slice(end);
    if (/^\s?(?:%|％|percent\b|per cent\b)/i.test(rest)) continue;
    const [lead, words] = qualifierBefore(text.slice(0, start));
    const more = after.find(([, pattern]) => pattern.test(rest));
    if (more) rest = rest.replace(more[1], "");
    const beside = unitAtStart(rest);
    if (beside) {
      const behind = rest.slice(beside.length);
      const later = after.find(([, pattern]) => pattern.test(behind));
      const qualifier = words ?? more?.[0] ?? later?.[0] ?? "exact";
      const left = later ? behind.replace(later[1], "") : behind;
      found.push({ quantity: match[0].trim(), unit: beside.unit, qualifier, before: lead, after: left });
      continue;
    }
    const last = /(?:^|\s)([a-z]+)\s*$/i.exec(rest)?.[1];
    const unit = last === undefined ? null : readUnitWord(last);
    if (unit?.times === "1")
      found.push({
        quantity: match[0].trim(),
        unit: unit.unit,
        qualifier: words ?? "exact",
        before: lead,
        after: rest,
      });
  }
  return found;
}

function qualifierBefore(text: string): [rest: string, qualifier: Qualifier | null] {
  const sign = before.find(([, pattern]) => pattern.test(text));
  return sign ? [text.replace(sign[1], ""), sign[0]] : [text, null];
}

/** What is left of the words once the amount is taken out. */
function wordsOf({ before: lead, after: rest }: Amount): string {
  const clean = (part: string) => part.replace(/^[\s,.:：，、()（）-]+|[\s,.:：，、-]+$/g, "");
  return [clean(lead), clean(rest).replace(/^of\s+/i, "")].filter(Boolean).join(" ").replace(/\s+/g, " ");
}

/** Whether a text says how much, so that it is worth reading as a line and not as words only. */
export function statesAmount(text: string): boolean {
  return text.split(/[;；\n]/).some((part) => amountsIn(part).length === 1);
}

/** Cells of a spreadsheet's row put so that the amount's words stand together: number before unit, words last. */
function inOrder(cells: readonly string[]): string {
  const rank = (cell: string) => {
    if (new RegExp(`^(?:[~≈≥≤<>]=?\\s*)?${number}$`).test(cell)) return 0;
    return readUnitWord(cell) ? 1 : 2;
  };
  return [...cells].sort((a, b) => rank(a) - rank(b)).join(" ");
}

/**
 * Reads seizure lines as somebody pastes or types them: one per line or semicolon, cells parted by tabs. Only what the words say is put
 * into the fields, as written: a text without an amount, or with several, stays words; a substance is taken where the words name exactly one.
 */
export function readTypedLines(text: string, terms: LineTerms): TypedLine[] {
  return text
    .split(/[;；\r\n]+/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => readLine(part, terms));
}

function readLine(part: string, terms: LineTerms): TypedLine {
  const cells = part.split("\t").map((cell) => cell.trim());
  const text = cells.length > 1 ? inOrder(cells.filter(Boolean)) : part;
  const amounts = amountsIn(text);
  const [amount] = amounts.length === 1 ? amounts : [];
  const words = (amount && wordsOf(amount)) || text;
  const named = terms.substances(words);
  const [substance] = named.length === 1 ? named : [];
  const form = formNamed(text) ?? substance?.form ?? "unknown";
  const row = {
    ...freshLine(""),
    asReported: words,
    ...(substance ? { substance: { id: substance.id, text: substance.text } } : {}),
    form,
    ...(amount
      ? {
          quantity: amount.quantity,
          qualifier: amount.qualifier,
          unit: { id: amount.unit, text: terms.unit(amount.unit) },
        }
      : {}),
    purity: percent.exec(text)?.[1] ?? "",
  };
  const missing = [amount ? [] : (["quantity"] as const), substance ? [] : (["substance"] as const)].flat();
  return { row, from: part.replaceAll("\t", " "), missing };
}
