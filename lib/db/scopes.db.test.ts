import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { consult, namesOfCase } from "@/lib/audit/consult";
import { builtInViewer } from "@/lib/auth/mint";
import type { Viewer } from "@/lib/auth/types";
import { loadCasesPage } from "@/lib/cases/loaders";
import type { CasesPage } from "@/lib/cases/types";
import type { DataSubject, Handling } from "@/lib/codes";
import { dataSubjectCodes, handlingCodes } from "@/lib/codes";
import { emptyFilter } from "@/lib/filter/fields";
import { loadCaseFile } from "@/lib/reports/loaders";
import { testDatabase } from "@/lib/testing/database";
import { anyAccount, log, newReport } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { loadTrendRows, loadTrendsPage } from "@/lib/trends/loaders";
import type { Tx } from "./client";
import { withViewer } from "./with-viewer";

/**
 * No way of reading shows a row outside the viewer's scope, and none hides one inside it. The rule is written again here in plain code;
 * the reads run as the application runs them.
 */
const db = testDatabase();
const agencies = ["north", "south", "west"];
const writers: Viewer[] = [];
const viewers: Viewer[] = [];
let sourceId = 0;

type Fact = {
  id: number;
  reference: string;
  agency: string;
  handling: Handling;
  team: number[];
  names: { id: number; dataSubject: DataSubject }[];
};

beforeAll(async () => {
  ({ sourceId } = await makeReferenceLists(db));
  for (const agency of agencies) {
    await makeAgency(db, agency);
    for (const role of ["analyst", "reviewer"] as const) writers.push(await makeViewer(db, agency, role));
    for (const role of ["viewer", "admin", "auditor"] as const) viewers.push(await makeViewer(db, agency, role));
  }
  viewers.push(...writers, await builtInViewer("operator"));
});

async function facts(): Promise<Fact[]> {
  return db.sql<Fact>(`
    SELECT c.id, c.reference, a.code AS agency, c.handling,
      ARRAY(SELECT m.user_id FROM case_member m WHERE m.case_id = c.id) AS team,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.person_id, 'dataSubject', p.data_subject)) FROM person_mention p JOIN report r ON r.id = p.report_id WHERE r.case_id = c.id), '[]') AS names
    FROM case_file c JOIN agency a ON a.id = c.owner_agency_id ORDER BY c.id`);
}

const readsNone = (viewer: Viewer) => viewer.role === "admin" || viewer.role === "auditor";

/** product.md's scope, in plain code. */
function maySee(viewer: Viewer, fact: Fact): boolean {
  if (viewer.role === "operator") return true;
  if (readsNone(viewer)) return false;
  if (fact.handling === "red") return fact.team.includes(viewer.userId);
  if (fact.handling === "amber" || fact.handling === "amber-strict") return fact.agency === viewer.agencyCode;
  return true;
}

function mayReadName(viewer: Viewer, fact: Fact, dataSubject: DataSubject): boolean {
  if (!maySee(viewer, fact)) return false;
  if (viewer.role === "operator") return true;
  if (viewer.role !== "analyst" && viewer.role !== "reviewer") return false;
  return fact.team.includes(viewer.userId) || (fact.agency === viewer.agencyCode && dataSubject !== "unclassified");
}

/** The numbers that pages and commands show for the whole register: each must be the number of cases in scope. */
const counts: Record<string, (viewer: Viewer) => Promise<number>> = {
  "total of the list": async (viewer) => (await loadCasesPage(viewer, {})).facets.total,
  "register of the list": async (viewer) => (await loadCasesPage(viewer, {})).facets.register,
  "facet of points": async (viewer) => sum((await loadCasesPage(viewer, {})).facets.point.values()),
  "facet of statuses": async (viewer) => sum((await loadCasesPage(viewer, {})).facets.status.values()),
  "list, page by page": async (viewer) => {
    const seen = new Set<string>();
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page: CasesPage = await loadCasesPage(viewer, cursor ? { cursor } : {});
      for (const row of page.rows) seen.add(row.reference);
      cursor = page.next;
    }
    return seen.size;
  },
  "weir trends": async (viewer) =>
    sum((await loadTrendRows(viewer, emptyFilter, ["segment"])).rows.map((row) => row.cases)),
  "chart of all months": async (viewer) => {
    const { model } = await loadTrendsPage(viewer, { months: "all" });
    return sum(model.months.map((month) => month.total?.cases ?? 0)) + model.remainder.cases + model.earlier.cases;
  },
};
const codeOf = (error: Error & { code?: string }) => error.code;
const sum = (numbers: Iterable<number>) => [...numbers].reduce((a, b) => a + b, 0);

