import { describe, expect, it } from "vitest";
import { safeCallback, signInPath } from "./callback";

describe("where to go after signing in", () => {
  it.each([
    "/",
    "/cases",
    "/cases?point=dandong&from=2004-12",
    "/cases/W-7Q2K?tab=reports#r2",
    "/reports/new?note=a%20b%2Fc",
    "/trends?q=%E4%B8%B9%E4%B8%9C",
    "/cases?q=100%25",
  ])("keeps %s", (path) => {
    expect(safeCallback(path)).toBe(path);
  });

  it.each([
    [undefined],
    [null],
    [["/cases"]],
    [""],
    ["cases"],
    ["https://evil.example"],
    ["//evil.example"],
    ["///evil.example"],
    ["/\\evil.example"],
    ["\\\\evil.example"],
    ["/\t/evil.example"],
    ["/\n/evil.example"],
    ["\t//evil.example"],
    [" //evil.example"],
    ["/ /evil.example"],
    ["/%2Fevil.example"],
    ["/%2f%2fevil.example"],
    ["/%5Cevil.example"],
    ["/%255Cevil.example"],
    ["/%25252Fevil.example"],
    ["/%09/evil.example"],
    ["/.//evil.example"],
    ["/..//evil.example"],
    ["/cases/..//evil.example"],
    ["/%2e//evil.example"],
    ["/\u200b/evil.example"],
    ["javascript:alert(1)"],
    ["data:text/html,x"],
    ["/cases%"],
    ["/%E0%A4%A"],
    ["/sign-in?callbackUrl=/cases"],
    ["/sign-in"],
    ["/SIGN-IN"],
    ["/x/../sign-in"],
    ["/api/auth/signout"],
    ["/cases?x=\r\nSet-Cookie:a=b"],
    [`/${"x".repeat(2000)}`],
  ])("goes to the front page for %j", (asked) => {
    expect(safeCallback(asked)).toBe("/");
  });

  it("never names another host", () => {
    for (const path of ["/cases//x", "/a/..//b", "/a;//b", "/?//x", "/#//x"]) {
      expect(new URL(safeCallback(path), "https://weir.example").host).toBe("weir.example");
    }
  });

  it("stands in the address of the sign-in page", () => {
    expect(signInPath("/cases?point=dandong", "expired")).toBe(
      "/sign-in?callbackUrl=%2Fcases%3Fpoint%3Ddandong&notice=expired",
    );
    expect(signInPath("/")).toBe("/sign-in");
    expect(signInPath("//evil.example")).toBe("/sign-in");
  });
});
