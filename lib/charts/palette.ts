import type { Look } from "./colours";

/** The light scheme's colours of app/tokens.css as they leave the register: a picture has no stylesheet. A test holds the two equal. */
export const lightColours: Record<Look, string> = {
  ice: "#28448a",
  magu: "#b85300",
  mdma: "#d957c2",
  heroin: "#51150d",
  ketamine: "#2b1c54",
  cannabis: "#4f9a6a",
  other: "#595f66",
  mixed: "#5d686d",
  "cat-1": "#1992ee",
  "cat-2": "#b88806",
  "cat-3": "#6d298c",
  "cat-4": "#104b0b",
  "cat-5": "#8575a0",
  "cat-6": "#9c5b0c",
  "cat-7": "#500d5c",
  "cat-8": "#5365ca",
};

export const paper = {
  surface: "#ffffff",
  ink: "#172024",
  ink2: "#48545a",
  ink3: "#626e74",
  line: "#dfe3e4",
  bar: "#8b9599",
} as const;
