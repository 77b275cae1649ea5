import { expect, it } from "vitest";
import { csvOf, htmlOf, tabsOf } from "./sheet";

const sheet = {
  about: [
    ["Filter", 'Text "=1+1", from 2010'],
    ["Handling", "TLP:AMBER"],
  ] as const,
  heads: ["Month", "Ice, MaGu"],
  rows: [
    ["2010-07", 3],
    ["2010-08", null],
    [{ words: "=HYPERLINK(1)" }, "1239.75"],
  ],
};

it("writes a CSV that says what it is, and runs nothing", () => {
  expect(csvOf(sheet)).toBe(
    '\u{feff}"# Filter: Text ""=1+1"", from 2010"\r\n# Handling: TLP:AMBER\r\nMonth,"Ice, MaGu"\r\n2010-07,3\r\n2010-08,\r\n\'=HYPERLINK(1),1239.75\r\n',
  );
});

it("copies as cells, and as a table", () => {
  expect(tabsOf(sheet)).toBe(
    'Month\tIce, MaGu\n2010-07\t3\n2010-08\t\n\'=HYPERLINK(1)\t1239.75\n\nFilter\tText "=1+1", from 2010\nHandling\tTLP:AMBER',
  );
  expect(htmlOf(sheet)).toContain("<tr><td>2010-08</td><td></td></tr>");
  expect(htmlOf(sheet)).toContain("<p>Filter: Text &quot;=1+1&quot;, from 2010</p>");
});
