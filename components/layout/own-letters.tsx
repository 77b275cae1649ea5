"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";

const HanLetters = dynamic(() => import("@/components/ui/han-letters").then((module) => module.HanLetters), {
  ssr: false,
});

/** Letters that differ wherever a machine can draw them; one that cannot draws the same box for both. */
const pairs = [
  ["丹", "延"],
  ["단", "연"],
] as const;

function lacksLetters(): boolean {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (!context) return false;
  context.font = "16px sans-serif";
  const drawn = (letter: string) => {
    context.clearRect(0, 0, 24, 24);
    context.fillText(letter, 2, 18);
    return context.getImageData(0, 0, 24, 24).data.join();
  };
  return pairs.some(([one, other]) => drawn(one) === drawn(other));
}

/** On a machine without Chinese or Korean letters, the register's own: everywhere else they would be fetched for nothing. */
export function OwnLetters() {
  const [lacking, setLacking] = useState(false);
  useEffect(() => setLacking(lacksLetters()), []);
  return lacking ? <HanLetters /> : null;
}
