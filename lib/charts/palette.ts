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
  "cat-1": "#317af4",
  "cat-2": "#4b0133",
  "cat-3": "#c37d76",
  "cat-4": "#5c1698",
  "cat-5": "#1e8001",
  "cat-6": "#0b1a01",
  "cat-7": "#6e4619",
  "cat-8": "#033164",
};

export const paper = {
  surface: "#ffffff",
  ink: "#172024",
  ink2: "#48545a",
  ink3: "#626e74",
  line: "#dfe3e4",
  bar: "#8b9599",
} as const;
