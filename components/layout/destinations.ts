import type { Route } from "next";

const overviewHref = "/" satisfies Route;
export const casesHref = "/cases" satisfies Route;
export const trendsHref = "/trends" satisfies Route;
export const reportsHref = "/reports" satisfies Route;
export const reviewHref = "/review" satisfies Route;
export const auditHref = "/audit" satisfies Route;
const referenceHref = "/reference" satisfies Route;
export const adminHref = "/admin" satisfies Route;
export const logHref = "/reports/new" satisfies Route;

/** The pages that everybody has, in the order of the navigation. A page that is not built yet is not here. */
export const destinations = [
  { key: "overview", href: overviewHref },
  { key: "cases", href: casesHref },
  { key: "trends", href: trendsHref },
] as const satisfies readonly { key: string; href: Route }[];

/** The curated lists, for who reads cases: one panel of the top bar, lines of More on a phone. */
const lists = [
  { key: "sources", href: "/sources" },
  { key: "indicators", href: "/indicators" },
  { key: "reference", href: referenceHref },
  { key: "import", href: "/import" },
] as const satisfies readonly {
  key: string;
  href: Route;
}[];

/** Those of them that a viewer has: an import is not for who only reads. */
export const listsOf = ({ mayImport }: { mayImport: boolean }) =>
  lists.filter(({ key }) => key !== "import" || mayImport);

/** Whether a path is a destination's or lies below it. */
export function isWithin(pathname: string, href: string): boolean {
  return pathname === href || (href !== "/" && pathname.startsWith(`${href}/`));
}
