import { weir } from "./environment";
import { expect, test } from "./fixtures";
import { CaseFilePage } from "./pages/case-file";
import { CasesPage } from "./pages/cases";
import { TrendsPage } from "./pages/trends";

const grade = "F 6 Reliability cannot be judged; Truth cannot be judged";
const of = (what: Record<string, string>) => expect.objectContaining(what);
/** The documented cases are the register's oldest; what other tests log is younger. */
const then = "to=2010-12";

test("the list shows the documented cases number by number", async ({ as }) => {
  const cases = new CasesPage(await as("analyst"));
  await cases.open(then);
  expect(await cases.total()).toBe(4);
  const same = { Grade: grade, Handling: "CLEAR", Status: "Verified" };
  expect(await cases.rows()).toEqual([
    of({ Case: "D4 5·20", Date: "2010-07", "Transit point": "Yanbian 延边", "kg eq.": "1.50", People: "≥ 6", ...same }),
    of({
      Case: "D3",
      Date: "2008-10",
      "Transit point": "Changbai 长白",
      "kg eq.": "5.40",
      People: "not stated",
      ...same,
    }),
    of({
      Case: "D2",
      Date: "2005-02-17",
      "Transit point": "Dandong 丹东",
      "kg eq.": "≈ about 0.63",
      People: "7",
      ...same,
    }),
    of({
      Case: "D1",
      Date: "2004-12-23",
      "Transit point": "Dandong 丹东",
      "kg eq.": "≈ about 1.24",
      People: "4",
      ...same,
    }),
  ]);
  const reported = {
    D4: /^Methamphetamine\s*1\.5 kg$/,
    D3: /^Methamphetamine\s*5\.4 kg$/,
    D2: /^MDMA\s*2,000 tab\.\s*MaGu\s*300 tab\.$/,
    D1: /^MaGu\s*13,775 tab\.$/,
  };
  for (const [reference, words] of Object.entries(reported))
    await expect(cases.row(reference).getByRole("gridcell").nth(4)).toHaveText(words, { useInnerText: true });

  // A day that is not stated leaves its place empty: dots for the eye, and no text for anything that reads or copies.
  for (const [reference, date] of [
    ["D3", "2008-10"],
    ["D4", "2010-07"],
  ] as const) {
    const time = cases.row(reference).getByRole("time");
    await expect(time).toHaveAttribute("datetime", date);
    expect(await time.evaluate((element) => element.textContent)).toBe(date);
    const dots = await time.evaluate((element) =>
      [...element.querySelectorAll("*")].map((part) => getComputedStyle(part, "::after").content).join(""),
    );
    expect(dots).toContain("··");
    expect(dots, "dots that nobody is read").toMatch(/\/ ""/);
  }
  await expect(cases.row("D1").getByRole("time")).toHaveAttribute("datetime", "2004-12-23");
});

test("D1, the case file", async ({ as }) => {
  const page = await as("analyst");
  const file = new CaseFilePage(page);
  await file.open("D1");
  expect(await file.lines()).toEqual([
    of({
      "Substance as reported": "“MaGu (main ingredient amphetamine)”",
      "Taken as": "MaGu",
      Form: "Tablet",
      "Quantity as reported": "13,775 tab.",
      Weight: "≈ about 1.24 kg",
      Range: "1.24 kg to 1.38 kg",
      Purity: "not stated",
    }),
  ]);
  const factor = await file.factorOf("1.24 kg");
  await expect(factor).toContainText("0.09 g per tab.");
  await expect(factor).toContainText("0.09 to 0.1 g per tab.");
  await expect(factor).toContainText("1,239.75 g; 1,239.75 g to 1,377.5 g");
  await expect(factor).toContainText("UNODC 2019");
  expect(await file.statedFacts()).toEqual(
    of({
      When: "2004-12-23 23 December 2004, a Thursday",
      Where: "Dandong 丹东 단둥",
      "Seizing agency": "Border patrol, Dandong",
      "Owned by": "Desk",
    }),
  );
  await expect(file.people).toContainText("Arrests as stated 4");
  expect(await file.involvements()).toEqual([
    of({ "Known as": "4 unnamed", Count: "4", Role: "not stated", Arrest: "Arrested" }),
  ]);
  await expect(file.reports).toContainText("Nanfang Zhoumo 南方周末, 2010-07-01.");
  await expect(file.reports).toContainText(
    "Cited in Drug Trafficking from North Korea: Implications for Chinese Policy.",
  );
  await expect(file.reports).toContainText("about 5.5 years");
  await expect(file.counting).toContainText("As one case, in December 2004.");
  await expect(file.status).toHaveText("Verified at source");
});

