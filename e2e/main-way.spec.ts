import { weir } from "./environment";
import { expect, test } from "./fixtures";
import { CaseFilePage } from "./pages/case-file";
import { CasesPage } from "./pages/cases";
import { plain } from "./pages/page-part";
import { ReportForm } from "./pages/report-form";
import { TrendsPage } from "./pages/trends";

const month = "2013-05";
const hunchun = "훈춘 / 취안허";

/** What the command line counts at Hunchun in the month. */
async function counted(): Promise<number> {
  const rows: { transitPoint: { code: string } | null; cases: number }[] = JSON.parse(
    await weir(["trends", "--from", month, "--to", month, "--by", "transitPoint", "--json"]),
  );
  return rows.find((row) => row.transitPoint?.code === "hunchun-quanhe")?.cases ?? 0;
}

test("the main way, in Korean: log, find by point, see in the month, open, verify", async ({ as }) => {
  const page = await as("analyst", { locale: "ko-KR" });
  const [form, cases, trends, file] = [
    new ReportForm(page, "ko"),
    new CasesPage(page, "ko"),
    new TrendsPage(page, "ko"),
    new CaseFilePage(page, "ko"),
  ];
  const before = await counted();

  await test.step("log a report with two lines", async () => {
    await page.goto("/cases");
    await page.getByRole("link", { name: form.t("nav.log") }).click();
    await form.ready();
    await form.field("date").fill("2013-5");
    await expect(form.form.getByText("2013년 5월 중", { exact: false })).toBeVisible();
    await form.choose(form.field("point"), "훈춘", /^훈춘 \/ 취안허.*옌볜에 속함$/);
    await expect(form.field("point")).toHaveValue(hunchun);
    await form.line(1, "asReported").fill("빙두, 비닐봉지 두 개");
    await form.choose(form.line(1, "substance"), "빙두", /^메스암페타민/);
    await form.line(1, "quantity").fill("1,250.5");
    await form.choose(form.line(1, "unit"), "그램", "g");
    await form.add("line");
    await form.line(2, "asReported").fill("도리도리");
    await form.choose(form.line(2, "substance"), "도리도리", /^엑스터시/);
    await form.line(2, "quantity").fill("120");
    await form.choose(form.line(2, "unit"), "알약", "정");
    // 120 tablets of 300 mg (250 to 300), before anything is sent.
    await expect.poll(async () => plain(await form.conversion.innerText())).toMatch(/120 정 → ≈ 0\.036 kg/);
    await expect(form.conversion).toContainText("범위 0.030 kg~0.036 kg, 1정당 300 mg(250 mg~300 mg) 기준.");
    await form.add("person");
    await form.person(1, "name").fill("김가명");
    await form.person(1, "alias").fill("얼음장수");
    await form.choose(form.person(1, "role"), "운반", /^운반/);
    await form.person(1, "arrest").selectOption("arrested");
    await form.choose(form.person(1, "dataSubject"), "피의", /^피의자/);
    await form.field("arrests").fill("1");
    await form.newSource("훈춘 변방대 소식");
    await form.field("publisher").fill("옌볜일보");
    await form.choose(form.field("reliability"), "B", /^B/);
    await form.choose(form.field("credibility"), "2", /^2/);
    await form.submit.dblclick();
  });

  await page.waitForURL(/\/cases\/[^/]+$/);
  const reference = new URL(page.url()).pathname.split("/")[2] ?? "";
  await test.step("land on the case file, which says what was typed", async () => {
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(reference);
    await expect(page.getByRole("status").filter({ hasText: reference })).toContainText("2013년 5월");
    expect(await file.lines()).toEqual([
      expect.objectContaining({
        "보고된 물질명": "“빙두, 비닐봉지 두 개”",
        분류: "메스암페타민",
        "보고된 수량": "1,250.5 g",
        중량: "1.25 kg",
      }),
      expect.objectContaining({ "보고된 물질명": "“도리도리”", "보고된 수량": "120 정", 범위: "0.030 kg~0.036 kg" }),
      expect.objectContaining({ "보고된 물질명": "합계", 중량: "≈ 약 1.29 kg", 범위: "1.28 kg~1.29 kg" }),
    ]);
    await expect(file.people).toContainText("김가명");
    await expect(file.people).toContainText("얼음장수");
    await expect(file.reports).toContainText("훈춘 변방대 소식");
    await expect(file.reports).toContainText("옌볜일보");
    await expect(file.facts).toContainText("2013-05");
    await expect(file.facts).toContainText(hunchun);
    await expect(file.status).toHaveText(form.t("codes.status.submitted"));
    expect(await counted(), "a double click writes one report").toBe(before + 1);
  });

  await test.step("find it by its point, children included", async () => {
    await page
      .getByRole("link", { name: form.t("nav.cases"), exact: true })
      .first()
      .click();
    await cases.choice("옌볜 延边").click();
    await expect(page).toHaveURL(/[?&]point=yanbian(&|$)/);
    await expect(cases.row(reference)).toContainText(hunchun);
    await expect(page.getByText(form.t("filter.childrenIncluded"))).toBeVisible();
    expect(await cases.references()).toContain("D4");
    await cases.choice(form.t("filter.itself", { name: "옌볜" })).click();
    await expect(cases.link("D4"), "the children without the point itself").toHaveCount(0);
    await expect(cases.link(reference)).toBeVisible();
    await cases.open("point=yanbian~only");
    expect(await cases.references()).toContain("D4");
    await expect(cases.link(reference)).toHaveCount(0);
  });

  await test.step("see it in the month's bar, which opens exactly its cases", async () => {
    await trends.open(`point=yanbian&from=${month}&to=${month}&show=table`);
    const figure = await trends.cases(month);
    await trends.figure(month).click();
    await expect(page).toHaveURL(/\/cases\?/);
    await expect(cases.link(reference)).toBeVisible();
    expect(await cases.total()).toBe(figure);
    expect(await cases.references()).toHaveLength(figure);

    await trends.open(`point=hunchun-quanhe&from=${month}&to=${month}`);
    await expect(trends.bar(month)).toHaveAccessibleName(new RegExp(`2013년 5월.*${before + 1}건`));
    await trends.bar(month).press("Enter");
    await expect(page).toHaveURL(/\/cases\?/);
    await expect(cases.link(reference)).toBeVisible();
    expect(await cases.total()).toBe(before + 1);
  });

  await test.step("a reviewer verifies it, and everyone sees that", async () => {
    const reviewer = await as("reviewer");
    const theirs = new CaseFilePage(reviewer);
    await theirs.open(reference);
    await expect(theirs.status).toHaveText("Submitted");
    await reviewer.getByRole("button", { name: "Verify version 1" }).click();
    await expect(reviewer.getByText("Version 1 is verified.")).toBeVisible();
    await expect(theirs.status).toHaveText("Verified");
    await expect(theirs.history).toContainText("verified version 1");

    await cases.link(reference).click();
    await expect(file.status).toHaveText(form.t("codes.status.verified"));
    await expect(page.getByRole("button", { name: form.t("casefile.decision.verify", { number: 1 }) })).toHaveCount(0);
    await cases.open(`point=hunchun-quanhe&status=verified&month=${month}`);
    await expect(cases.row(reference)).toContainText(form.t("codes.status.verified"));
    expect(await counted()).toBe(before + 1);
  });
});
