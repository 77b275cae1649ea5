import { beforeEach, describe, expect, it, vi } from "vitest";

type Module = typeof import("./address");
let module: Module;

const load = async (url: string) => {
  vi.resetModules();
  vi.stubEnv("DATABASE_URL", "postgresql://u@localhost/weir");
  vi.stubEnv("WEIR_URL", url);
  module = await import("./address");
};
const caller = (peer: string, forwarded?: string) =>
  module.callerAddress(
    new Headers({ [module.peerHeader]: peer, ...(forwarded ? { "x-forwarded-for": forwarded } : {}) }),
  );

describe("the caller's address on a server that is reached directly", () => {
  beforeEach(() => load("http://weir.example:3000"));

  it("is the other end of the connection, whatever the caller says", () => {
    expect(caller("203.0.113.7", "10.0.0.1")).toBe("203.0.113.7");
    expect(caller("::ffff:203.0.113.7")).toBe("203.0.113.7");
  });

  it("is what a proxy on this machine says last", () => {
    for (const peer of ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
      expect(caller(peer, "1.2.3.4, 203.0.113.7")).toBe("203.0.113.7");
    expect(caller("127.0.0.1")).toBe("127.0.0.1");
  });

  it.each([
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0DB8:0001:0002::9", "2001:db8:1:2::/64"],
    ["2001:db8::9", "2001:db8:0:0::/64"],
    ["::9", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ])("of %s is its network", (peer, network) => {
    expect(caller(peer)).toBe(network);
  });

  it("is one for all who send nonsense", () => {
    expect(caller("127.0.0.1", "nonsense")).toBe("unknown");
    expect(caller("", "x".repeat(9000))).toBe("unknown");
  });
});

describe("the caller's address behind a proxy with https", () => {
  beforeEach(() => load("https://weir.example"));

  it("is what the proxy says last, not what a caller put before it", () => {
    expect(caller("10.1.1.1", "198.51.100.1, 203.0.113.7")).toBe("203.0.113.7");
    expect(caller("10.1.1.1")).toBe("10.1.1.1");
  });
});
