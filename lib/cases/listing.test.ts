import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyFilter, sortCodes } from "@/lib/filter/fields";
import { viewAskedFor, viewHref, viewQuery } from "@/lib/views/rules";
import { columnCodes, defaultColumns, densityCodes, inPlace, rowCounts, widths } from "./columns";
import type { Listing } from "./listing";
import { listHref, plainListing, readListing } from "./listing";

const anyColumns = fc
  .uniqueArray(
    fc.record({
      code: fc.constantFrom(...columnCodes),
      width: fc.option(fc.integer({ min: widths.least, max: widths.most })),
      pinned: fc.boolean(),
    }),
    { selector: ({ code }) => code, minLength: 1 },
  )
  .map(inPlace);
const anyListing: fc.Arbitrary<Listing> = fc.record({
  columns: fc.option(anyColumns),
  density: fc.option(fc.constantFrom(...densityCodes)),
  rows: fc.constantFrom(...rowCounts),
  view: fc.option(fc.oneof(fc.integer({ min: 1, max: 999_999 }), fc.constant("none" as const))),
  set: fc.option(fc.constantFrom("unodc-2019", "a-b-2")),
  open: fc.constant(null),
});
const query = (href: string) => new URLSearchParams(href.split("?")[1]);
const read = (text: string) => readListing(new URLSearchParams(text));

describe("the address of the list", () => {
  it("reads back as it was written", () => {
    fc.assert(
      fc.property(anyListing, fc.constantFrom(...sortCodes), (listing, sort) => {
        const back = readListing(query(listHref(emptyFilter, { sort }, listing)));
        expect(back).toEqual({
          filter: emptyFilter,
          page: { sort, cursor: null, before: null },
          listing,
          problems: [],
        });
      }),
    );
  });

  it("names what it cannot read, and goes by the rest", () => {
    const { listing, problems } = read(
      "columns=date,smell,date:90,status:9,place&density=loose&rows=9999&view=mine&case=%27&view=3&smell=1",
    );
    expect(listing).toEqual({
      ...plainListing,
      columns: [
        { code: "case", width: null, pinned: true },
        { code: "date", width: null, pinned: false },
        { code: "place", width: null, pinned: false },
      ],
    });
    expect(problems.map(({ key, value }) => `${key}=${value}`)).toEqual([
      "smell=1",
      "columns=smell",
      "columns=date:90",
      "columns=status:9",
      "density=loose",
      "rows=9999",
      "view=3",
      "view=mine",
      "case='",
    ]);
  });

  it("always shows the case, and what is pinned first", () => {
    expect(read("columns=status").listing.columns?.map(({ code }) => code)).toEqual(["case", "status"]);
    const codes = read("columns=date,case,point~pin").listing.columns?.map(({ code }) => code);
    expect(codes).toEqual(["point", "date", "case"]);
    expect(defaultColumns[0]).toEqual({ code: "case", width: null, pinned: true });
  });
});

describe("an address and a saved view", () => {
  it("never asks for the view again once it shows it", () => {
    fc.assert(
      fc.property(anyListing, fc.constantFrom(...sortCodes), (listing, sort) => {
        const kept = viewQuery("cases", query(listHref(emptyFilter, { sort }, listing)));
        const href = viewHref({ id: 7, page: "cases", query: kept });
        expect(viewAskedFor(query(href))).toBeNull();
        expect(viewQuery("cases", query(href))).toBe(kept);
        // Whatever is lifted from it, down to nothing.
        const lifted = listHref(emptyFilter, { sort: "-date" }, { ...plainListing, view: 7 });
        expect(viewAskedFor(query(lifted))).toBeNull();
      }),
    );
  });

  it("asks for a view when it says nothing else", () => {
    expect(viewAskedFor({})).toBe("default");
    expect(viewAskedFor({ case: "C-1", q: "" })).toBe("default");
    expect(viewAskedFor({ view: "12" })).toBe(12);
    expect(viewAskedFor({ view: "none" })).toBeNull();
    expect(viewAskedFor({ view: "12", sort: "-date" })).toBeNull();
    expect(viewAskedFor({ point: "tumen" })).toBeNull();
  });
});
