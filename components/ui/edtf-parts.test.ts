import { describe, expect, it } from "vitest";
import { edtfParts } from "./edtf-parts";

const plain = { about: false, unsure: false };

describe("edtfParts", () => {
  it.each([
    ["2004-12-23", { ...plain, text: "2004-12-23", missing: "none", machine: "2004-12-23" }],
    ["2008-10", { ...plain, text: "2008-10", missing: "day", machine: "2008-10" }],
    ["2008-10-XX", { ...plain, text: "2008-10", missing: "day", machine: "2008-10" }],
    ["2009", { ...plain, text: "2009", missing: "month", machine: "2009" }],
    ["2009-XX-XX", { ...plain, text: "2009", missing: "month", machine: "2009" }],
    ["2007-05~", { about: true, unsure: false, text: "2007-05", missing: "day", machine: undefined }],
    ["2007?", { about: false, unsure: true, text: "2007", missing: "month", machine: undefined }],
    ["2007-05-01%", { about: true, unsure: true, text: "2007-05-01", missing: "none", machine: undefined }],
    ["2007-21", { ...plain, text: "2007", missing: "none", season: "21" }],
    ["2007-24~", { about: true, unsure: false, text: "2007", missing: "none", season: "24" }],
    ["201X", { ...plain, text: "2010", missing: "none", decade: true }],
  ])("shows %s no more certain than it is", (edtf, part) => expect(edtfParts(edtf)).toEqual([part]));

  it("shows both sides of a range", () => {
    expect(edtfParts("2007-04/2007-05~").map(({ text, about }) => [text, about])).toEqual([
      ["2007-04", false],
      ["2007-05", true],
    ]);
  });

  it.each(["Y17000", "20XX", "2007-05/2008/2009", "2007-05/..", "early June", ""])("shows %s as it stands", (text) =>
    expect(edtfParts(text)).toEqual([{ ...plain, text, missing: "none" }]),
  );
});