test("D2, the case file: two lines, one case", async ({ as }) => {
  const page = await as("analyst");
  const file = new CaseFilePage(page);
  await file.open("D2");
  expect(await file.lines()).toEqual(
    expect.arrayContaining([
      of({
        "Taken as": "MDMA",
        Form: "Tablet",
        "Quantity as reported": "2,000 tab.",
        Weight: "≈ about 0.60 kg",
        Range: "0.50 kg to 0.60 kg",
      }),
      of({
        "Taken as": "MaGu",
        Form: "Tablet",
        "Quantity as reported": "300 tab.",
        Weight: "≈ about 0.027 kg",
        Range: "0.027 kg to 0.030 kg",
      }),
    ]),
  );
  await expect(await file.factorOf("0.60 kg")).toContainText("600 g; 500 g to 600 g");
  await page.keyboard.press("Escape");
  await expect(await file.factorOf("0.027 kg")).toContainText("27 g; 27 g to 30 g");
  await expect(file.people).toContainText("Arrests as stated 7");
  expect(await file.statedFacts()).toEqual(
    of({ When: "2005-02-17 17 February 2005, a Thursday", Where: "Dandong 丹东 단둥" }),
  );
  await expect(file.reports).toContainText(
    "Sun Muotong and Song Zheng, Renmin Gongan Bao 人民公安报, 2005-02-21, p. 3.",
  );
  await expect(file.reports).toContainText("Published 4 days after the event.");
  await expect(file.counting).toContainText("two or more substances");
});

test("D3, the case file: a month without a day, and nobody stated", async ({ as }) => {
  const page = await as("analyst");
  const file = new CaseFilePage(page);
  await file.open("D3");
  expect(await file.lines()).toEqual([
    of({
      "Substance as reported": "“ice”",
      "Taken as": "Methamphetamine",
      Form: "Crystal",
      "Quantity as reported": "5.4 kg",
      Weight: "5.40 kg",
      Range: "none: stated by weight",
      Purity: "100 % as stated, basis not stated",
    }),
  ]);
  expect(await file.statedFacts()).toEqual(
    of({
      When: "2008-10 Some day in October 2008 · 31 days",
      Where: "Changbai 长白 창바이",
      "Seizing agency": "Baishan city border patrol",
    }),
  );
  await expect(file.people).toContainText("Arrests as stated not stated");
  await expect(file.people).toContainText("The source names no one.");
  await expect(file.people).not.toContainText("0");
  await expect(file.reports).toContainText("Bi Jihong, Xin Wenhua Bao 新文化报, Jilin, 2009-02-18.");
});

