import { describe, expect, it } from "vitest";
import { dateFormat, dateOfParts, orderOf, readDate } from "./dates";

const edtf = (read: ReturnType<typeof readDate> | undefined) => (read?.ok ? read.edtf : read?.code);

describe("dates of a file", () => {
  it("are read where they have one reading", () => {
    const read = (text: string) => edtf(readDate(text, null));
    expect(read("2016-01-11")).toBe("2016-01-11");
    expect(read("2016/1/9")).toBe("2016-01-09");
    expect(read("20160111")).toBe("2016-01-11");
    expect(read("2016-01")).toBe("2016-01");
    expect(read("2016")).toBe("2016");
    expect(read("2016年1月11日")).toBe("2016-01-11");
    expect(read("2016년 1월 11일")).toBe("2016-01-11");
    expect(read("2016-01-11 14:05:00")).toBe("2016-01-11");
    expect(read("2016-01-11T00:00:00Z")).toBe("2016-01-11");
    expect(read("11 January 2016")).toBe("2016-01-11");
    expect(read("11-Jan-2016")).toBe("2016-01-11");
    expect(read("Jan 11, 2016")).toBe("2016-01-11");
    expect(read("Jan 2016")).toBe("2016-01");
    expect(read("3 de octubre de 2008")).toBe("2008-10-03");
    expect(read("15-dez-2008")).toBe("2008-12-15");
    expect(read("Março de 2008")).toBe("2008-03");
    expect(read("3 октября 2008 г.")).toBe("2008-10-03");
    expect(read("3 octobris 2008")).toBe("date-words");
    expect(read("Oct-08")).toBe("date-short");
    expect(read("39847")).toBe("date-serial");
    expect(read("25/12/2016")).toBe("2016-12-25");
    expect(read("12/25/2016")).toBe("2016-12-25");
    expect(read("05/05/2016")).toBe("2016-05-05");
    expect(read("03/04/2016")).toBe("date-ambiguous");
    expect(read("03/04/16")).toBe("date-two-digit-year");
    expect(read("2016-02-30")).toBe("date-no-such-day");
    expect(read("yesterday")).toBe("date-not-a-date");
    expect(edtf(readDate("03/04/2016", "day-first"))).toBe("2016-04-03");
    expect(edtf(readDate("03.04.2016", "month-first"))).toBe("2016-03-04");
    expect(edtf(readDate("12/25/2016", "day-first"))).toBe("date-month");
  });

  it("say which order their column has, or that they do not", () => {
    expect(orderOf("25/12/2016")).toEqual({ order: "day-first", certain: true });
    expect(orderOf("12/25/2016 10:00")).toEqual({ order: "month-first", certain: true });
    expect(orderOf("03/04/2016")).toEqual({ certain: false });
    expect(orderOf("05/05/2016")).toBeNull();
    expect(orderOf("2016-03-04")).toBeNull();
  });

  it("are read by a format", () => {
    const by = (format: string, text: string) => edtf(dateFormat(format)?.(text));
    expect(by("MM/DD/YYYY", "3/4/2016")).toBe("2016-03-04");
    expect(by("DD/MM/YYYY", "03/04/2016 00:00:00")).toBe("2016-04-03");
    expect(by("DD.MM.YY", "03.04.98")).toBe("1998-04-03");
    expect(by("D MMM YYYY", "3 Apr 2016")).toBe("2016-04-03");
    expect(by("YYYYMMDD", "20160403")).toBe("2016-04-03");
    expect(by("MM/YYYY", "04/2016")).toBe("2016-04");
    expect(by("YYYY-MM-DD HH:mm", "2016-04-03 12:30")).toBe("2016-04-03");
    expect(by("dd/mm/yyyy", "03/04/2016")).toBe("2016-04-03");
    expect(by("%m/%d/%Y %H:%M", "04/03/2016 10:00")).toBe("2016-04-03");
    expect(by("YYYY年M月D日", "2016年4月3日")).toBe("2016-04-03");
    expect(by("DD/MM/YYYY", "13/13/2016")).toBe("date-month");
    expect(by("DD/MM/YYYY", "2016")).toBe("date-format");
    expect(dateFormat("DD/MM")).toBeNull();
  });

  it("are put together from their parts, in fiscal years too", () => {
    const parts = (year: string, month: string, day = "", start = 1) => edtf(dateOfParts(year, month, day, start));
    expect(parts("2016", "4")).toBe("2016-04");
    expect(parts("2014 년", "")).toBe("2014");
    expect(parts("2016", "APR", "3")).toBe("2016-04-03");
    expect(parts("2026 (FYTD)", "DEC", "", 10)).toBe("2025-12");
    expect(parts("FY2026", "September", "", 10)).toBe("2026-09");
    expect(parts("2016", "", "", 10)).toBe("2015-10/2016-09");
    expect(parts("2016", "Enero")).toBe("2016-01");
    expect(parts("2016年", "十一月", "3日")).toBe("2016-11-03");
    expect(parts("2016", "13")).toBe("date-month");
    expect(parts("2016", "2", "30")).toBe("date-day");
    expect(parts("this year", "2")).toBe("date-year");
  });
});
