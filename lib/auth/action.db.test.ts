import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { AppError, invalid } from "@/lib/errors";
import { makeAccount, openTestSession, stubSecret } from "@/lib/testing/accounts";
import { testDatabase } from "@/lib/testing/database";
import { viewerAction, viewerRoute } from "./action";
import { cookieOf } from "./cookies";
import { endSession } from "./session";
import { tokenOf } from "./token";

stubSecret();
vi.stubEnv("LOG_LEVEL", "silent");
const db = testDatabase();

// The framework's request: what a browser sent.
const jar = new Map<string, string>();
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: (name: string) => (jar.has(name) ? { value: jar.get(name) } : undefined) }),
  headers: async () => new Headers(),
}));

let session: string;
let email: string;
beforeAll(async () => {
  ({ email } = await makeAccount());
});
beforeEach(async () => {
  session = await openTestSession(email);
  jar.set(cookieOf("session").name, await tokenOf({ id: session, expiresAt: new Date() }));
});

const input = z.object({ count: z.number("errors.field") });
const double = viewerAction(input, async (viewer, { count }) => ({ twice: count * 2, by: viewer.email }));
const failing = (error: unknown) => viewerAction(z.null(), () => Promise.reject(error))(null);

describe("a server action", () => {
  it("gets who asks and what the schema makes of the input", async () => {
    expect(await double({ count: 2 })).toEqual({ ok: true, data: { twice: 4, by: email } });
  });

  it("says UNAUTHENTICATED to somebody signed out, before it looks at the input", async () => {
    await endSession(session);
    expect(await double({ count: "many" as unknown as number })).toEqual({
      ok: false,
      error: { code: "UNAUTHENTICATED", fields: [] },
    });
    jar.clear();
    expect(await double({ count: 2 })).toMatchObject({ ok: false, error: { code: "UNAUTHENTICATED" } });
  });

  it("says which fields are wrong, by keys of the messages", async () => {
    expect(await double({ count: "many" as unknown as number })).toEqual({
      ok: false,
      error: { code: "INVALID", fields: [{ path: "count", message: "errors.field" }] },
    });
    const failure = await failing(invalid("lines.0.unit", "reports.error.unit", { max: 2 }));
    expect(failure).toMatchObject({
      error: { code: "INVALID", fields: [{ path: "lines.0.unit", message: "reports.error.unit", values: { max: 2 } }] },
    });
  });

  it("tells the wait, and nothing of what was not expected but its id", async () => {
    expect(await failing(new AppError("RATE_LIMITED", { retryAfter: 60 }))).toEqual({
      ok: false,
      error: { code: "RATE_LIMITED", fields: [], wait: 60 },
    });
    const result = await failing(new Error("connection string postgres://u:secret@host"));
    expect(result).toEqual({
      ok: false,
      error: { code: "DEFECT", fields: [], id: expect.stringMatching(/^[0-9a-f]{10}$/) },
    });
  });

  it("is a sign of life only where it is one", async () => {
    const seen = async () =>
      (await db.sql<{ last_seen: Date }>("SELECT last_seen FROM session WHERE id = $1", [session]))[0];
    await db.sql("UPDATE session SET last_seen = now() - interval '30 minutes' WHERE id = $1", [session]);
    const before = await seen();
    await viewerAction(z.null(), async () => null, { touch: false })(null);
    expect(await seen()).toEqual(before);
    await viewerAction(z.null(), async () => null)(null);
    expect(await seen()).not.toEqual(before);
  });
});

describe("a route handler for the browser", () => {
  const route = viewerRoute(async (viewer) => Response.json({ by: viewer.email }));
  const ask = (method: string, headers: Record<string, string> = {}) =>
    route(
      new Request("http://127.0.0.1:3000/api/drafts/1?q=x", {
        method,
        headers: { host: "127.0.0.1:3000", ...headers },
      }),
      null,
    );

  it("answers the signed-in, and problem details to others", async () => {
    expect(await (await ask("GET")).json()).toEqual({ by: email });
    await endSession(session);
    const response = await ask("GET");
    expect(response.status).toBe(401);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toEqual({
      type: "about:blank",
      title: "Not signed in",
      status: 401,
      code: "UNAUTHENTICATED",
    });
  });

  it.each([
    [{ "sec-fetch-site": "cross-site" }],
    [{ "sec-fetch-site": "same-site" }],
    [{ origin: "https://evil.example" }],
    [{ origin: "null" }],
    [{ origin: "http://127.0.0.1:3001" }],
  ])("refuses a write that another site sends: %j", async (headers) => {
    expect((await ask("PUT", headers)).status).toBe(403);
  });

  it.each([[{ "sec-fetch-site": "same-origin" }], [{ origin: "http://127.0.0.1:3000" }], [{}]])(
    "takes a write from its own pages: %j",
    async (headers) => {
      expect((await ask("PUT", headers)).status).toBe(200);
    },
  );

  it("says when to come back", async () => {
    const limited = viewerRoute(() => Promise.reject(new AppError("RATE_LIMITED", { retryAfter: 90 })));
    const response = await limited(new Request("http://127.0.0.1:3000/x"), null);
    expect([response.status, response.headers.get("retry-after")]).toEqual([429, "90"]);
  });
});