test("D4, the case file: a lower bound, an alias, a stated rate", async ({ as }) => {
  const page = await as("analyst");
  const file = new CaseFilePage(page);
  await file.open("D4");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("“5·20” case");
  expect(await file.lines()).toEqual([
    of({
      "Substance as reported": "“ice”",
      "Taken as": "Methamphetamine",
      "Quantity as reported": "1.5 kg",
      Weight: "1.50 kg",
    }),
  ]);
  expect(await file.statedFacts()).toEqual(
    of({
      When: "2010-07 Some day in July 2010 · 31 days",
      Where: "Yanbian 延边 옌볜",
      "Seizing agency": "Border patrol, Yanbian",
    }),
  );
  await expect(file.people).toContainText("Arrests as stated ≥ 6 “6 … and several”");
  const korean = { Arrest: "Arrested", Nationality: "DPRK", Category: "Suspect" };
  expect(await file.involvements()).toEqual([
    of({ "Known as": "“Sister Kim” alias", Count: "1", Role: "Organiser", Tier: "Leading", ...korean }),
    of({ "Known as": "5 unnamed", Count: "5", Role: "not stated", ...korean }),
    of({ "Known as": "“several”, unnamed", Count: "“several”", Role: "not stated", Arrest: "Arrested" }),
  ]);
  await expect(file.assets).toContainText("CNY 132,000");
  await expect(file.assets).toContainText("stated as about USD 19,300");
  await expect(file.assets).toContainText("6.839 CNY/USD");
  await expect(file.assets).toContainText("2 cars");
  await expect(file.reports).toContainText("Xin Wenhua Bao 新文化报, Jilin, 2010-08-31.");
  await expect(file.counting).toContainText("As one case, in July 2010.");
});

test("the months: the table twin, the chart and the command line say the same", async ({ as }) => {
  const page = await as("analyst");
  const trends = new TrendsPage(page);
  await trends.open(`${then}&months=all&show=table`);
  const gap = "not covered: not counted as zero";
  const run = (Month: string, State: string) => of({ Month, Methamphetamine: gap, MaGu: gap, Cases: gap, State });
  const month = (Month: string, segment: string) =>
    of({
      Month,
      Methamphetamine: "",
      MaGu: "",
      "Two or more substances": "",
      [segment]: "1",
      Cases: "1",
      State: "not covered",
    });
  expect(await trends.rows()).toEqual([
    run("2010-08 to 2010-12", "5 months"),
    month("2010-07", "Methamphetamine"),
    run("2008-11 to 2010-06", "20 months"),
    month("2008-10", "Methamphetamine"),
    run("2005-03 to 2008-09", "43 months"),
    month("2005-02", "Two or more substances"),
    run("2005-01", "1 month"),
    month("2004-12", "MaGu"),
    of({ Month: "Months drawn", Methamphetamine: "2", MaGu: "1", "Two or more substances": "1", Cases: "4" }),
  ]);
  await expect(page.getByRole("main")).not.toContainText("whose month is not known");

  await trends.open(`${then}&months=all`);
  for (const [known, name] of [
    ["2004-12", "December 2004: 1 case."],
    ["2005-02", "February 2005: 1 case."],
    ["2008-10", "October 2008: 1 case."],
    ["2010-07", "July 2010: 1 case."],
  ] as const)
    await expect(trends.bar(known)).toHaveAccessibleName(new RegExp(`^${name.replace(".", "\\.")}`));
  await expect(trends.bar("2008-11")).toHaveAccessibleName(/no case known.*not zero/);
  await expect(trends.bar("2008-11"), "a gap opens nothing").not.toHaveAttribute("href", /./);

  const printed: unknown = JSON.parse(
    await weir(["trends", "--json", "--by", "transitPoint,segment", "--to", "2010-12"]),
  );
  const row = (at: string, point: [string, string], segment: [string, string], grams: [string, string, string]) => ({
    month: at,
    transitPoint: { code: point[0], name: point[1] },
    segment: { code: segment[0], name: segment[1] },
    cases: 1,
    quantity: null,
    gramsLow: grams[0],
    grams: grams[1],
    gramsHigh: grams[2],
    state: "uncovered",
  });
  const ice: [string, string] = ["methamphetamine", "Methamphetamine"];
  expect(printed).toEqual([
    row("2004-12", ["dandong", "Dandong"], ["magu", "MaGu"], ["1239.75", "1239.75", "1377.5"]),
    row("2005-02", ["dandong", "Dandong"], ["mixed", "Two or more substances"], ["527", "627", "630"]),
    row("2008-10", ["changbai", "Changbai"], ice, ["5400", "5400", "5400"]),
    row("2010-07", ["yanbian", "Yanbian"], ice, ["1500", "1500", "1500"]),
  ]);
});
