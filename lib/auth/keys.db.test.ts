import { beforeAll, describe, expect, it } from "vitest";
import { builtInViewer } from "@/lib/auth/mint";
import type { Viewer } from "@/lib/auth/types";
import { keyScopeCodes } from "@/lib/codes";
import { makeOperator, stubSecret } from "@/lib/testing/accounts";
import { testDatabase } from "@/lib/testing/database";
import { makeAgency, makeViewer } from "@/lib/testing/world";
import { createKeyFor, createOwnKey, listKeysFor, listOwnKeys, revokeKey, viewerOfKey } from "./keys";

stubSecret();
const db = testDatabase();
let analyst: Viewer;
let colleague: Viewer;
let admin: Viewer;

beforeAll(async () => {
  await makeOperator();
  await makeAgency(db, "north");
  analyst = await makeViewer(db, "north", "analyst");
  colleague = await makeViewer(db, "north", "analyst");
  admin = await makeViewer(db, "north", "admin");
});

const now = new Date("2026-05-01T12:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const own = (label = "nightly", expires = "") => createOwnKey(analyst, { label, expires }, now);
const used = async (prefix: string) =>
  (await listOwnKeys(analyst, now)).find((key) => key.prefix === prefix)?.lastUsedAt?.toISOString() ?? null;

describe("an API key", () => {
  it("opens what its holder's account opens now, role and agency read anew", async () => {
    const { key } = await own();
    expect(await viewerOfKey(key, now)).toMatchObject({ viewer: { ...analyst } });
    await db.sql("UPDATE app_user SET role = 'viewer' WHERE id = $1", [analyst.userId]);
    expect(await viewerOfKey(key, now)).toMatchObject({ viewer: { userId: analyst.userId, role: "viewer" } });
    await db.sql("UPDATE app_user SET role = 'analyst', active = false WHERE id = $1", [analyst.userId]);
    expect(await viewerOfKey(key, now)).toEqual({ refused: "closed" });
    await db.sql("UPDATE app_user SET active = true WHERE id = $1", [analyst.userId]);
    expect(await viewerOfKey(key, now)).toHaveProperty("viewer");
  });

  it("is kept as a digest alone, and opens nothing with another secret or a letter changed", async () => {
    const { key, prefix } = await own();
    const [row] = await db.sql<{ row: string; digest: Buffer }>(
      "SELECT k::text AS row, digest FROM api_key k WHERE prefix = $1",
      [prefix],
    );
    const secret = key.slice(`weir_${prefix}_`.length);
    expect(row?.row).not.toContain(secret);
    expect(row?.digest.toString("utf8")).not.toContain(secret);
    const changed = key.endsWith("A") ? `${key.slice(0, -1)}B` : `${key.slice(0, -1)}A`;
    for (const wrong of [changed, prefix, `weir_${prefix}_`, key.replace(prefix, "000000000000"), "", `${key} `])
      expect(await viewerOfKey(wrong, now), wrong).toEqual({ refused: "unknown" });
    await db.sql("UPDATE api_key SET digest = sha256($2) WHERE prefix = $1", [prefix, key]);
    expect(await viewerOfKey(key, now)).toEqual({ refused: "unknown" });
  });

  it("opens what it was made for, and all where nobody said; not nothing, and nothing that there is not", async () => {
    const made = async (scopes?: string[]) => createOwnKey(analyst, { label: "narrow", expires: "", scopes }, now);
    const { key, prefix, scopes } = await made(["write", "read", "read"]);
    expect(scopes).toEqual(["read", "write"]);
    expect(await viewerOfKey(key, now)).toMatchObject({ scopes: ["read", "write"] });
    expect((await listOwnKeys(analyst, now)).find((one) => one.prefix === prefix)?.scopes).toEqual(["read", "write"]);
    expect(await viewerOfKey((await made()).key, now)).toMatchObject({ scopes: keyScopeCodes });
    for (const wrong of [[], ["read", "everything"]])
      await expect(made(wrong), String(wrong)).rejects.toMatchObject({ code: "INVALID" });
    await expect(db.sql("UPDATE api_key SET scopes = '{all}' WHERE prefix = $1", [prefix])).rejects.toThrow();
  });

  it("ends at its expiry and when it is revoked, with the next request", async () => {
    const day = await own("a day", "2026-05-02");
    expect(day.expiresAt?.toISOString()).toBe("2026-05-02T23:59:59.999Z");
    const moment = await own("a moment", "2026-05-01T14:00:30+02:00");
    expect(await viewerOfKey(moment.key, later(29))).toHaveProperty("viewer");
    expect(await viewerOfKey(moment.key, later(30))).toEqual({ refused: "expired" });
    await revokeKey(analyst, day.prefix, now);
    await revokeKey(analyst, day.prefix, later(5)); // a second time changes nothing
    expect(await viewerOfKey(day.key, now)).toEqual({ refused: "revoked" });
    const states = (await listOwnKeys(analyst, later(60))).map(({ prefix, state }) => [prefix, state]);
    expect(states).toContainEqual([day.prefix, "revoked"]);
    expect(states).toContainEqual([moment.prefix, "expired"]);
  });

  it("notes its use at most once a minute", async () => {
    const { key, prefix } = await own();
    expect(await used(prefix)).toBeNull();
    await viewerOfKey(key, now);
    await viewerOfKey(key, later(59));
    expect(await used(prefix)).toBe(now.toISOString());
    await viewerOfKey(key, later(60));
    expect(await used(prefix)).toBe(later(60).toISOString());
  });

  it("is made in one's own name, by the command line for anybody, and ended by its holder or who manages accounts", async () => {
    const operator = await builtInViewer("operator");
    const email = analyst.email ?? "";
    const { key, prefix } = await createKeyFor(operator, email, { label: "from the server", expires: "" }, now);
    expect(await viewerOfKey(key, now)).toMatchObject({ viewer: { userId: analyst.userId } });
    await expect(createKeyFor(admin, email, { label: "mine", expires: "" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(createOwnKey(operator, { label: "x", expires: "" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(revokeKey(colleague, prefix)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(revokeKey(colleague, "000000000000")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(listKeysFor(colleague, email)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await listKeysFor(admin, email, now)).map((one) => one.prefix)).toContain(prefix);
    await revokeKey(admin, prefix, now);
    expect(await viewerOfKey(key, now)).toEqual({ refused: "revoked" });
  });

  it.each([
    ["", "", "label"],
    ["x".repeat(101), "", "label"],
    ["x", "tomorrow", "expires"],
    ["x", "2026-13-01", "expires"],
    ["x", "2026-04-30", "expires"],
  ])("is refused as %j until %j", async (label, expires, path) => {
    await expect(own(label, expires)).rejects.toMatchObject({ code: "INVALID", fields: [{ path }] });
  });

  it("stands in the log when it is made and revoked, without what opens it; its use is no change of it", async () => {
    const { key, prefix } = await own("logged");
    await viewerOfKey(key, now);
    await revokeKey(analyst, prefix, now);
    const events = await db.sql<{ action: string; actor_id: number; rows: string }>(
      `SELECT e.action, e.actor_id, (SELECT jsonb_agg(to_jsonb(c) ORDER BY c.id)::text FROM audit_change c WHERE c.event_id = e.id) AS rows
       FROM audit_event e WHERE e.subject_type = 'key' AND e.subject_id = $1 ORDER BY e.id`,
      [prefix],
    );
    expect(events.map(({ action, actor_id }) => [action, actor_id])).toEqual([
      ["key.create", analyst.userId],
      ["key.revoke", analyst.userId],
    ]);
    for (const { rows } of events) expect(JSON.parse(rows)).toMatchObject([{ new_row: { digest: "[withheld]" } }]);
    expect(
      await db.sql(
        "SELECT 1 FROM audit_change WHERE table_name = 'api_key_use' OR (table_name = 'api_key' AND new_row ->> 'prefix' = $1 AND event_id IS NULL)",
        [prefix],
      ),
    ).toEqual([]);
  });
});
