import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Evidence } from "./encoding";
import { TableError } from "./types";

/** Bytes of the sample that the encoding is told by. */
const sampleSize = 400_000;

/**
 * Reads a file once from end to end, in little memory: what it is by its first bytes, its SHA-256, and what tells its encoding.
 * @throws TableError for a file that is missing or empty
 */
export async function inspectFile(file: string): Promise<Evidence & { hash: string; bytes: number }> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw new TableError("file-missing", `There is no file ${file}.`);
  if (found.size === 0) throw new TableError("file-empty", "The file is empty.");
  const hash = createHash("sha256");
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const samples: Uint8Array[] = [];
  const evidence = { first: Buffer.alloc(0) as Uint8Array, utf8: true, c1: false, zeros: { even: 0, odd: 0 } };
  let sampled = 0;
  let bytes = 0;
  let counted = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 })) {
    const part: Buffer = chunk;
    if (bytes === 0) {
      evidence.first = part.subarray(0, 4096);
      for (let at = 0; at < part.length; at += 1)
        if (part[at] === 0) evidence.zeros[at % 2 === 0 ? "even" : "odd"] += 1;
      counted = part.length;
    }
    bytes += part.length;
    hash.update(part);
    evidence.utf8 &&= fits(decoder, part);
    if (evidence.utf8 || sampled >= sampleSize) continue;
    evidence.c1 ||= part.some((byte) => byte >= 0x80 && byte < 0xa0);
    if (part.some((byte) => byte >= 0x80)) {
      samples.push(part.subarray(0, sampleSize - sampled));
      sampled += Math.min(part.length, sampleSize - sampled);
    }
  }
  if (evidence.utf8 && !ends(decoder)) evidence.utf8 = false;
  const half = Math.max(1, counted / 2);
  const zeros = { even: evidence.zeros.even / half, odd: evidence.zeros.odd / half };
  return { ...evidence, zeros, sample: Buffer.concat(samples), hash: hash.digest("hex"), bytes };
}

function fits(decoder: TextDecoder, part: Uint8Array): boolean {
  try {
    decoder.decode(part, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function ends(decoder: TextDecoder): boolean {
  try {
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

const begins = (bytes: Uint8Array, text: string) =>
  Buffer.from(bytes.subarray(0, text.length)).toString("latin1") === text;

/** What a file is by its first bytes. @throws TableError for what is no table, with what to do about it */
export function kindOf(first: Uint8Array): "xlsx" | "text" {
  if (begins(first, "PK\x03\x04") || begins(first, "PK\x05\x06")) return "xlsx";
  if (begins(first, "\xd0\xcf\x11\xe0"))
    throw new TableError(
      "file-old-excel",
      "This is an old or an encrypted Excel file. Open it and save it as .xlsx without a password, or as CSV.",
    );
  if (begins(first, "%PDF"))
    throw new TableError("file-pdf", "This is a PDF document. Ask for the table as CSV or .xlsx.");
  const text = Buffer.from(first)
    .toString("latin1")
    .replaceAll("\0", "")
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, "")
    .trimStart()
    .slice(0, 200)
    .toLowerCase();
  if (/^(<!doctype html|<html|<head|<!--[^>]*-->\s*<html)/.test(text))
    throw new TableError(
      "file-html",
      "This is a web page, not a table. Perhaps the download ended at a sign-in page: fetch the file again.",
    );
  if (/^<\?xml/.test(text))
    throw new TableError("file-other-sheet", "This is an XML document. Save the table as CSV or .xlsx.");
  if (/^(\x89png|gif8|\xff\xd8\xff|rar!|7z\xbc)/.test(text) || first[0] === 0x1f)
    throw new TableError(
      "file-binary",
      "This is not a table: a picture or an archive. Unpack it, or save the table as CSV or .xlsx.",
    );
  return "text";
}
