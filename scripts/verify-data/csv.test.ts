import { describe, expect, it } from "vitest";
import { parseCsv } from "./csv";

describe("parseCsv", () => {
  it("reads quotes, commas and line breaks inside them, and empty fields", () => {
    const text = '\ufeffa,b,c\n1,"x, ""y""\nz",\n"",2,"3"\r\n,,\n';
    expect(parseCsv(text)).toEqual([
      { a: "1", b: 'x, "y"\nz', c: "" },
      { a: "", b: "2", c: "3" },
      { a: "", b: "", c: "" },
    ]);
    expect(parseCsv("a,b\n1,2")).toEqual([{ a: "1", b: "2" }]);
    expect(parseCsv("a,b\n1,")).toEqual([{ a: "1", b: "" }]);
  });

  it.each(["a,b\n1", "a,b\n1,2,3", 'a,b\n"1,2', 'a,b\n"1"x,2'])("refuses %j", (text) => {
    expect(() => parseCsv(text)).toThrow();
  });
});
