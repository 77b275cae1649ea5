import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { testDatabase } from "@/lib/testing/database";
import { importing, removeFilesAfter } from "@/lib/testing/import-files";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";

// Odd files, each with a mapping such as somebody writes who has read the contract's page and nothing else. Counts are by hand.

const db = testDatabase();
removeFilesAfter();
let reviewer: Viewer;
let analyst: Viewer;
let sources = 0;

beforeAll(async () => {
  await makeReferenceLists(db);
  await makeAgency(db, "north");
  reviewer = await makeViewer(db, "north", "reviewer");
  analyst = await makeViewer(db, "north", "analyst");
});

/** GB18030 and EUC-KR of the signs that the tests use: Node writes neither. */
function encoded(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const table = new Map<string, number[]>();
  for (let first = 0xa1; first < 0xff; first += 1)
    for (let second = encoding === "gb18030" ? 0x40 : 0xa1; second < 0xff; second += 1) {
      const sign = decoder.decode(Uint8Array.of(first, second));
      if (sign.length === 1 && !table.has(sign)) table.set(sign, [first, second]);
    }
  return Uint8Array.from(
    [...text].flatMap((sign) => {
      const code = sign.codePointAt(0) ?? 0;
      const bytes = code < 0x80 ? [code] : table.get(sign);
      if (!bytes) throw new Error(`${encoding} has no ${sign}`);
      return bytes;
    }),
  );
}

async function imported(viewer: Viewer, content: string | Uint8Array, mapping: Record<string, unknown>) {
  sources += 1;
  const source = `Odd ${sources}`;
  const { rows, imported, updated, unchanged, refused, warnings, byCode, errors, refusals, detected, created } =
    await importing(viewer, content, { ...mapping, source });
  const cases = await db.sql(
    `SELECT c.edtf AS date, p.slug AS point, c.place, c.status, c.verified_at_source AS "atSource", c.transport_mode AS transport, c.arrests_kind AS "arrestsKind", c.arrests_count AS arrests,
       c.seizing_agency AS agency, c.concealment, c.note, c.handling, r.external_reference AS reference,
       (SELECT jsonb_agg(concat_ws(' ', s.slug, l.form, l.quantity::text, l.unit, l.qualifier, l.purity::text) ORDER BY l.position) FROM case_line l JOIN substance s ON s.id = l.substance_id WHERE l.case_id = c.id) AS lines,
       (SELECT jsonb_agg(l.unit_as_reported ORDER BY l.position) FROM case_line l WHERE l.case_id = c.id) AS words,
       (SELECT jsonb_agg(concat_ws(' ', i.role, i.group_qualifier, i.group_count, i.nationality)) FROM involvement i WHERE i.case_id = c.id) AS people,
       (SELECT jsonb_agg(concat_ws(' ', g.kind, g.country) ORDER BY g.position) FROM route_leg g WHERE g.case_id = c.id) AS route
     FROM case_file c JOIN report r ON r.case_id = c.id JOIN source o ON o.id = r.source_id LEFT JOIN transit_point p ON p.id = c.transit_point_id
     WHERE o.title = $1 ORDER BY c.id`,
    [source],
  );
  return {
    counts: { rows, imported, updated, unchanged, refused, warnings },
    ...{ cases, byCode, errors, detected, created, codes: refusals.map(({ code }) => code) },
  };
}
const counts = (rows: number, imported: number, refused: number, warnings: number) => ({
  ...{ rows, imported, updated: 0, unchanged: 0, refused, warnings },
});

