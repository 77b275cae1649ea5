import { NextRequest } from "next/server";
import { describe, expect, it, vi } from "vitest";

/** The modules as a server with these settings loads them. */
async function withSettings(settings: { url?: string; instance?: string; secret?: string }) {
  vi.resetModules();
  vi.stubEnv("DATABASE_URL", "postgresql://u@localhost/weir");
  vi.stubEnv("WEIR_URL", settings.url ?? "http://127.0.0.1:3000");
  vi.stubEnv("WEIR_INSTANCE", settings.instance ?? "");
  vi.stubEnv("WEIR_SECRET", settings.secret ?? "one secret of more than 32 characters");
  const [{ cookieOf }, { proxy }, token] = await Promise.all([
    import("./cookies"),
    import("@/proxy"),
    import("./token"),
  ]);
  return { cookieOf, proxy, ...token };
}

describe("the cookies", () => {
  it("carry the instance in their names, so that two registers on one host do not meet", async () => {
    const names = [];
    for (const settings of [
      { instance: "0a1b" },
      { instance: "0a1c" },
      { secret: "another secret of more than 32 chars" },
      {},
    ])
      names.push((await withSettings(settings)).cookieOf("session").name);
    expect(new Set(names).size).toBe(4);
    expect(names[0]).toBe("weir-0a1b-session");
    for (const name of names) expect(name).toMatch(/^weir-[0-9a-z]+-session$/);
  });

  it("are out of reach of scripts and of other sites, and of plain HTTP where the address is https", async () => {
    const plain = (await withSettings({ instance: "a" })).cookieOf("session");
    expect(plain.options).toEqual({ httpOnly: true, sameSite: "lax", path: "/", secure: false });
    const secure = (await withSettings({ instance: "a", url: "https://weir.example" })).cookieOf("session");
    expect(secure).toEqual({ name: "__Host-weir-a-session", options: { ...plain.options, secure: true } });
  });
});

describe("a browser", () => {
  it.each([
    ["https://weir.example", "max-age=31536000"],
    ["http://weir.example", null],
  ])("of %s is told to come over TLS only: %s", async (url, told) => {
    const { proxy, cookieOf } = await withSettings({ url });
    const cookie = `${cookieOf("session").name}=x`;
    for (const [path, headers] of [
      ["/cases", {}],
      ["/sign-in", {}],
      ["/cases", { cookie }],
    ] as const) {
      const answer = proxy(new NextRequest(`${url}${path}`, { headers }));
      expect(answer.headers.get("strict-transport-security"), path).toBe(told);
    }
  });
});

describe("the token in the cookie", () => {
  const session = { id: "5c1dd2f5-0f4f-4d5c-9a53-8f1f2a3b4c5d", expiresAt: new Date() };

  it("names the session to whoever holds the secret, and to nobody else", async () => {
    const one = await withSettings({});
    const token = await one.tokenOf(session);
    expect(await one.sessionIdOf(token)).toBe(session.id);
    expect(Buffer.from(token, "base64url").toString("latin1")).not.toContain("5c1dd2f5");
    expect(await one.sessionIdOf(`${token.slice(0, -4)}AAAA`)).toBeNull();
    for (const broken of [undefined, "", "x", "a.b.c"]) expect(await one.sessionIdOf(broken)).toBeNull();
    const other = await withSettings({ secret: "another secret of more than 32 chars" });
    expect(await other.sessionIdOf(token)).toBeNull();
  });

  it("ends with the absolute limit", async () => {
    const { tokenOf, sessionIdOf, tokenLife } = await withSettings({});
    const token = await tokenOf(session);
    vi.useFakeTimers({ now: Date.now() + (tokenLife - 60) * 1000, toFake: ["Date"] });
    expect(await sessionIdOf(token)).toBe(session.id);
    vi.setSystemTime(Date.now() + 120_000);
    expect(await sessionIdOf(token)).toBeNull();
    vi.useRealTimers();
  });
});

describe("a visitor without a session's cookie", () => {
  const ask = async (path: string, init: { method?: string; headers?: Record<string, string> } = {}) => {
    const { proxy, cookieOf } = await withSettings({ instance: "a" });
    const response = proxy(new NextRequest(`http://weir.example${path}`, init));
    return { response, location: response.headers.get("location"), name: cookieOf("session").name };
  };

  it("is sent to the sign-in page and back to the page asked for", async () => {
    const { location } = await ask("/cases?point=dandong&q=a%20b");
    expect(location).toBe("http://weir.example/sign-in?callbackUrl=%2Fcases%3Fpoint%3Ddandong%26q%3Da%2520b");
    expect((await ask("/")).location).toBe("http://weir.example/sign-in");
  });

  it("may see the sign-in page", async () => {
    expect((await ask("/sign-in")).location).toBeNull();
  });

  it("gets an answer to an action, not a page", async () => {
    expect((await ask("/reports/new", { method: "POST" })).location).toBeNull();
  });

  it("is let through with a cookie; the page then asks what it is worth, and knows its own path", async () => {
    const { response, location } = await ask("/cases?x=1", { headers: { cookie: "weir-a-session=anything" } });
    expect(location).toBeNull();
    expect(response.headers.get("x-middleware-request-x-weir-path")).toBe("/cases?x=1");
  });
});