type CaseRow = { case_id: number };
/** Each way to come upon a case. What later steps add as a read belongs in here too. */
const reads: Record<string, (tx: Tx) => Promise<CaseRow[]>> = {
  case_file: (tx) => tx.$queryRaw`SELECT id AS case_id FROM case_file`,
  "case_file by Prisma": async (tx) =>
    (await tx.caseFile.findMany({ select: { id: true } })).map((c) => ({ case_id: c.id })),
  "read model": (tx) => tx.$queryRaw`SELECT case_id FROM case_flat`,
  search: (tx) => tx.$queryRaw`SELECT search_cases('c', 2147483647) AS case_id`,
  "search of two characters": (tx) =>
    tx.$queryRaw`SELECT search_cases('江边', 2147483647) AS case_id UNION SELECT case_id FROM case_flat f JOIN case_file c ON c.id = f.case_id WHERE c.place IS DISTINCT FROM '江边'`,
  lines: (tx) => tx.$queryRaw`SELECT DISTINCT case_id FROM case_line`,
  masses: (tx) => tx.$queryRaw`SELECT DISTINCT case_id FROM line_mass`,
  members: (tx) => tx.$queryRaw`SELECT DISTINCT case_id FROM case_member`,
  reports: (tx) => tx.$queryRaw`SELECT DISTINCT case_id FROM report`,
  versions: (tx) => tx.$queryRaw`SELECT DISTINCT r.case_id FROM report_version v JOIN report r ON r.id = v.report_id`,
  decisions: (tx) => tx.$queryRaw`SELECT DISTINCT r.case_id FROM report_decision d JOIN report r ON r.id = d.report_id`,
};

describe("scopes", () => {
  it("show each viewer exactly the cases of their scope, and exactly the names the matrix opens", async () => {
    let seen = 0;
    let hidden = 0;
    let names = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            writer: fc.nat(writers.length - 1),
            mate: fc.nat(writers.length - 1),
            handling: fc.constantFrom(...handlingCodes),
            dataSubject: fc.constantFrom(...dataSubjectCodes),
          }),
          { minLength: 5, maxLength: 8 },
        ),
        fc.array(anyAccount(["clear"]), { minLength: 8, maxLength: 8 }),
        async (cases, accounts) => {
          for (const [i, one] of cases.entries()) {
            const writer = writers[one.writer];
            const mate = writers[one.mate];
            const account = accounts[i];
            const reviewer = writers.find((w) => w.role === "reviewer" && w.agencyCode === writer?.agencyCode);
            if (!writer || !mate || !account || !reviewer) throw new Error("the world is not made");
            const team = one.handling === "red" ? [reviewer.userId, mate.userId] : [];
            await log(writer, newReport(sourceId, { ...account, handling: one.handling }, { team }));
          }
          const all = await facts();
          for (const viewer of viewers) {
            const expected = all.filter((f) => maySee(viewer, f)).map((f) => f.id);
            seen += expected.length;
            hidden += all.length - expected.length;
            for (const [name, read] of Object.entries(reads)) {
              const got = await withViewer(viewer, read);
              expect(
                got.map((r) => r.case_id).sort((a, b) => a - b),
                `${name} for ${viewer.role} of ${viewer.agencyCode}`,
              ).toEqual(expected);
            }
            for (const [name, count] of Object.entries(counts))
              expect(await count(viewer).catch(codeOf), `${name} for ${viewer.role} of ${viewer.agencyCode}`).toBe(
                readsNone(viewer) ? "FORBIDDEN" : expected.length,
              );
            for (const fact of all.slice(-8)) {
              const opened = loadCaseFile(viewer, fact.reference);
              const code = readsNone(viewer) ? "FORBIDDEN" : "NOT_FOUND";
              if (!maySee(viewer, fact)) await expect(opened).rejects.toMatchObject({ code });
              else expect((await opened).reference).toBe(fact.reference);
              const want = [
                ...new Set(fact.names.filter((n) => mayReadName(viewer, fact, n.dataSubject)).map((n) => n.id)),
              ].sort((a, b) => a - b);
              const own = new Set(fact.names.map((n) => n.id));
              const got = await consult(
                viewer,
                (tx) => namesOfCase(tx, fact.reference),
                (tx) => tx.$queryRaw<{ id: number }[]>`SELECT id FROM person ORDER BY id`,
              );
              expect(got.map((p) => p.id).filter((id) => own.has(id))).toEqual(want);
              names += want.length;
              // Without a consultation there are no names at all.
              expect(await withViewer(viewer, (tx) => tx.$queryRaw`SELECT id FROM person`)).toEqual([]);
            }
          }
        },
      ),
      { numRuns: 8, endOnFailure: true },
    );
    for (const count of [seen, hidden, names]) expect(count).toBeGreaterThan(100);
  }, 240_000);
});
