import { analyse } from "chardet";
import { TableError } from "./types";

/** What of a file's bytes tells its encoding, gathered while the whole file is read once. */
export type Evidence = {
  first: Uint8Array;
  /** every byte fits UTF-8 */
  utf8: boolean;
  /** bytes above 127 with what stands around them, a sample */
  sample: Uint8Array;
  /** share of zero bytes at even and at odd places */
  zeros: { even: number; odd: number };
  c1: boolean;
};

/** Encodings that are read, by every name that people and programs write them under. */
const names: Record<string, string> = {
  "utf-8": "utf-8",
  utf8: "utf-8",
  "utf-8-sig": "utf-8",
  "utf-8-bom": "utf-8",
  ascii: "utf-8",
  "us-ascii": "utf-8",
  "utf-16": "utf-16le",
  "utf-16le": "utf-16le",
  "utf-16be": "utf-16be",
  "ucs-2": "utf-16le",
  gb18030: "gb18030",
  gbk: "gb18030",
  gb2312: "gb18030",
  cp936: "gb18030",
  "euc-kr": "euc-kr",
  euckr: "euc-kr",
  cp949: "euc-kr",
  "ks-c-5601-1987": "euc-kr",
  "iso-8859-1": "iso-8859-1",
  latin1: "iso-8859-1",
  "latin-1": "iso-8859-1",
  "iso-8859-15": "iso-8859-15",
  "windows-1252": "windows-1252",
  cp1252: "windows-1252",
  "windows-1250": "windows-1250",
  "windows-1251": "windows-1251",
  "windows-1253": "windows-1253",
  "windows-1254": "windows-1254",
  cp1254: "windows-1254",
  "iso-8859-9": "windows-1254",
  "windows-1257": "windows-1257",
  cp1250: "windows-1250",
  cp1251: "windows-1251",
  "iso-8859-2": "iso-8859-2",
  big5: "big5",
  shift_jis: "shift_jis",
  "euc-jp": "euc-jp",
  "koi8-r": "koi8-r",
};

/** The encoding of that name as we call it. @throws TableError for one that is not read */
export function encodingNamed(name: string): string {
  const known = names[name.trim().toLowerCase().replaceAll("_", "-")] ?? names[name.trim().toLowerCase()];
  if (known === undefined)
    throw new TableError(
      "encoding-unknown",
      `The encoding "${name}" is not known. Try utf-8, utf-16, gb18030, euc-kr or iso-8859-1.`,
    );
  return known;
}

/** Where the text begins: what stands before it is a byte order mark. */
function markOf(first: Uint8Array): { encoding: string; bytes: number } | null {
  if (first[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf) return { encoding: "utf-8", bytes: 3 };
  if (first[0] === 0xff && first[1] === 0xfe) return { encoding: "utf-16le", bytes: 2 };
  if (first[0] === 0xfe && first[1] === 0xff) return { encoding: "utf-16be", bytes: 2 };
  return null;
}

const multibyte: Record<string, string> = {
  GB18030: "gb18030",
  "EUC-KR": "euc-kr",
  Big5: "big5",
  Shift_JIS: "shift_jis",
  "EUC-JP": "euc-jp",
};
const singleByte: Record<string, string> = {
  "windows-1250": "windows-1250",
  "windows-1252": "windows-1252",
  "windows-1254": "windows-1254",
  "ISO-8859-9": "windows-1254",
  "ISO-8859-1": "iso-8859-1",
  "ISO-8859-2": "iso-8859-2",
  "windows-1251": "windows-1251",
  "KOI8-R": "koi8-r",
};

/** The encoding that a file's bytes speak for. */
export function detectEncoding({ first, utf8, sample, zeros, c1 }: Evidence): string {
  const mark = markOf(first);
  if (mark) return mark.encoding;
  if (zeros.odd > 0.2 && zeros.odd > zeros.even * 4) return "utf-16le";
  if (zeros.even > 0.2 && zeros.even > zeros.odd * 4) return "utf-16be";
  if (utf8 || nearlyUtf8(sample)) return "utf-8";
  const found = analyse(sample);
  const best = (list: Record<string, string>) =>
    found.flatMap(({ name }) => (list[name] !== undefined && decodes(sample, list[name]) ? [list[name]] : [])).at(0);
  // Two-byte scripts write their letters in pairs of high bytes; a European one has an accent here and there.
  const eastern = pairs(sample) > 0.8 ? best(multibyte) : undefined;
  if (eastern) return eastern;
  const western = best(singleByte) ?? "iso-8859-1";
  return western === "iso-8859-1" && c1 ? "windows-1252" : western;
}

/** Bytes that are UTF-8 but for some broken ones: reading will say where they stand. In any other encoding hardly a letter would fit by chance. */
function nearlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder("utf-8").decode(bytes);
  const broken = text.split("\ufffd").length - 1;
  const whole = text.replace(/[\0-\x7f\ufffd]/g, "").length;
  return whole > 20 && whole > broken * 10;
}

/** Whether an encoding is told by how often its letters come, and could be another: each byte is a sign in all of these. */
export const isGuessed = (encoding: string): boolean => Object.values(singleByte).includes(encoding);

function decodes(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(labelOf(encoding), { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** The share of bytes above 127 that stand beside another one. */
function pairs(bytes: Uint8Array): number {
  let high = 0;
  let beside = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if ((bytes[at] ?? 0) < 0x80) continue;
    high += 1;
    if ((bytes[at - 1] ?? 0) >= 0x80 || (bytes[at + 1] ?? 0) >= 0x80) beside += 1;
  }
  return high === 0 ? 0 : beside / high;
}

/** The decoder's name of an encoding: ISO-8859-1 is read as its superset, which differs in bytes that the former leaves without a sign. */
export function labelOf(encoding: string): string {
  return encoding === "iso-8859-1" ? "windows-1252" : encoding;
}
