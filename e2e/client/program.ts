// A program of somebody else's: it knows Weir's address, a key, and the types made of the document (weir.d.ts), and nothing of this project.
// `e2e/client.spec.ts` makes the types, has this checked against them, and runs it. It prints what it did as one line of JSON.
import { randomUUID } from "node:crypto";
import createClient from "openapi-fetch";
import type { components, paths } from "./weir.d.ts";

const { WEIR_URL: url = "", WEIR_KEY: key = "", WEIR_YEAR: year = "" } = process.env;
const client = createClient<paths>({ baseUrl: `${url}/api/v1`, headers: { authorization: `Bearer ${key}` } });
type Schemas = components["schemas"];

/** What was asked for. @throws with the problem's own words where it was refused */
function wanted<T>({ data, error }: { data?: T; error?: Schemas["Problem"] }): T {
  if (data !== undefined) return data;
  throw new Error(`${error?.status} ${error?.title}: ${error?.detail ?? JSON.stringify(error?.errors)}`);
}
const once = () => ({ "Idempotency-Key": randomUUID() });

/** Every case of a filter, part by part. */
async function allCases(filter: { from: string; to: string; point?: string[] }): Promise<Schemas["Case"][]> {
  const cases: Schemas["Case"][] = [];
  let cursor: string | undefined;
  do {
    const part = wanted(
      await client.GET("/cases", {
        params: { query: { ...filter, limit: 2, sort: "date", ...(cursor && { cursor }) } },
      }),
    );
    cases.push(...part.data);
    if (part.next === null && cases.length !== part.total) throw new Error(`${cases.length} of ${part.total} cases`);
    cursor = part.next ?? undefined;
  } while (cursor);
  return cases;
}

/** Logs a report, amends it, and is too late with a second amendment of the same version. */
async function writeReports() {
  const body: Schemas["Report"] = {
    date: `${year}-09-08`,
    point: "dandong",
    attribution: "stated",
    lines: [
      { asReported: "heroin", substance: "heroin", form: "powder", quantity: "0.4", unit: "kg", qualifier: "about" },
    ],
    source: { create: { title: "A program's own", reliability: "B" } },
    credibility: "3",
    handling: "green",
  };
  const header = once();
  const logged = wanted(await client.POST("/reports", { params: { header }, body }));
  const again = wanted(await client.POST("/reports", { params: { header }, body }));
  const path = { id: logged.report };
  const read = await client.GET("/reports/{id}", { params: { path } });
  const record = wanted(read);
  const match = { "If-Match": read.response.headers.get("etag") ?? "" };
  const amendment: Schemas["Amendment"] = { ...record.says, place: "km 12", reason: "a letter" };
  const amended = wanted(await client.PUT("/reports/{id}", { params: { path, header: match }, body: amendment }));
  const late = await client.PUT("/reports/{id}", {
    params: { path, header: match },
    body: { ...record.says, place: "km 14", reason: "another letter" },
  });
  return {
    reference: logged.reference,
    repeated: again.repeated && again.reference === logged.reference,
    versions: amended.versions.map(({ number, says }) => [number, says.place]),
    late: {
      status: late.response.status,
      fields: late.error?.conflict?.fields.map(({ field, yours, theirs }) => [field, yours, theirs]),
    },
    stands: wanted(await client.GET("/reports/{id}", { params: { path } })).says.place,
  };
}

/** Asks how an import stands until nothing is at work on it. */
async function settled(id: string): Promise<Schemas["Import"]> {
  for (;;) {
    const state = wanted(await client.GET("/imports/{id}", { params: { path: { id } } }));
    if (state.failure) throw new Error(`the import failed: ${state.failure.code}`);
    if (state.state === "open" || state.state === "published" || state.state === "undone") return state;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Imports a file, step by step, by what was found out about it, and takes it back. */
async function importFile() {
  const rows = ["04,Dandong,heroin,2,kg", "05,Dandong,heroin,3,kg", "06,Nowhere,heroin,4,kg"];
  const csv = ["Date,Point,Drug,Amount,Unit", ...rows.map((row) => `${year}-10-${row}`)].join("\n");
  const begun = wanted(
    await client.POST("/imports", {
      params: { query: { name: "october.csv" }, header: once() },
      headers: { "content-type": "text/csv" },
      body: csv,
      bodySerializer: (body) => body,
    }),
  );
  const path = { id: begun.id };
  const columns = Object.fromEntries(
    (begun.detected?.columns ?? []).flatMap(({ name, suggestion }) =>
      suggestion === null ? [] : [[suggestion, name]],
    ),
  );
  const name = "A program's file";
  wanted(await client.PUT("/imports/{id}/mapping", { params: { path }, body: { name, columns } }));
  wanted(await client.POST("/imports/{id}/dry-run", { params: { path } }));
  const { dryRun } = await settled(begun.id);
  const issues = wanted(
    await client.GET("/imports/{id}/issues", { params: { path, query: { kind: "errors", limit: 10 } } }),
  );
  wanted(await client.POST("/imports/{id}/commit", { params: { path } }));
  const { batch } = await settled(begun.id);
  const october = { from: `${year}-10`, to: `${year}-10` };
  const during = (await allCases(october)).length;
  wanted(await client.POST("/imports/{id}/undo", { params: { path } }));
  const { undone } = await settled(begun.id);
  return {
    columns,
    dryRun: dryRun && [dryRun.rows, dryRun.imported, dryRun.refused],
    issues: issues.data.map(({ row, column, code }) => [row, column, code]),
    batch: batch && [batch.rows, batch.imported, batch.refused],
    during,
    withdrawn: undone?.withdrawn,
    after: (await allCases(october)).length,
  };
}

const reports = await writeReports();
const cases = await allCases({ from: "2000-01", to: "2010-12", point: ["yanbian", "dandong"] });
const file = await importFile();
process.stdout.write(`${JSON.stringify({ reports, cases: cases.map(({ reference }) => reference), file })}\n`);
