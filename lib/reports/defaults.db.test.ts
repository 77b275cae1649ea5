import { beforeAll, describe, expect, it } from "vitest";
import { viewerOfEmail } from "@/lib/auth/mint";
import type { Viewer } from "@/lib/auth/types";
import { withViewer } from "@/lib/db/with-viewer";
import { testDatabase } from "@/lib/testing/database";
import { log, newReport, plainAccount, plainLine } from "@/lib/testing/reports";
import { makeViewer } from "@/lib/testing/world";
import { seed } from "@/prisma/seed/seed";
import { lastReportOf } from "./defaults";
import { loadReportForm } from "./loaders";

const db = testDatabase();
let analyst: Viewer;
let colleague: Viewer;
let sourceId = 0;

beforeAll(async () => {
  await seed();
  analyst = await viewerOfEmail("analyst@weir.example");
  colleague = await makeViewer(db, "desk", "analyst");
  const [source] = await db.sql<{ id: number }>(`SELECT id FROM source WHERE register_key = 'source-6'`);
  sourceId = source?.id ?? 0;
});

const lastOf = (viewer: Viewer) => withViewer(viewer, (tx) => lastReportOf(tx, viewer));
const form = (viewer: Viewer) => loadReportForm(viewer, "0190b1d0-0000-4000-8000-000000000001");

describe("what one's last report leaves for the next", () => {
  it("is nothing for somebody who has logged nothing, whatever a colleague did", async () => {
    await log(colleague, newReport(sourceId, plainAccount({ handling: "green" })));
    expect(await lastOf(analyst)).toBeNull();
  });

  it("is the source, the handling, the basis of the point and the units of the newest one", async () => {
    await log(analyst, newReport(sourceId, plainAccount({ handling: "clear" })));
    const lines = [plainLine({ unit: "tablet" }), plainLine({ unit: "kg" })];
    await log(
      analyst,
      newReport(sourceId, plainAccount({ handling: "green", point: "tumen", attribution: "stated", lines })),
    );
    const last = await lastOf(analyst);
    expect(last).toMatchObject({
      handling: "green",
      attribution: "stated",
      source: { id: sourceId, reliability: "F" },
    });
    expect([...(last?.units ?? [])].sort()).toEqual(["kg", "tablet"]);
    expect((await form(analyst)).last).toEqual(last);
  });

  it("has the points and substances of the latest cases stand first in their lists", async () => {
    for (let i = 0; i < 5; i++)
      await log(
        analyst,
        newReport(
          sourceId,
          plainAccount({ point: "linjiang", attribution: "stated", lines: [plainLine({ substance: "ketamine" })] }),
        ),
      );
    const { points, substances } = await form(analyst);
    expect(points[0]?.slug).toBe("linjiang");
    expect(substances.findIndex(({ slug }) => slug === "ketamine")).toBeLessThan(3);
    expect(points.filter(({ slug }) => slug === "linjiang")).toHaveLength(1);
  });
});
