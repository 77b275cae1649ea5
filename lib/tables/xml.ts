import type { Readable } from "node:stream";
import sax from "sax";
import { TableError } from "./types";

export type XmlHandlers = {
  open?: (name: string, attributes: Record<string, string>) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
};

/** Signs that are taken apart at once. */
const pieceLength = 8_192;

/**
 * Reads a part of a workbook as it is unpacked: names without their namespace. After each piece `between` hands on what was found in it, so
 * that nothing is held. Entities that a document defines itself are not followed.
 * @throws TableError for what is no XML
 */
export async function* readXml<T>(
  part: Readable,
  handlers: XmlHandlers,
  between: () => Iterable<T>,
): AsyncGenerator<T, void, undefined> {
  const parser = sax.parser(true, { position: false });
  const local = (name: string) => name.slice(name.indexOf(":") + 1);
  const broken = () =>
    new TableError(
      "workbook-broken",
      "The workbook is damaged: a part of it is no XML. Open it in a spreadsheet program and save it anew.",
    );
  parser.onopentag = ({ name, attributes }) => {
    const plain: Record<string, string> = {};
    for (const [key, value] of Object.entries(attributes)) plain[local(key)] = String(value);
    handlers.open?.(local(name), plain);
  };
  parser.ontext = (text) => handlers.text?.(text);
  parser.oncdata = (text) => handlers.text?.(text);
  parser.onclosetag = (name) => handlers.close?.(local(name));
  parser.onerror = () => {
    throw broken();
  };
  const decoder = new TextDecoder("utf-8");
  try {
    for await (const chunk of part) {
      const text = decoder.decode(chunk, { stream: true });
      // In small pieces: a few signs can stand for a row as wide as a table may be.
      for (let at = 0; at < text.length; at += pieceLength) {
        parser.write(text.slice(at, at + pieceLength));
        yield* between();
      }
    }
    parser.close();
    yield* between();
  } catch (error) {
    if (error instanceof TableError) throw error;
    throw broken();
  } finally {
    part.destroy();
  }
}

/** As readXml for a part that is small. */
export async function scanXml(part: Readable, handlers: XmlHandlers): Promise<void> {
  for await (const _ of readXml(part, handlers, () => [])) {
    // nothing is handed on
  }
}
