import { describe, expect, it } from "vitest";
import { familyCodes } from "@/lib/codes";
import { conversionSets } from "./conversion-sets";
import { points } from "./points";
import { substances } from "./substances";

const fold = (text: string) => text.normalize("NFKC").toLowerCase().trim();
const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const hasHan = (text: string) => /\p{Script=Han}/u.test(text);
const hasHangul = (text: string) => /\p{Script=Hangul}/u.test(text);

/** A CAS registry number ends in a check digit: the sum of its other digits, each times its place from the right. */
function isCas(text: string): boolean {
  if (!/^\d{2,7}-\d\d-\d$/.test(text)) return false;
  const digits = [...text.replaceAll("-", "")].map(Number);
  const check = digits.pop();
  return digits.reverse().reduce((total, digit, index) => total + digit * (index + 1), 0) % 10 === check;
}

describe("points", () => {
  const bySlug = new Map(points.map((point) => [point.slug, point]));

  it("has every crossing of the documented border, once", () => {
    expect(points.map((point) => point.slug).sort()).toEqual(
      "changbai dandong helong-nanping hoeryong hunchun-quanhe hyesan jian kaishantun linjiang longjing-sanhe manpo musan namyang rajin sinuiju tumen yanbian".split(
        " ",
      ),
    );
    expect(points.filter((point) => point.parent === "yanbian")).toHaveLength(5);
  });

  it("points across the border and back, to the other country, a short way off", () => {
    for (const point of points) {
      expect(point.slug).toMatch(slug);
      if (point.parent) expect(bySlug.get(point.parent)?.country).toBe(point.country);
      if (!point.opposite) continue;
      const across = bySlug.get(point.opposite);
      expect(across?.opposite).toBe(point.slug);
      expect(across?.country).not.toBe(point.country);
      expect(Math.hypot(point.lat - (across?.lat ?? 0), point.lon - (across?.lon ?? 0))).toBeLessThan(0.5);
    }
  });

  it("stands in order along the border, each position once", () => {
    const positions = points.map((point) => point.position);
    expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
  });

  it("has a name in each script, and no spelling that two points share", () => {
    const spellings = points.flatMap(({ names, aliases }) => [...Object.values(names), ...aliases].map(fold));
    expect(spellings).toHaveLength(new Set(spellings).size);
    for (const { names } of points) {
      expect(names.en).toMatch(/^[A-Z]/);
      expect(hasHan(names.zh)).toBe(true);
      expect(hasHangul(names.ko)).toBe(true);
    }
  });

  it("codes country and subdivision alike, and no code twice", () => {
    for (const { country, subdivision, unlocode, gbCode } of points) {
      expect(subdivision.startsWith(`${country}-`)).toBe(true);
      if (unlocode) expect(unlocode).toMatch(new RegExp(`^${country}[A-Z]{3}$`));
      if (gbCode) expect(gbCode).toMatch(subdivision === "CN-LN" ? /^21\d{4}$/ : /^22\d{4}$/);
      if (country === "KP") expect(gbCode).toBeUndefined();
    }
    for (const key of ["unlocode", "gbCode"] as const) {
      const codes = points.flatMap((point) => point[key] ?? []);
      expect(codes).toHaveLength(new Set(codes).size);
    }
  });
});

describe("substances", () => {
  it("has permanent slugs of contract.md and every family", () => {
    const slugs = substances.map((substance) => substance.slug);
    expect(slugs).toEqual(
      expect.arrayContaining(["methamphetamine", "magu", "mdma", "amphetamine", "heroin", "unknown", "other"]),
    );
    expect(slugs).toHaveLength(new Set(slugs).size);
    for (const each of slugs) expect(each).toMatch(slug);
    expect(new Set(substances.map((substance) => substance.family))).toEqual(new Set(familyCodes));
  });

  it("leads each name and synonym to one substance", () => {
    const owner = new Map<string, string>();
    for (const { slug: own, names, synonyms } of substances) {
      for (const term of [...Object.values(names), ...synonyms.map((synonym) => synonym.term)].map(fold)) {
        expect([term, owner.get(term) ?? own]).toEqual([term, own]);
        owner.set(term, own);
      }
    }
    const leads = (term: string) => owner.get(fold(term));
    for (const term of ["ice", "Ice", "冰毒", "빙두", "필로폰"]) expect(leads(term)).toBe("methamphetamine");
    for (const term of ["MaGu", "麻古", "麻果", "马古"]) expect(leads(term)).toBe("magu");
    for (const term of ["ecstasy", "摇头丸", "엑스터시"]) expect(leads(term)).toBe("mdma");
    expect(leads("K粉")).toBe("ketamine");
    expect(leads("水晶")).toBeUndefined();
    expect(leads("아이스")).toBeUndefined();
  });

  it("writes each synonym in its language's script", () => {
    for (const { synonyms, names } of substances) {
      expect(hasHangul(names.ko)).toBe(true);
      expect(hasHan(names.zh)).toBe(true);
      for (const { term, lang } of synonyms) {
        if (lang === "en") expect(hasHan(term) || hasHangul(term)).toBe(false);
        if (lang === "zh") expect(hasHan(term)).toBe(true);
        if (lang === "ko") expect(hasHangul(term)).toBe(true);
      }
      const keys = synonyms.map((synonym) => synonym.term);
      expect(keys).toHaveLength(new Set(keys).size);
    }
  });

  it("has CAS numbers with a right check digit, none twice", () => {
    const numbers = substances.flatMap((substance) => substance.cas ?? []);
    for (const number of numbers) expect([number, isCas(number)]).toEqual([number, true]);
    expect(numbers).toHaveLength(new Set(numbers).size);
    expect(isCas("537-46-3")).toBe(false);
  });

  it("counts MaGu as a product of its own and as tablets", () => {
    expect(substances.find((substance) => substance.slug === "magu")).toMatchObject({ family: "ats", form: "tablet" });
    expect(substances.find((substance) => substance.slug === "mdma")).toMatchObject({ family: "ats", form: "tablet" });
  });
});

describe("conversion sets", () => {
  it("names only substances of the list, and one set is current", () => {
    const slugs = new Set(substances.map((substance) => substance.slug));
    for (const factor of conversionSets.flatMap((set) => set.factors)) {
      if (factor.substance) expect(slugs).toContain(factor.substance);
    }
    expect(conversionSets.filter((set) => set.isCurrent)).toHaveLength(1);
  });
});
