import { createReadStream } from "node:fs";
import { pipeline, Transform } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { labelOf } from "./encoding";
import type { TableRow } from "./types";
import { limits, TableError } from "./types";

/** How text tables are written, but for their delimiter. */
export const dialect = {
  quote: '"',
  escape: '"',
  record_delimiter: ["\r\n", "\n", "\r"],
  relax_column_count: true,
  // A quote inside of an unquoted field is text: 5" pipe.
  relax_quotes: true,
  skip_empty_lines: false,
  max_record_size: limits.record,
};

/** The beginning of a text. `whole`: it is all of it. */
export type Beginning = { text: string; whole: boolean };

/** The text at the beginning of a file. */
export async function beginningOf(file: string, encoding: string, size: number): Promise<Beginning> {
  const most = 200_000;
  let text = "";
  const decoder = new TextDecoder(labelOf(encoding));
  for await (const chunk of createReadStream(file, { end: most - 1 })) text += decoder.decode(chunk, { stream: true });
  return { text, whole: size <= most };
}

/** Bytes in, text out. A byte that the encoding does not have is refused: it would be lost without a sign. */
function decoding(encoding: string): Transform {
  const decoder = new TextDecoder(labelOf(encoding), { fatal: true });
  const lenient = new TextDecoder(labelOf(encoding));
  let before = "";
  const wrong = (chunk?: Uint8Array) => {
    const text = before + lenient.decode(chunk, { stream: true });
    // A chunk may begin inside of a letter.
    const at = Math.max(text.indexOf("\ufffd", before.length + 3), text.indexOf("\ufffd"));
    const near =
      (at < 0 ? text : text.slice(0, at))
        .slice(-30)
        .split(/[\r\n]/)
        .at(-1) ?? "";
    return new TableError(
      "encoding-wrong",
      `The file is not ${encoding} throughout: what stands behind "${near}" cannot be read. Name its encoding in format.encoding, or mend it there.`,
    );
  };
  return new Transform({
    decodeStrings: false,
    transform(chunk: Uint8Array, _encoding, done) {
      try {
        const text = decoder.decode(chunk, { stream: true });
        before = text.slice(-60);
        done(text.includes("\0") ? nul() : null, text);
      } catch {
        done(wrong(chunk));
      }
    },
    flush(done) {
      try {
        done(null, decoder.decode());
      } catch {
        done(wrong());
      }
    },
  });
}

const nul = () =>
  new TableError(
    "file-binary",
    "The file holds zero bytes: it is no text, or UTF-16 that was named as something else.",
  );

/** The rows of a text, as it comes from the disk: neither the file nor its rows are held in memory. */
export async function* readCsv(
  file: string,
  encoding: string,
  delimiter: string,
): AsyncGenerator<TableRow, void, undefined> {
  const bytes = createReadStream(file, { highWaterMark: 1 << 17 });
  const parser = parse({ ...dialect, delimiter, bom: true });
  // Errors arrive at the parser, which is what is read.
  pipeline(bytes, decoding(encoding), parser, () => {});
  let row = 0;
  try {
    for await (const record of parser) {
      const cells: string[] = record;
      row += 1;
      if (cells.length > limits.columns)
        throw new TableError(
          "columns-too-many",
          `Row ${row} has ${cells.length} fields; a table may have ${limits.columns}.`,
          row,
        );
      yield { row, cells };
    }
  } catch (error) {
    throw asTableError(error, row + 1);
  } finally {
    bytes.destroy();
  }
}

function asTableError(error: unknown, row: number): unknown {
  if (!(error instanceof CsvError)) return error;
  if (error.code === "CSV_MAX_RECORD_SIZE")
    return new TableError(
      "row-too-long",
      `Row ${row} does not end within ${limits.record} characters: a quote in it is probably never closed.`,
      row,
    );
  if (error.code === "CSV_QUOTE_NOT_CLOSED")
    return new TableError("quote-open", `A quote that begins in row ${row} is never closed.`, row);
  return new TableError("quote-broken", `Row ${row} is not readable: something follows a closing quote.`, row);
}