describe("an odd file, by a mapping of the contract's page", () => {
  it("in GB18030: a title, names in row 3, decimal commas, Chinese dates and units, a total to skip", async () => {
    const text = `某市缉毒情况统计表;;;;;\n;;;;;\n序号;查获日期;口岸;毒品名称;数量;计量单位\n1;2010年7月;丹东;海洛因;1,5;公斤\n2;2010年7月3日;图们;甲基苯丙胺;0;克\n3;2010-08;不详;不详;20,25;克\n4;二〇一〇;丹东;海洛因;2,5;克\n合计;;;;24,25;\n`;
    const {
      counts: told,
      cases,
      errors,
      detected,
    } = await imported(reviewer, encoded(text, "gb18030"), {
      format: { delimiter: ";", decimal: ",", encoding: "GB18030", skipRows: { column: "序号", equals: "合计" } },
      columns: {
        ...{ date: "查获日期", transitPoint: "口岸", substance: "毒品名称", quantity: "数量", unit: "计量单位" },
      },
    });
    expect(detected).toMatchObject({ encoding: "gb18030", headerRow: 3, decimal: "," });
    expect(told).toEqual(counts(4, 3, 1, 1));
    expect(errors).toMatchObject([{ row: 7, column: "查获日期" }]);
    expect(cases.map(({ date, point, lines }) => [date, point, lines])).toEqual([
      ["2010-07", "dandong", ["heroin unknown 1.5 kg exact"]],
      ["2010-07-03", "tumen", ["methamphetamine crystal g unknown"]],
      ["2010-08", null, ["unknown unknown 20.25 g exact"]],
    ]);
  });

  it("in EUC-KR, found out by itself: year, month and day in columns of their own, a thousands mark, words for pieces", async () => {
    const text = `연도,월,일,지점,물질,수량,단위\n2011,7월,3,단둥,헤로인,"1,234.5",그램\n2011,12,,신의주,메스암페타민,2,킬로그램\n2011년,,,단둥,엑스터시,30,정\n2011,13,1,단둥,헤로인,1,그램\n`;
    const {
      counts: told,
      cases,
      errors,
      detected,
    } = await imported(reviewer, encoded(text, "euc-kr"), {
      columns: {
        ...{
          year: "연도",
          month: "월",
          day: "일",
          transitPoint: "지점",
          substance: "물질",
          quantity: "수량",
          unit: "단위",
        },
      },
    });
    expect(detected).toMatchObject({ encoding: "euc-kr", delimiter: "," });
    expect(told).toEqual(counts(4, 3, 1, 0));
    expect(errors).toMatchObject([{ row: 5, column: "월", code: "date-month" }]);
    expect(cases.map(({ date, lines }) => [date, lines])).toEqual([
      ["2011-07-03", ["heroin unknown 1234.5 g exact"]],
      ["2011-12", ["methamphetamine crystal 2 kg exact"]],
      ["2011", ["mdma tablet 30 tablet exact"]],
    ]);
  });

  it("in UTF-16 with tabs: intervals, qualifiers, purity, forms, and a unit typed into the cell", async () => {
    const text =
      "From\tTo\tDrug\tForm\tAmount\tUnit\tHow\tPurity\n" +
      "2012-03-01\t2012-03-04\tHeroin\tpowder\t5\tkg\tat least\t85 %\n" +
      "2012-03-01\t\tHeroin\tPowder\t≈ 7\tkg\t\t12.5\n" +
      "2012-03-05\t2012-03-01\tHeroin\tpowder\t5\tkg\t\t\n" +
      "2012-03-01\t2012-03-31\tHeroin\tgoo\t2 lb\t\tperhaps\t101\n" +
      "2012-03-02\t\tHeroin\t\t> 3\tg\t\tN/A\n";
    const bytes = Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, "utf16le")]);
    const {
      counts: told,
      cases,
      errors,
    } = await imported(reviewer, bytes, {
      format: { delimiter: "tab" },
      columns: {
        ...{ date: "From", dateEnd: "To", substance: "Drug", form: "Form", quantity: "Amount", unit: "Unit" },
        ...{ qualifier: "How", purity: "Purity" },
      },
    });
    expect(told).toEqual(counts(5, 3, 2, 0));
    expect(errors.map(({ row, code }) => [row, code])).toEqual([
      [4, "date-order"],
      [5, "purity-range"],
    ]);
    expect(cases.map(({ date, lines }) => [date, lines])).toEqual([
      ["2012-03-01/2012-03-04", ["heroin powder 5 kg at-least 85"]],
      ["2012-03-01", ["heroin powder 7 kg about 12.5"]],
      ["2012-03-02", ["heroin unknown 3 g at-least"]],
    ]);
  });

  it("with a column per unit: a line for each that says something, and none beside a figure for nought", async () => {
    const text = `Date,Place,Drug,kg,tablets\n2013-01-01,A,MDMA,1.5,20\n2013-01-02,B,MDMA,0,7\n2013-01-03,C,MDMA,0,0\n2013-01-04,D,MDMA,,\n`;
    const { counts: told, cases } = await imported(reviewer, text, {
      columns: { date: "Date", place: "Place", substance: "Drug" },
      unpivot: { columns: ["kg", "tablets"], into: { name: "unit", value: "quantity" } },
      values: { unit: { tablets: "tablet" } },
    });
    expect(told).toEqual(counts(4, 4, 0, 3));
    expect(cases.map(({ place, lines }) => [place, lines])).toEqual([
      ["A", ["mdma tablet 1.5 kg exact", "mdma tablet 20 tablet exact"]],
      ["B", ["mdma tablet 7 tablet exact"]],
      ["C", ["mdma tablet kg unknown", "mdma tablet tablet unknown"]],
      ["D", ["mdma tablet unknown"]],
    ]);
  });

  it("with constants, words of its own, and what is missing made: verified at source", async () => {
    const text = `When|Where|What|How much\n2013-05-01|Puesto Norte|COCAINA|12\n2013-05-02|Puesto Norte|COCAINA|13\n2013-05-03|Dandong|heroína|1\n`;
    const mapping = {
      format: { delimiter: "|" },
      columns: { date: "When", transitPoint: "Where", substance: "What", quantity: "How much" },
      constants: { unit: "g", agency: "Policía Nacional", country: "Colombia" },
      values: { substance: { heroína: "heroin" } },
      createMissing: ["transitPoint", "substance"],
      ...{ handling: "GREEN", status: "verified" },
    };
    await expect(imported(analyst, text, mapping)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const { counts: told, cases, created } = await imported(reviewer, text, mapping);
    expect(told).toEqual(counts(3, 3, 0, 0));
    expect(created).toMatchObject({ transitPoint: ["puesto-norte"], substance: ["cocaina"] });
    expect(cases.map(({ point, lines }) => [point, lines])).toEqual([
      ["puesto-norte", ["cocaina unknown 12 g exact"]],
      ["puesto-norte", ["cocaina unknown 13 g exact"]],
      ["dandong", ["heroin unknown 1 g exact"]],
    ]);
    for (const one of cases)
      expect(one).toMatchObject({
        ...{ status: "verified", atSource: true, handling: "green", agency: "Policía Nacional" },
      });
    const [point] = await db.sql("SELECT country FROM transit_point WHERE slug = 'puesto-norte'");
    expect(point).toEqual({ country: "CO" });
  });

  it("of people: roles, numbers of them, Namibia, arrests, ways of transport, a route", async () => {
    const text = `Date,Drug,Amount,Unit,Role,Persons,Nationality,Arrests,Transport,From,To,Hidden in\n2014-01-01,Heroin,1,kg,courier,2,NA,2,Commercial air,NA,China,a suitcase\n2014-01-02,Heroin,1,kg,Organiser,3+,Namibia,about 5,lorry,China,KP,-\n2014-01-03,Heroin,1,kg,boss,several,ZZZ,0,teleport,,,\n`;
    const {
      counts: told,
      cases,
      byCode,
    } = await imported(reviewer, text, {
      columns: {
        ...{ date: "Date", substance: "Drug", quantity: "Amount", unit: "Unit", role: "Role", personCount: "Persons" },
        ...{ nationality: "Nationality", arrests: "Arrests", transportMode: "Transport", departure: "From" },
        ...{ destination: "To", concealment: "Hidden in" },
      },
    });
    expect(told).toMatchObject({ rows: 3, imported: 3, refused: 0 });
    expect(byCode.warnings).toMatchObject({
      ...{ "role-unknown": 1, "country-unknown": 1, "transport-unknown": 1, "count-words": 2 },
    });
    expect(cases.map(({ people, arrestsKind, arrests, route }) => [people, arrestsKind, arrests, route])).toEqual([
      [["courier exact 2 NA"], "exact", 2, ["departure NA", "destination CN"]],
      [["organiser at-least 3 NA"], "unknown", null, ["departure CN", "destination KP"]],
      [["unknown unknown"], "exact", 0, null],
    ]);
    expect(cases.map(({ transport, concealment }) => [transport, concealment])).toEqual([
      ["air-commercial", "a suitcase"],
      ["road-commercial", null],
      ["unknown", null],
    ]);
  });

  it("of thousands marks and unknown words: certain by the column, or refused with the setting", async () => {
    const head = "Date;Drug;Amount;Unit\n";
    const columns = { date: "Date", substance: "Drug", quantity: "Amount", unit: "Unit" };
    const certain = `${head}2014-02-01;Heroin;1.234,56;g\n2014-02-02;Heroin;12.345;g\n2014-02-03;Heroin;7,5;g\n2014-02-04;Heroin;NULL;불명\n2014-02-05;Heroin;3;handfuls\n2014-02-06;Heroin;-;kg\n`;
    const { counts: told, cases, byCode, detected } = await imported(reviewer, certain, { columns });
    expect(detected).toMatchObject({ decimal: ",", delimiter: ";" });
    expect(told).toMatchObject({ rows: 6, imported: 6, refused: 0 });
    expect(byCode.warnings).toEqual({ "quantity-blank": 2, "unit-unknown": 1 });
    expect(cases.map(({ lines, words }) => [lines, words])).toEqual([
      [["heroin unknown 1234.56 g exact"], [null]],
      [["heroin unknown 12345 g exact"], [null]],
      [["heroin unknown 7.5 g exact"], [null]],
      [["heroin unknown unknown"], ["NULL 불명"]],
      [["heroin unknown unknown"], ["3 handfuls"]],
      [["heroin unknown kg unknown"], ["- kg"]],
    ]);
    const open = `${head}2014-02-01;Heroin;1.234;g\n2014-02-02;Heroin;5.678;g\n`;
    expect(await imported(reviewer, open, { columns })).toMatchObject({
      counts: { rows: 2, imported: 0, refused: 2 },
      codes: ["decimal-open"],
    });
    expect(await imported(reviewer, open, { columns, format: { decimal: "," } })).toMatchObject({
      counts: { imported: 2 },
      cases: [{ lines: ["heroin unknown 1234 g exact"] }, { lines: ["heroin unknown 5678 g exact"] }],
    });
  });

  it("of dates by a format, a header that is named by its number, and rows that share a reference", async () => {
    const text = `exported on 01/02/2015\nno,date,drug,amount,unit,remark\nA1,02/28/2014,Heroin,1,kg,first\nA1,02/28/2014,MDMA,5,tablet,\nA2,03/01/2014,Heroin,2,kg,=cmd\nA3,28/02/2014,Heroin,2,kg,\n`;
    const {
      counts: told,
      cases,
      errors,
    } = await imported(reviewer, text, {
      format: { dateFormat: "MM/DD/YYYY", headerRow: 2 },
      columns: {
        ...{
          externalReference: "no",
          date: "date",
          substance: "drug",
          quantity: "amount",
          unit: "unit",
          note: "remark",
        },
      },
    });
    expect(told).toEqual(counts(4, 3, 1, 0));
    expect(errors).toMatchObject([{ row: 6, column: "date" }]);
    expect(cases.map(({ reference, date, lines, note }) => [reference, date, lines, note])).toEqual([
      ["A1", "2014-02-28", ["heroin unknown 1 kg exact", "mdma tablet 5 tablet exact"], "first"],
      ["A2", "2014-03-01", ["heroin unknown 2 kg exact"], "=cmd"],
    ]);
  });

  it("of totals: fiscal years, pounds, counts and values, by place and indicator", async () => {
    const text = `FY,Month,Sector,Drug,Events,Pounds\nFY2019,OCT,Laredo,Meth,3,"2,000"\n2019 (FYTD),SEP,Laredo,Meth,2,10.5\n2019,OCT,Laredo,Meth,1,0\n2019,OCT,,Meth,,\n`;
    const { counts: told, errors } = await imported(reviewer, text, {
      record: "total",
      format: { fiscalYearStart: 10, decimal: "." },
      columns: { year: "FY", month: "Month", place: "Sector", indicator: "Drug", count: "Events", value: "Pounds" },
      constants: { unit: "lb" },
    });
    expect(told).toMatchObject({ rows: 4, imported: 3, refused: 1 });
    expect(errors).toMatchObject([{ row: 5, code: "value-missing" }]);
    const values = await db.sql(
      `SELECT i.name_en AS name, v.edtf, v.value::text AS value FROM indicator_value v JOIN indicator i ON i.id = v.indicator_id JOIN source s ON s.id = v.source_id WHERE s.title = $1 ORDER BY 1, 2`,
      [`Odd ${sources}`],
    );
    expect(values).toEqual([
      { name: "Meth", edtf: "2018-10", value: "907.18474" },
      { name: "Meth", edtf: "2019-09", value: "4.762719885" },
      { name: "Meth (count)", edtf: "2018-10", value: "4" },
      { name: "Meth (count)", edtf: "2019-09", value: "2" },
    ]);
  });
});
