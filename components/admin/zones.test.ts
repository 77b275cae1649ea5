import { describe, expect, it } from "vitest";
import { findZones, zoneNamed } from "./zones";

const ids = (typed: string, locale: "en" | "zh" | "ko" = "en") => findZones(typed, locale).map(({ id }) => id);

describe("finding a time zone", () => {
  it("begins with the city that was typed", () => {
    expect(ids("shang")[0]).toBe("Asia/Shanghai");
    expect(ids("new york")[0]).toBe("America/New_York");
    expect(ids("utc")[0]).toBe("UTC");
  });

  it("knows zones by what they are called in the reader's language, and by their offset", () => {
    expect(ids("中国", "zh")).toContain("Asia/Shanghai");
    expect(ids("한국", "ko")).toContain("Asia/Seoul");
    expect(ids("+09:00")).toContain("Asia/Pyongyang");
    expect(findZones("pyongyang", "en")).toEqual([
      { id: "Asia/Pyongyang", offset: "UTC+09:00", name: expect.stringContaining("Korea") },
    ]);
  });

  it("offers few, and nothing for what is no zone", () => {
    expect(ids("a").length).toBe(30);
    expect(ids("Atlantis")).toEqual([]);
  });

  it("takes a name written in full, in any case", () => {
    expect(zoneNamed("asia/seoul")).toBe("Asia/Seoul");
    expect(zoneNamed("Asia")).toBeNull();
  });
});
