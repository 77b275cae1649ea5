import type { Hash } from "node:crypto";
import { createHash } from "node:crypto";
import { once } from "node:events";
import fs from "node:fs";
import { pipeline } from "node:stream/promises";
import type { Gzip } from "node:zlib";
import { createGunzip, createGzip } from "node:zlib";
import { z } from "zod";
import { Refusal } from "./command";

/*
 * A backup is one gzip file of UTF-8 text. A line is a JSON object, or `#N`, after which N bytes of a table's rows follow, as COPY's text
 * format has them, and a line feed. First the header; per table its columns, its rows, then how many there were and their SHA-256; the
 * sequences; last the SHA-256 of all that stands before it.
 */

const header = z.object({
  format: z.literal("weir-backup"),
  version: z.literal(1),
  weir: z.string(),
  takenAt: z.iso.datetime(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
});
const tableBegins = z.object({ table: z.string(), columns: z.array(z.string()) });
const tableEnds = z.object({ rows: z.number(), sha256: z.string() });
const sequences = z.object({ sequences: z.record(z.string(), z.object({ value: z.string(), called: z.boolean() })) });
const end = z.object({ end: z.literal(true), sha256: z.string() });

export type BackupHeader = z.infer<typeof header>;
export type Sequences = z.infer<typeof sequences>["sequences"];
/** What a backup holds: its header, its tables with the numbers of their rows and the SHA-256 of those, and that of the whole. */
export type BackupSummary = {
  header: BackupHeader;
  tables: { table: string; columns: string[]; rows: number; sha256: string }[];
  sha256: string;
};

/** Writes a backup under a name that is not there yet; until it is whole it is called `….part`. */
export class BackupWriter {
  private readonly gzip: Gzip = createGzip({ level: 6 });
  private readonly hash = createHash("sha256");
  private readonly written: Promise<void>;
  private readonly part: string;

  /** @throws Refusal when the file is there already, or its folder cannot be written to */
  constructor(private readonly file: string) {
    this.part = `${file}.part`;
    if (fs.existsSync(file))
      throw new Refusal(`${file} is there already. A backup overwrites nothing: give another name.`);
    let handle: number;
    try {
      handle = fs.openSync(this.part, "w", 0o600);
    } catch (error) {
      throw new Refusal(`${this.part} cannot be written: ${error instanceof Error ? error.message : error}`);
    }
    this.written = pipeline(this.gzip, fs.createWriteStream(this.part, { fd: handle, flush: true }));
    this.written.catch(() => {}); // said by write or close
  }

  private async write(bytes: Buffer): Promise<void> {
    this.hash.update(bytes);
    if (!this.gzip.write(bytes)) await Promise.race([once(this.gzip, "drain"), this.written]);
  }

  private line(what: object): Promise<void> {
    return this.write(Buffer.from(`${JSON.stringify(what)}\n`));
  }

  begin(about: BackupHeader): Promise<void> {
    return this.line(header.parse(about));
  }

  /** One table. @param rows its rows in COPY's text format, in pieces of any length @returns how many there were, and their SHA-256 */
  async table(
    table: string,
    columns: string[],
    rows: AsyncIterable<Buffer>,
  ): Promise<{ rows: number; sha256: string }> {
    await this.line({ table, columns });
    const counted = new RowCount();
    for await (const piece of rows) {
      counted.add(piece);
      await this.write(Buffer.concat([Buffer.from(`#${piece.length}\n`), piece, Buffer.from("\n")]));
    }
    const ends = counted.result();
    await this.line(ends);
    return ends;
  }

  sequences(values: Sequences): Promise<void> {
    return this.line({ sequences: values });
  }

  /** Writes the end. The file has no name of its own yet: see keep. */
  async close(): Promise<void> {
    const sha256 = this.hash.copy().digest("hex");
    await this.line({ end: true, sha256 });
    this.gzip.end();
    await this.written;
  }

  /**
   * Reads what was written back from the disk, and only then gives the file its name: whatever bears it is a backup.
   * @throws Refusal when it does not read back as it was written, or the name was taken meanwhile
   */
  async keep(): Promise<BackupSummary & { bytes: number }> {
    const summary = await readBackup(this.part);
    try {
      fs.linkSync(this.part, this.file); // fails where rename would overwrite
    } catch (error) {
      throw new Refusal(`${this.file} cannot be made: ${error instanceof Error ? error.message : error}`);
    }
    fs.rmSync(this.part);
    return { ...summary, bytes: fs.statSync(this.file).size };
  }

  /** Leaves nothing behind. */
  async abandon(): Promise<void> {
    this.gzip.destroy();
    await this.written.catch(() => {});
    fs.rmSync(this.part, { force: true });
  }
}

/** Counts the rows of COPY's text format, each of which ends with a line feed, and their SHA-256. */
export class RowCount {
  private readonly hash = createHash("sha256");
  private rows = 0;

  add(piece: Buffer): void {
    this.hash.update(piece);
    for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) this.rows += 1;
  }

  result(): { rows: number; sha256: string } {
    return { rows: this.rows, sha256: this.hash.digest("hex") };
  }
}

