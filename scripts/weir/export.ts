import { createWriteStream, existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import type { Writable } from "node:stream";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createTranslator } from "next-intl";
import { builtInViewer, viewerOfEmail } from "@/lib/auth/mint";
import { openExport } from "@/lib/export/loaders";
import type { ExportFormat } from "@/lib/export/types";
import { exportFormats } from "@/lib/export/types";
import { parseFilter } from "@/lib/filter/codec";
import codes from "@/lib/i18n/messages/en/codes.json";
import words from "@/lib/i18n/messages/en/export.json";
import filterWords from "@/lib/i18n/messages/en/filter.json";
import { defineCommand, Refusal, WrongUsage } from "./command";
import { refuseProblems } from "./trends";

export const exportCommand = defineCommand({
  name: "export",
  usage: `[--filter QUERY] --format ${exportFormats.join("|")} [--as E] [--out FILE]`,
  summary:
    "The cases of a filter as a file. QUERY is the filter as in the address of /cases; E is the e-mail of who asks. Without --out it goes to standard output.",
  options: {
    filter: { type: "string" },
    format: { type: "string" },
    as: { type: "string" },
    out: { type: "string" },
  },
  required: ["format"],
  database: true,
  run: async ({ values, resolveFile, note, output, json }) => {
    const format = formatOf(values.format ?? "");
    if (json && values.out === undefined) throw new WrongUsage("With --json, say with --out where the file goes.");
    const file = values.out === undefined ? null : resolveFile(values.out);
    if (file !== null && existsSync(file))
      throw new Refusal(`${file} is there already. An export overwrites nothing: give another name.`);
    const query = new URLSearchParams((values.filter ?? "").replace(/^\?/, ""));
    const { filter, problems } = parseFilter(query, ["set"]);
    await refuseProblems(problems);
    const viewer = values.as === undefined ? await builtInViewer("operator") : await viewerOfEmail(values.as);
    const opened = await openExport(viewer, { filter }, format, {
      locale: "en",
      words: englishWords(),
      signal: new AbortController().signal,
      run: null,
      set: query.get("set"),
    });
    const { cases, lines, handling } = opened.summary;
    await writeTo(file, Readable.from(opened.body, { objectMode: false }), output);
    note(`${cases} cases, ${lines} seizure lines${handling === null ? "" : `; strictest handling: ${handling}`}`);
    return { file, format, cases, lines, handling };
  },
  text: () => "",
});

function formatOf(text: string): ExportFormat {
  const format = exportFormats.find((one) => one === text);
  if (!format) throw new WrongUsage(`--format takes ${exportFormats.join(", ")}; not "${text}".`);
  return format;
}

/** Into a file that is there under its name once it is whole, or to standard output. */
async function writeTo(file: string | null, body: Readable, output: Writable): Promise<void> {
  if (file === null) return pipeline(body, output, { end: false });
  const part = `${file}.part`;
  try {
    await pipeline(body, createWriteStream(part, { mode: 0o600 }));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    if (error instanceof Error && "syscall" in error) throw new Refusal(`${file} cannot be written: ${error.message}`);
    throw error;
  }
}

function englishWords() {
  const t = createTranslator({ locale: "en", messages: { export: words, codes, filter: filterWords } });
  return {
    heads: [words.about.heading, words.about.text] as const,
    t: (key: string, values?: Record<string, string | number>) =>
      t(key as Parameters<typeof t>[0], values as Parameters<typeof t>[1]),
  };
}
