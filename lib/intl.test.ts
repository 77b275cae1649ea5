import { describe, expect, test } from "vitest";
import { dateTimeFormat, displayNames, numberFormat } from "./intl";

describe("the platform's formats", () => {
  test("are made once for the same language and options, and apart for others", () => {
    const one = numberFormat("en", { maximumFractionDigits: 2 });
    expect(numberFormat("en", { maximumFractionDigits: 2 })).toBe(one);
    expect(numberFormat("en", { maximumFractionDigits: 3 })).not.toBe(one);
    expect(numberFormat("de", { maximumFractionDigits: 2 }).format(1.25)).toBe("1,25");
    expect(one.format(1.25)).toBe("1.25");
  });

  test("of time zones are apart, however many there are", () => {
    const at = new Date("2010-07-01T20:00:00Z");
    const hour = (timeZone: string) => dateTimeFormat("en-GB", { timeZone, hour: "2-digit" }).format(at);
    for (let i = 0; i < 3; i += 1)
      for (const zone of Intl.supportedValuesOf("timeZone")) expect(hour(zone)).toMatch(/^\d\d$/);
    expect([hour("Asia/Shanghai"), hour("UTC")]).toEqual(["04", "20"]);
    expect(displayNames("ko", { type: "region", fallback: "code" }).of("CN")).toBe("중국");
  });
});