/** What is done with each part of a backup while it is read; `table` consumes the rows. */
export type BackupVisitor = {
  header?: (about: BackupHeader) => Promise<void>;
  table?: (table: string, columns: string[], rows: AsyncIterable<Buffer>) => Promise<void>;
  sequences?: (values: Sequences) => Promise<void>;
};

/**
 * Reads a backup from its beginning to its end and holds it against its checksums.
 * @throws Refusal when there is no such file, it is no backup, it was cut off, or a checksum differs
 */
export async function readBackup(file: string, visit: BackupVisitor = {}): Promise<BackupSummary> {
  if (!fs.existsSync(file)) throw new Refusal(`There is no file ${file}.`);
  const bytes = new Bytes(fs.createReadStream(file).pipe(createGunzip()));
  try {
    return await read(bytes, visit);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (error instanceof z.ZodError || error instanceof SyntaxError || code === "Z_DATA_ERROR")
      throw new Refusal(`${file} is no backup of Weir, or it was changed: ${firstLine(error)}`);
    if (error instanceof CutOff || code === "Z_BUF_ERROR")
      throw new Refusal(`${file} ends in the middle: it was not written or copied to its end.`);
    throw error;
  } finally {
    bytes.close();
  }
}

const firstLine = (error: unknown) =>
  error instanceof z.ZodError ? "its parts are not what they should be" : error instanceof Error ? error.message : "";

async function read(bytes: Bytes, visit: BackupVisitor): Promise<BackupSummary> {
  const about = header.parse(await bytes.json());
  await visit.header?.(about);
  const tables: BackupSummary["tables"] = [];
  for (;;) {
    const before = bytes.sha256();
    const line = await bytes.json();
    const last = end.safeParse(line);
    if (last.success) {
      if (last.data.sha256 !== before)
        throw new Refusal("The backup was changed: its checksum is not that of its content.");
      return { header: about, tables, sha256: before };
    }
    const found = sequences.safeParse(line);
    if (found.success) {
      await visit.sequences?.(found.data.sequences);
      continue;
    }
    const { table, columns } = tableBegins.parse(line);
    const counted = new RowCount();
    const rows = bytes.frames(counted);
    if (visit.table) await visit.table(table, columns, rows);
    for await (const _ of rows); // what nobody read
    const [says, is] = [tableEnds.parse(await bytes.json()), counted.result()];
    if (says.sha256 !== is.sha256 || says.rows !== is.rows)
      throw new Refusal(`The backup was changed: the rows of ${table} are not those that were written.`);
    tables.push({ table, columns, ...is });
  }
}

class CutOff extends Error {}

/** A stream of bytes, taken line by line and frame by frame. */
class Bytes {
  private readonly chunks: AsyncIterator<Buffer>;
  private readonly hash: Hash = createHash("sha256");
  private rest: Buffer = Buffer.alloc(0);

  constructor(private readonly stream: NodeJS.ReadableStream & { destroy?: () => void }) {
    this.chunks = (stream as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  }

  close(): void {
    this.stream.destroy?.();
  }

  /** The SHA-256 of all that was taken so far. */
  sha256(): string {
    return this.hash.copy().digest("hex");
  }

  private async more(): Promise<void> {
    const next = await this.chunks.next();
    if (next.done) throw new CutOff();
    this.rest = this.rest.length === 0 ? next.value : Buffer.concat([this.rest, next.value]);
  }

  private take(length: number): Buffer {
    const taken = this.rest.subarray(0, length);
    this.rest = this.rest.subarray(length);
    this.hash.update(taken);
    return taken;
  }

  /** The next line, without its line feed. @throws SyntaxError when there is none within a mebibyte */
  private async line(): Promise<string> {
    for (;;) {
      const at = this.rest.indexOf(10);
      if (at >= 0) return this.take(at + 1).toString("utf8", 0, at);
      if (this.rest.length > 1 << 20) throw new SyntaxError("a line has no end");
      await this.more();
    }
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.line());
  }

  /** The frames that come next, up to the line that is none. */
  async *frames(counted: RowCount): AsyncGenerator<Buffer> {
    for (;;) {
      while (this.rest.length === 0) await this.more();
      if (this.rest[0] !== 35) return;
      const length = Number((await this.line()).slice(1));
      if (!Number.isSafeInteger(length) || length < 0 || length > 1 << 30)
        throw new SyntaxError("a frame has no length");
      while (this.rest.length < length + 1) await this.more();
      const piece = Buffer.from(this.take(length));
      this.take(1);
      counted.add(piece);
      yield piece;
    }
  }
}
