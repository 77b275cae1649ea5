"use client";

import { IconChevronDown, IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { MenuGroup, menuItem } from "@/components/ui/menu-list";
import { Popup } from "@/components/ui/popup";
import type { ChartModel } from "@/lib/charts/chart-model";
import type { About } from "@/lib/charts/picture";
import type { Sheet } from "@/lib/charts/sheet";
import classes from "./take-out.module.css";

const takeOutWays = ["png", "svg", "csv", "copy", "link", "print"] as const;
type Way = (typeof takeOutWays)[number];

export type TakeOutWords = Record<Way, string> & {
  open: string;
  note: string;
  done: string;
  copied: string;
  failed: string;
};

/** Characters of the fonts that a drawing carries: it is sent about. */
const mostLetters = 4_000_000;

function save(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Takes the chart out: as a picture, as figures, as a link, on paper. Drawn here, from what is on the page; nothing is asked of the server. */
export function TakeOut({
  model,
  about,
  sheet,
  link,
  name,
  words,
}: {
  model: ChartModel;
  about: About;
  sheet: Sheet;
  /** path and query of the same chart on any day */
  link: string;
  /** of the files, without their ending */
  name: string;
  words: TakeOutWords;
}) {
  const [said, setSaid] = useState<string | null>(null);

  async function take(way: Way) {
    try {
      if (way === "print") return window.print();
      if (way === "link") await navigator.clipboard.writeText(new URL(link, window.location.origin).href);
      else if (way === "png" || way === "svg") {
        const [{ drawPicture }, { lettersOf, pixelsOf }] = await Promise.all([
          import("@/lib/charts/picture"),
          import("./picture-letters"),
        ]);
        const plain = drawPicture(model, about);
        if (way === "png") save(await pixelsOf(plain), `${name}.png`);
        else {
          const drawing = drawPicture(model, about, await lettersOf(plain, about.locale, mostLetters));
          save(new Blob([drawing], { type: "image/svg+xml" }), `${name}.svg`);
        }
      } else {
        const { csvOf, htmlOf, tabsOf } = await import("@/lib/charts/sheet");
        if (way === "csv") save(new Blob([csvOf(sheet)], { type: "text/csv" }), `${name}.csv`);
        else
          await navigator.clipboard.write([
            new ClipboardItem({
              "text/plain": new Blob([tabsOf(sheet)], { type: "text/plain" }),
              "text/html": new Blob([htmlOf(sheet)], { type: "text/html" }),
            }),
          ]);
      }
      setSaid(way === "copy" || way === "link" ? words.copied : words.done);
    } catch {
      setSaid(words.failed);
    }
  }

  return (
    <div data-print="hide">
      <Popup
        align="end"
        title={words.open}
        className={classes.button}
        trigger={
          <>
            <IconDownload size={15} stroke={1.75} aria-hidden="true" />
            {words.open}
            <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
          </>
        }
      >
        <MenuGroup>
          {takeOutWays.map((way) => (
            <button key={way} type="button" className={menuItem} onClick={() => take(way)}>
              {words[way]}
            </button>
          ))}
        </MenuGroup>
        <p className={classes.note}>{words.note}</p>
      </Popup>
      <span aria-live="polite" className={classes.said}>
        {said}
      </span>
    </div>
  );
}
