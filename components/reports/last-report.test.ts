import { describe, expect, it } from "vitest";
import { freshReport } from "@/lib/reports/form";
import type { ReportForm } from "@/lib/reports/types";
import { defaultsIn, startLike } from "./last-report";

const last: NonNullable<ReportForm["last"]> = {
  handling: "green",
  attribution: "stated",
  units: ["kg"],
  source: { id: 7, title: "Patrol news", author: null, publisher: "Daily", published: "2010-06", reliability: "B" },
};

describe("startLike", () => {
  it("takes over source, handling and basis of the point, and nothing that only a source can say", () => {
    const { source, handling, attribution, ...rest } = startLike(last);
    const { source: _, handling: __, attribution: ___, ...empty } = freshReport();
    expect(rest).toEqual(empty);
    expect(source).toMatchObject({
      mode: "found",
      found: { id: "7", text: "Daily, 2010-06: Patrol news" },
      reliability: "B",
    });
    expect([handling, attribution]).toEqual(["green", "stated"]);
  });

  it("begins empty for somebody who has logged nothing", () => {
    expect(startLike(null)).toEqual(freshReport());
  });

  it("never begins RED, and never without a basis of the point", () => {
    const { handling, attribution } = startLike({ ...last, handling: "red", attribution: null });
    expect([handling, attribution]).toEqual([freshReport().handling, freshReport().attribution]);
  });
});

describe("defaultsIn", () => {
  it("names what stands as in the last report, until it is changed", () => {
    const values = startLike(last);
    expect(defaultsIn(values, last)).toEqual(["source", "handling", "attribution"]);
    expect(defaultsIn({ ...values, handling: "amber" }, last)).toEqual(["source", "attribution"]);
    expect(defaultsIn(freshReport(), last)).toEqual([]);
    expect(defaultsIn(values, null)).toEqual([]);
  });
});
