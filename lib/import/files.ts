import {
  closeSync,
  constants,
  createReadStream,
  createWriteStream,
  ftruncateSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { env } from "@/lib/env";
import { AppError, invalid } from "@/lib/errors";
import type { IssueKind, RowIssue } from "./types";

/** Bytes that a file may have. */
const largestFile = 2_000_000_000;
/** How long an upload is kept that nobody comes back to, in milliseconds. */
const keptFor = 30 * 24 * 3600_000;

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
const root = () => path.resolve(env().WEIR_DATA_DIR, "imports");

/** The folder of one import: its file, and what is shown of it. Readable by the server alone. */
function folderOf(id: string): string {
  if (!isId(id)) throw new AppError("NOT_FOUND");
  return path.join(root(), id);
}
export const fileOf = (id: string): string => path.join(folderOf(id), "file");

/**
 * Writes what is sent to the disk as it comes.
 * @returns its size in bytes
 * @throws AppError INVALID for a file that is empty or too large: nothing of it is kept
 */
export async function keepFile(
  id: string,
  body: ReadableStream<Uint8Array> | null,
  announced: number,
): Promise<number> {
  if (announced > largestFile) throw tooLarge();
  const folder = folderOf(id);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let bytes = 0;
  try {
    if (body)
      await pipeline(
        Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]),
        async function* (chunks: AsyncIterable<Uint8Array>) {
          for await (const chunk of chunks) {
            bytes += chunk.byteLength;
            if (bytes > largestFile) throw tooLarge();
            yield chunk;
          }
        },
        createWriteStream(fileOf(id), { mode: 0o600 }),
      );
    if (bytes === 0) throw invalid("file", "importing.error.empty");
    return bytes;
  } catch (error) {
    await dropFiles(id);
    throw error;
  }
}

const tooLarge = () => invalid("file", "importing.error.large");

export async function dropFiles(id: string): Promise<void> {
  await rm(folderOf(id), { recursive: true, force: true });
}

/** Gives an upload its import's id. Nothing of another one of this id is left: there is none that anybody knows of. */
export async function moveFiles(from: string, to: string): Promise<void> {
  await dropFiles(to);
  await rename(folderOf(from), folderOf(to));
}

/** The upload alone: what was found out about it stays to be read. */
export async function dropUpload(id: string): Promise<void> {
  await rm(fileOf(id), { force: true });
}

export const hasUpload = (id: string): Promise<boolean> => exists(fileOf(id));

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/** What is kept beside a file. `check` is the dry run with its rows, `told` without them: what is asked for every second while work goes on. */
type NoteName = "preview" | "words" | "check" | "told";

/** Keeps what was found out about a file, beside it: whole, or as it was before. */
export async function keepNote(id: string, name: NoteName, note: unknown): Promise<void> {
  const target = path.join(folderOf(id), `${name}.json`);
  await mkdir(folderOf(id), { recursive: true, mode: 0o700 });
  await writeFile(`${target}.new`, JSON.stringify(note), { mode: 0o600 });
  await rename(`${target}.new`, target);
}

/** What was kept; null where there is nothing. */
export async function readNote<T>(id: string, name: NoteName): Promise<T | null> {
  const text = await readFile(path.join(folderOf(id), `${name}.json`), "utf8").catch(() => null);
  return text === null ? null : (JSON.parse(text) as T);
}

type Keeper = {
  add: (kind: IssueKind, issue: RowIssue) => void;
  /** all that was added is told anew */
  restart: () => void;
  keep: () => void;
  drop: () => void;
};
/** `first` has the issues in the order of their rows; `later` the few that came after those of rows further down. */
const parts = ["first", "later"] as const;
const issuesOf = (id: string, kind: IssueKind, part: (typeof parts)[number]) =>
  path.join(folderOf(id), `${kind}-${part}.jsonl`);

/** Written at its end, wherever that is. */
const anew = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_APPEND;

/** Keeps every issue of a dry run on the disk, however many there are, as they come. */
export function keepIssues(id: string): Keeper {
  mkdirSync(folderOf(id), { recursive: true, mode: 0o700 });
  const open = new Map<string, { file: number; text: string }>();
  const last: Record<IssueKind, number> = { errors: 0, warnings: 0 };
  const flush = (own: { file: number; text: string }) => {
    writeSync(own.file, own.text);
    own.text = "";
  };
  for (const kind of ["errors", "warnings"] as const)
    for (const part of parts) {
      const name = issuesOf(id, kind, part);
      open.set(name, { file: openSync(`${name}.new`, anew, 0o600), text: "" });
    }
  const end = (what: (name: string) => void) => {
    for (const [name, own] of open) {
      flush(own);
      closeSync(own.file);
      what(name);
    }
    open.clear();
  };
  return {
    add: (kind, issue) => {
      const own = open.get(issuesOf(id, kind, issue.row < last[kind] ? "later" : "first"));
      if (!own) return;
      last[kind] = Math.max(last[kind], issue.row);
      own.text += `${JSON.stringify(issue)}\n`;
      if (own.text.length > 100_000) flush(own);
    },
    restart: () => {
      for (const own of open.values()) {
        own.text = "";
        ftruncateSync(own.file);
      }
      Object.assign(last, { errors: 0, warnings: 0 });
    },
    keep: () => end((name) => renameSync(`${name}.new`, name)),
    drop: () => end((name) => rmSync(`${name}.new`, { force: true })),
  };
}

/** The issues that were kept, row by row: asked for in the order of the file. */
export async function readIssues(id: string, kind: IssueKind): Promise<(row: number) => Promise<RowIssue[]>> {
  const linesOf = async function* (part: (typeof parts)[number]): AsyncGenerator<RowIssue, void, undefined> {
    const name = issuesOf(id, kind, part);
    if (!(await exists(name))) return;
    for await (const line of createInterface({ input: createReadStream(name, "utf8") })) yield JSON.parse(line);
  };
  const later = new Map<number, RowIssue[]>();
  for await (const issue of linesOf("later")) later.set(issue.row, [...(later.get(issue.row) ?? []), issue]);
  const first = linesOf("first");
  let next = await first.next();
  return async (row) => {
    const own: RowIssue[] = [];
    while (!next.done && next.value.row <= row) {
      if (next.value.row === row) own.push(next.value);
      next = await first.next();
    }
    return [...own, ...(later.get(row) ?? [])];
  };
}

/** Some of the issues that were kept, in the order in which they were found. */
export async function listIssues(id: string, kind: IssueKind, after: number, size: number): Promise<RowIssue[]> {
  const listed: RowIssue[] = [];
  let place = 0;
  for (const part of parts) {
    const name = issuesOf(id, kind, part);
    if (!(await exists(name))) continue;
    // Leaving the loop closes the file.
    for await (const line of createInterface({ input: createReadStream(name, "utf8") })) {
      if (place >= after) listed.push(JSON.parse(line) as RowIssue);
      place += 1;
      if (listed.length === size) return listed;
    }
  }
  return listed;
}

/** Removes uploads that nobody came back to for long, and such that nothing knows of. */
export async function sweepFiles(alive: ReadonlySet<string>, now = Date.now()): Promise<void> {
  for (const name of await readdir(root()).catch(() => [])) {
    if (!isId(name)) continue;
    const { mtimeMs } = await stat(path.join(root(), name)).catch(() => ({ mtimeMs: now }));
    if (now - mtimeMs > keptFor || (!alive.has(name) && now - mtimeMs > 24 * 3600_000)) await dropFiles(name);
  }
}
