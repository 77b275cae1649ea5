import { afterEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { makeAgency, makeViewer } from "@/lib/testing/world";
import { loadSyntheticRegister, makeSyntheticWorld } from "@/prisma/seed/synthetic/load";
import { markSynthetic, readKind } from "@/scripts/boot/register-kind.mjs";
import { disconnect } from "./client";
import { isSynthetic } from "./synthetic";
import { withViewer, withViewerWrite } from "./with-viewer";

const db = testDatabase();
const at = () => ({ adminUrl: db.adminUrl, loginUrl: db.loginUrl, prefix: "weir", ownLogin: true });
const aCase = (id: number) =>
  db.sql(
    `INSERT INTO case_file (id, reference, owner_agency_id, created_by_id, handling)
     SELECT $1::int, 'C-' || $1, agency_id, id, 'clear' FROM app_user LIMIT 1`,
    [id],
  );

afterEach(disconnect);

describe("the mark of an invented register", () => {
  it("comes to no register that holds a case", async () => {
    expect(await readKind(at())).toBe("empty");
    await makeAgency(db, "north");
    await makeViewer(db, "north", "analyst");
    expect(await readKind(at())).toBe("real");
    await aCase(1);
    await expect(markSynthetic(at())).rejects.toThrow("holds cases");
    expect(await isSynthetic()).toBe(false);
    await expect(makeSyntheticWorld(db, 1, 1)).rejects.toThrow("holds cases");
    const world = { lists: { points: [], substances: [], agencies: 0, sources: 0 }, agencies: [], sources: [] };
    await expect(loadSyntheticRegister(db, world, [])).rejects.toThrow("real one");
    await db.sql("DELETE FROM case_file");
  });

  it("is known to whoever connects, stays for good, and is nobody's to write who has entered", async () => {
    const viewer = await makeViewer(db, "north", "reviewer");
    await expect(
      withViewerWrite(viewer, (tx) => tx.$executeRaw`INSERT INTO synthetic_mark DEFAULT VALUES`),
    ).rejects.toThrow("permission denied");
    await markSynthetic(at());
    await markSynthetic(at());
    await aCase(2); // an invented register has cases, once it is marked
    expect(await isSynthetic()).toBe(true);
    expect(await readKind(at())).toBe("synthetic");
    expect(await withViewer(viewer, (tx) => tx.$queryRaw`SELECT is_synthetic() AS synthetic`)).toEqual([
      { synthetic: true },
    ]);
    for (const change of [
      "DELETE FROM synthetic_mark",
      "UPDATE synthetic_mark SET made_at = now()",
      "TRUNCATE synthetic_mark",
    ]) {
      await expect(db.sql(change), change).rejects.toThrow("stays what it is");
      await expect(
        db.sql(`BEGIN; SET LOCAL session_replication_role = replica; ${change}; COMMIT`),
        `${change}, without triggers`,
      ).rejects.toThrow("stays what it is");
      await db.sql("ROLLBACK");
    }
  });
});
