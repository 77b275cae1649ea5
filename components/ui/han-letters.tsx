"use client";

import "@fontsource-variable/noto-sans-sc/index.css";
import "@fontsource-variable/noto-sans-kr/index.css";

/** Chinese and Korean letters that the register ships, in slices of which only those in use are fetched. It draws nothing itself. */
export function HanLetters() {
  return null;
}
