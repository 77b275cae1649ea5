import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { builtInViewer } from "@/lib/auth/mint";
import type { Viewer } from "@/lib/auth/types";
import { loadCasesPage } from "@/lib/cases/loaders";
import { testDatabase } from "@/lib/testing/database";
import { randomRegister, writeRegister } from "@/lib/testing/register";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { loadOverview } from "./loaders";
import type { Figure } from "./types";

const db = testDatabase();
let viewers: Viewer[] = [];
let admin: Viewer;

beforeAll(async () => {
  await makeReferenceLists(db);
  await makeAgency(db, "north");
  await makeAgency(db, "south");
  admin = await makeViewer(db, "south", "admin");
  viewers = [
    await makeViewer(db, "north", "analyst"),
    await makeViewer(db, "south", "reviewer"),
    await makeViewer(db, "south", "viewer"),
    await builtInViewer("operator"),
  ];
});

const inList = async (viewer: Viewer, { href }: Figure) =>
  (await loadCasesPage(viewer, new URLSearchParams(href.split("?")[1]))).facets.total;

describe("the overview", () => {
  it("counts what the list behind each of its numbers counts, for whoever looks", async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 365, max: 800 }), fc.nat(3), async (seed, after, who) => {
        await writeRegister(db, randomRegister(seed, 40, ["north", "south"], viewers));
        const viewer = viewers[who] as Viewer;
        const page = await loadOverview(viewer, new Date(Date.UTC(2008, 10, 1 + after, 3)));
        const figures = [page.all.now, page.all.before];
        for (const { now, before, year, yearBefore } of page.lines) figures.push(now, before, year, yearBefore);
        for (const figure of figures)
          expect([figure.href, figure.cases]).toEqual([figure.href, await inList(viewer, figure)]);
        for (const { months, year, yearBefore } of page.lines)
          expect(months.reduce((sum, { cases }) => sum + cases, 0)).toBe(year.cases + yearBefore.cases);
        seen += figures.reduce((sum, { cases }) => sum + cases, 0);
      }),
      { numRuns: 8 },
    );
    expect(seen).toBeGreaterThan(50);
  });

  it("shows each role what it has in hand, and nothing to a role that reads no cases", async () => {
    const [analyst, reviewer, viewer] = viewers as [Viewer, Viewer, Viewer];
    expect(await loadOverview(analyst)).toMatchObject({ mine: { drafts: { total: 0 } }, review: null });
    expect((await loadOverview(reviewer)).review).not.toBeNull();
    expect(await loadOverview(viewer)).toMatchObject({ mine: null, review: null });
    await expect(loadOverview(admin)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
