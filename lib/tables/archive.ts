import type { Readable } from "node:stream";
import { promisify } from "node:util";
import type { Entry, ZipFile } from "yauzl";
import yauzl from "yauzl";
import { limits, TableError } from "./types";

const open = promisify<string, yauzl.Options, ZipFile>(yauzl.open);

/** The parts of a workbook's archive, by their path. */
export type Archive = {
  has: (path: string) => boolean;
  stream: (path: string) => Promise<Readable>;
  close: () => void;
};

/** Parts that an archive may have: a workbook has some dozens. */
const mostEntries = 20_000;

/**
 * Opens a ZIP archive. Sizes are checked before anything is unpacked, and while it is: a part that unpacks to more than it says breaks off.
 * @throws TableError for one that is broken, or that would unpack to far more than a workbook does
 */
export async function openArchive(file: string): Promise<Archive> {
  const zip = await open(file, { lazyEntries: true, autoClose: false, validateEntrySizes: true }).catch(broken);
  const entries = new Map<string, Entry>();
  try {
    await new Promise<void>((done, failed) => {
      zip.on("error", failed);
      zip.on("end", done);
      zip.on("entry", (entry: Entry) => {
        const bomb =
          entry.uncompressedSize > limits.part ||
          (entry.uncompressedSize > 20_000_000 && entry.uncompressedSize > entry.compressedSize * limits.ratio) ||
          entries.size >= mostEntries;
        if (bomb)
          return failed(
            new TableError(
              "file-bomb",
              `The workbook's part ${entry.fileName} would unpack to ${entry.uncompressedSize} bytes. It is not read.`,
            ),
          );
        entries.set(entry.fileName.replaceAll("\\", "/"), entry);
        zip.readEntry();
      });
      zip.readEntry();
    });
  } catch (error) {
    zip.close();
    throw error instanceof TableError ? error : await broken();
  }
  return {
    has: (path) => entries.has(path),
    stream: async (path) => {
      const entry = entries.get(path);
      if (!entry) throw new TableError("workbook-broken", `The workbook has no ${path}.`);
      return promisify<Entry, Readable>(zip.openReadStream.bind(zip))(entry).catch(broken);
    },
    close: () => zip.close(),
  };
}

async function broken(): Promise<never> {
  throw new TableError(
    "workbook-broken",
    "The workbook is damaged: its archive cannot be read. Open it in a spreadsheet program and save it anew.",
  );
}
