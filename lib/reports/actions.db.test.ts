import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { cookieOf } from "@/lib/auth/cookies";
import { tokenOf } from "@/lib/auth/token";
import type { Viewer } from "@/lib/auth/types";
import { makeAccount, openTestSession, stubSecret } from "@/lib/testing/accounts";
import { testDatabase } from "@/lib/testing/database";
import { log, newReport, plainAccount } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { returnVersion, verifyVersion } from "./actions";

stubSecret();
vi.stubEnv("LOG_LEVEL", "silent");
const db = testDatabase();

// The framework's request and its answer: what a browser sent, and whether its page is made anew.
const jar = new Map<string, string>();
const { refresh } = vi.hoisted(() => ({ refresh: vi.fn() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: (name: string) => (jar.has(name) ? { value: jar.get(name) } : undefined) }),
  headers: async () => new Headers(),
}));
vi.mock("next/cache", () => ({ refresh }));

let sourceId = 0;
let analyst: { viewer: Viewer; email: string };
let reviewer: { viewer: Viewer; email: string };
let reportId = "";

beforeAll(async () => {
  ({ sourceId } = await makeReferenceLists(db));
  await makeAgency(db, "south");
  analyst = await makeAccount("analyst");
  reviewer = await makeAccount("reviewer");
});
beforeEach(async () => {
  ({ reportId } = await log(analyst.viewer, newReport(sourceId, plainAccount())));
  refresh.mockClear();
  await signIn(reviewer.email);
});

async function signIn(email: string): Promise<void> {
  const id = await openTestSession(email);
  jar.set(cookieOf("session").name, await tokenOf({ id, expiresAt: new Date() }));
}
const standing = () =>
  db.sql(
    `SELECT status, (SELECT count(*)::int FROM report_decision d WHERE d.report_id = r.id) AS decisions FROM report r WHERE id = $1`,
    [reportId],
  );

describe("a reviewer", () => {
  it("verifies a waiting version, and the page is made anew", async () => {
    expect(await verifyVersion({ reportId, version: 1 })).toEqual({ ok: true, data: undefined });
    expect(await standing()).toEqual([{ status: "verified", decisions: 2 }]);
    expect(refresh).toHaveBeenCalled();
  });

  it("returns one with a reason, never without", async () => {
    const refused = await returnVersion({ reportId, version: 1, reason: "  " });
    expect(refused).toMatchObject({ ok: false, error: { code: "INVALID", fields: [{ path: "reason" }] } });
    expect(await standing()).toEqual([{ status: "submitted", decisions: 1 }]);
    expect(await returnVersion({ reportId, version: 1, reason: " which page? " })).toMatchObject({ ok: true });
    expect(
      await db.sql(`SELECT kind, reason FROM report_decision WHERE report_id = $1 ORDER BY id DESC LIMIT 1`, [
        reportId,
      ]),
    ).toEqual([{ kind: "returned", reason: "which page?" }]);
  });

  it("is told when somebody else was first, and sees what is there", async () => {
    await verifyVersion({ reportId, version: 1 });
    await signIn((await makeAccount("reviewer")).email);
    refresh.mockClear();
    const outcomes = [
      await returnVersion({ reportId, version: 1, reason: "too late" }),
      await verifyVersion({ reportId, version: 1 }),
    ];
    for (const outcome of outcomes) expect(outcome).toMatchObject({ ok: false, error: { code: "CONFLICT" } });
    expect(await standing()).toEqual([{ status: "verified", decisions: 2 }]);
    expect(refresh).toHaveBeenCalledTimes(2);
  });

  it("decides once when two decide at the same moment", async () => {
    const outcomes = await Promise.all([
      verifyVersion({ reportId, version: 1 }),
      returnVersion({ reportId, version: 1, reason: "both at once" }),
    ]);
    expect(outcomes.map((o) => (o.ok ? "done" : o.error.code)).sort()).toEqual(["CONFLICT", "done"]);
    expect((await standing())[0]).toMatchObject({ decisions: 2 });
  });
});

describe("is refused", () => {
  const outcome = async (input = { reportId, version: 1 }) => {
    const result = await verifyVersion(input);
    return result.ok ? "done" : result.error.code;
  };

  it("a reviewer who wrote the version", async () => {
    ({ reportId } = await log(reviewer.viewer, newReport(sourceId, plainAccount())));
    expect(await outcome()).toBe("FORBIDDEN");
  });

  it("an analyst, and somebody signed out", async () => {
    await signIn(analyst.email);
    expect(await outcome()).toBe("FORBIDDEN");
    jar.clear();
    expect(await outcome()).toBe("UNAUTHENTICATED");
  });

  it("a report out of sight, and one that is none", async () => {
    const south = await makeViewer(db, "south", "analyst");
    ({ reportId } = await log(south, newReport(sourceId, plainAccount({ handling: "amber" }))));
    expect(await outcome()).toBe("NOT_FOUND");
    expect(await outcome({ reportId: "00000000-0000-4000-8000-000000000000", version: 1 })).toBe("NOT_FOUND");
    expect(await outcome({ reportId: "' OR true", version: 1 })).toBe("INVALID");
  });

  it("a version that is not the newest", async () => {
    expect(await outcome({ reportId, version: 2 })).toBe("CONFLICT");
  });
});
