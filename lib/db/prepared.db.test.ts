import { beforeAll, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { readCase } from "@/lib/reports/queries";
import { testDatabase } from "@/lib/testing/database";
import { log, newReport, plainAccount } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { withViewer } from "./with-viewer";

const db = testDatabase();
let owner: Viewer;
let stranger: Viewer;
let reference: string;

beforeAll(async () => {
  const { sourceId } = await makeReferenceLists(db);
  await makeAgency(db, "north");
  await makeAgency(db, "south");
  owner = await makeViewer(db, "north", "analyst");
  stranger = await makeViewer(db, "south", "analyst");
  reference = (await log(owner, newReport(sourceId, plainAccount({ handling: "amber" })))).reference;
});

it("a plan that a connection keeps is used for every viewer, and shows each what is theirs", async () => {
  const plans = await withViewer(owner, async (tx) => {
    await readCase(tx, reference);
    return tx.$queryRaw<{ generic_plans: bigint }[]>`
      SELECT generic_plans FROM pg_prepared_statements WHERE statement LIKE '/* plan once */%c.concealment, c.note%'`;
  });
  expect(plans).toHaveLength(1);
  // One after the other: the pool hands out the same connection. The database settles on a plan after five.
  for (let turn = 0; turn < 12; turn += 1) {
    const [viewer, seen] = turn % 2 === 0 ? [owner, reference] : [stranger, undefined];
    const row = await withViewer(viewer, (tx) => readCase(tx, reference));
    expect(row?.reference, `turn ${turn}`).toBe(seen);
  }
  const [kept] = await withViewer(
    owner,
    (tx) => tx.$queryRaw<{ generic_plans: bigint; custom_plans: bigint }[]>`
      SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE statement LIKE '/* plan once */%c.concealment, c.note%'`,
  );
  expect(Number(kept?.generic_plans)).toBeGreaterThan(0);
});
