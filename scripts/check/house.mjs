// The house as docs and architecture describe it, as data: rooms, what stands in them, and who may enter whom.

/** One name in three places: `app/(app)/NAME`, `components/NAME`, `lib/NAME`. */
export const features = [
  "overview",
  "cases",
  "reports",
  "people",
  "sources",
  "trends",
  "map",
  "review",
  "indicators",
  "reference",
  "proposals",
  "conversions",
  "import",
  "export",
  "admin",
  "duplicates",
  "audit",
  "views",
  "palette",
  // what programs reach over HTTP: it puts features together as a page does, and has a document instead of a screen
  "api",
];

/** Which other features a feature's server core may import. The case file's loader lives in lib/reports. */
export const featureImports = /** @type {Record<string, string[]>} */ ({
  // A row of a file becomes a case with its report, or a value of an indicator, by the rules of those; and may be a case that is there.
  import: ["reports", "cases", "reference", "indicators", "duplicates"],
  cases: ["views"],
  // The case file shows which cases are probably the same event.
  reports: ["cases", "duplicates"],
  review: ["reports", "cases", "duplicates"],
  conversions: ["cases"],
  // One start page of what the features hold: each figure and list is theirs.
  // What stands beside the chart is the indicators' own; it is never counted in it.
  // A saved view may be of it: the page shows those there are.
  trends: ["indicators", "views"],
  overview: ["cases", "reports", "review", "trends", "views"],
  api: ["cases", "reports", "review", "sources", "trends", "duplicates", "indicators", "import"],
  reference: ["cases"],
  palette: ["views"],
  // A proposal is the input of another feature's write, which accepting it makes.
  proposals: ["reference", "conversions", "indicators"],
});

/** Which other features' `schema`, `types`, `rules` and `actions` a feature's components may import. */
export const componentImports = /** @type {Record<string, string[]>} */ ({
  ...featureImports,
  cases: ["reports", "review"],
  reports: ["cases", "duplicates"],
  reference: ["proposals"],
  conversions: ["cases", "proposals"],
  indicators: ["proposals"],
});

/** What every feature stands on, in lib. */
export const foundations = [
  "filter",
  "dates",
  "quantity",
  "signals",
  "charts",
  "tables",
  "audit",
  "auth",
  "db",
  "jobs",
  "i18n",
];
/** Foundations without a database: no import of the others but each other. */
export const pureFoundations = ["dates", "quantity", "signals", "charts", "tables"];
/** Foundations that components may use, as far as a part needs no database. App may use them too. */
export const browserFoundations = ["filter", "charts", "dates", "quantity", "i18n"];
/** Files that stand in lib itself. */
export const libFiles = ["codes", "env", "errors", "intl", "log"];

/** Components that belong to no feature. */
export const sharedComponents = ["ui", "layout", "data-table", "charts", "filters", "forms"];

/** The closed file names of `lib/<feature>`. */
export const featureFiles = ["schema", "types", "rules", "loaders", "queries", "mutations", "actions"];
/** One more name where a feature has a job that is none of these. */
export const extraFeatureFiles = /** @type {Record<string, string[]>} */ ({
  api: [
    ...["route", "caller", "limits", "openapi", "metrics"],
    // what an operation reads of a request, the operations, and the shapes of what they take and answer
    ...["parameters", "operations", "reports", "sources", "imports", "body", "report-shapes", "import-shapes"],
  ],
  export: ["csv", "jsonl", "xlsx", "sheet", "about", "runs"],
  audit: ["append", "consult", "csv"],
  proposals: ["kinds"],
  reference: ["points", "coverage", "substances", "map", "jobs"],
  cases: ["resolve", "weigh", "bulk", "references", "columns", "listing", "readmodel", "jobs"],
  import: [
    "words",
    "numbers",
    "dates",
    "header",
    "cells",
    "scan",
    "records",
    "identity",
    "lookup",
    "issues",
    "stage",
    "alike",
    "publish",
    "batch",
    "undo",
    "totals",
    // what stands in a printed table beside accounts
    "marks",
    // the wizard: its forms, the uploads under way, what is shown and suggested of them, what they would do, and the work behind it
    "form",
    "files",
    "drafts",
    "preview",
    "suggest",
    "effect",
    "jobs",
  ],
  trends: ["stacks", "points"],
  conversions: ["jobs"],
  // markers and assessments: what is said of a time, beside the series of values
  indicators: ["texts", "inputs"],
  sources: ["jobs"],
  review: ["bulk", "bulk-rules", "bulk-schema", "bulk-limits"],
  reports: [
    "people",
    "form",
    "drafts",
    "defaults",
    "amendment",
    "sources",
    "mine",
    "withdrawal",
    "moves",
    "effect",
    "lists",
    "warnings",
    "history",
    "own",
    "templates",
  ],
});
/** Files of a feature that a route handler may call beside what pages may: the browser's own writes that cannot be actions,
 * and what serves programs. */
export const routeFiles = ["drafts", "route", "metrics", "runs"];
/** Files of a feature that its components may import: what needs no database, and what calls the server. */
export const componentFiles = [
  "schema",
  "types",
  "rules",
  "form",
  "amendment",
  "effect",
  "warnings",
  "own",
  "columns",
  "listing",
  "bulk-limits",
  "actions",
];

/** Files in which the generated Prisma client may be imported, beside queries, mutations and loaders. */
export const prismaClientRooms =
  /^(lib\/(db|filter|audit|auth|jobs|testing)\/|prisma\/seed\/|lib\/cases\/resolve\.ts$)/;

/** Packages that only one room may import. */
export const packageRooms = [
  { package: /^recharts$/, rooms: /^components\/charts\//, belongs: "components/charts draws; lib/charts prepares" },
  {
    package: /^@tanstack\/react-table$/,
    rooms: /^components\/data-table\//,
    belongs: "the one table is components/data-table",
  },
  { package: /^next-auth$/, rooms: /^(lib\/auth\/|app\/api\/auth\/)/, belongs: "next-auth stays behind lib/auth" },
  {
    package: /^(pg|pg-.*|@prisma\/.*)$/,
    rooms: /^(lib\/(db|jobs|testing)\/|scripts\/|prisma\/seed\/|e2e\/|bench\/|prisma\.config\.ts$)/,
    belongs: "register data is read and written through withViewer (lib/db)",
  },
];

/** Where `process.env` may be read: one validated place, and programs that run before it exists. */
export const environmentRooms = /^(lib\/env\.ts$|instrumentation\.ts$|scripts\/|e2e\/|bench\/|[^/]+\.config\.ts$)/;

/** The top level: the customer's folders, ours beside them, and files that tools look for there. */
export const topFolders = ["app", "components", "prisma", "lib", "e2e", "public", "scripts", "bench", "docs", ".ci"];
export const topFiles = [
  "package.json",
  "package-lock.json",
  "next.config.ts",
  "tsconfig.json",
  "biome.json",
  "knip.json",
  "vitest.config.ts",
  "playwright.config.ts",
  "prisma.config.ts",
  "proxy.ts",
  "instrumentation.ts",
  "README.md",
  "CONTRIBUTING.md",
  "LICENSE",
  "NOTICE",
  ".env.example",
  ".gitignore",
  ".gitattributes",
  ".npmrc",
  ".nvmrc",
];

/** Files whose framework asks for a default export. */
export const defaultExportRooms =
  /^(app\/|[^/]+\.(config\.)?ts$|lib\/(i18n\/request|testing\/global-setup)\.ts$)|\.d\.ts$/;

/** The longest file. Tests are apart, generated code is not in the tree. */
export const maxLines = 400;
