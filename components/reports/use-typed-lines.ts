"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import type { LineValues } from "@/lib/reports/form";
import { freshLine, isFreshRow } from "@/lib/reports/form";
import { nextKey } from "./form-state";
import { useReport } from "./report-context";
import type { TypedLine } from "./typed-lines";
import { readTypedLines, statesAmount } from "./typed-lines";

/** Asks to read a text at a row: one that was pasted there, or the row's own words. False when there is nothing in it to read. */
export type ReadLines = (at: number, pasted?: string) => boolean;

/** Lines read from text, in place of the row they were typed or pasted in; and which rows were read from what. */
export function useTypedLines(rows: readonly LineValues[]) {
  const { dispatch, substances, substanceBySlug } = useReport();
  const units = useTranslations("codes.unit");
  const [read, setRead] = useState<ReadonlyMap<string, TypedLine>>(new Map());
  const latest = useRef(rows);
  useEffect(() => {
    latest.current = rows;
  }, [rows]);

  const readAt = useCallback<ReadLines>(
    (at, pasted) => {
      const row = latest.current[at];
      if (!row) return false;
      const fresh = isFreshRow(row);
      const text = pasted ?? row.asReported;
      const several = /[\t\r\n;；]/.test(text.trim());
      const readable = pasted === undefined ? row.quantity === "" : fresh || several;
      if (!readable || !(several || statesAmount(text))) return false;
      const found = readTypedLines(text, {
        substances: (phrase) =>
          substances.named(phrase).map(({ id, text: name }) => ({
            id,
            text: name,
            form: substanceBySlug.get(id)?.form ?? null,
          })),
        unit: (unit) => units(unit),
      });
      if (found.length === 0) return false;
      const inPlace = pasted === undefined || fresh;
      const first = Number(nextKey(latest.current));
      const keyOf = (index: number) => (inPlace && index === 0 ? row.key : String(first + index));
      const lines = found.map((line, index) => ({ ...line, row: { ...line.row, key: keyOf(index) } }));
      dispatch({ type: "read", at, rows: [...(inPlace ? [] : [row]), ...lines.map((line) => line.row)] });
      setRead((before) => new Map([...before, ...lines.map((line) => [line.row.key, line] as const)]));
      return true;
    },
    [dispatch, substances, substanceBySlug, units],
  );

  function undo(at: number, key: string) {
    const line = read.get(key);
    if (line) dispatch({ type: "row", list: "lines", at, patch: { ...freshLine(key), asReported: line.from } });
    setRead((before) => new Map([...before].filter(([one]) => one !== key)));
  }
  /** What a row was read from, while it still says the words that were read. */
  const readOf = (row: LineValues): TypedLine | undefined => {
    const line = read.get(row.key);
    return line?.row.asReported === row.asReported ? line : undefined;
  };
  return { readAt, readOf, undo };
}
