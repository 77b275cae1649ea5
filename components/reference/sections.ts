import type { Route } from "next";

/** The parts of the reference lists, in the order of their navigation. `key` is the name's key in the messages (`reference.section`). */
export const sections = [
  { key: "points", href: "/reference" },
  { key: "coverage", href: "/reference/coverage" },
  { key: "substances", href: "/reference/substances" },
  { key: "conversions", href: "/reference/conversion-sets" },
  { key: "proposals", href: "/reference/proposals" },
] as const satisfies readonly { key: string; href: Route }[];
