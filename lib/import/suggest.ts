import { foldTerm } from "@/lib/i18n/match";
import { readUnitWord } from "@/lib/quantity/unit-words";
import type { DraftMapping, ImportField } from "./schema";
import { known } from "./words";

/** Why something is suggested: what the column is called, or what stands in it. */
export type ColumnSuggestion = { field: ImportField; reason: "name" | "values" };

/** Names of columns as agencies write them. Longer ones are looked for first, so that 查获日期 is a date before 日期 is looked at. */
const names: Partial<Record<ImportField, string>> = {
  dateEnd: "end date|date to|until|截止日期|结束日期|종료일",
  date: "date|seizure date|date of seizure|day of seizure|seized on|日期|时间|查获日期|查获时间|案发时间|缴获日期|날짜|일자|적발일|적발일자|압수일|압수일자|일시|data|fecha|datum",
  year: "year|yr|fiscal year|fy|年|年份|年度|연도|년도|ano|año",
  month: "month|mon|月|月份|월|mes|mês",
  day: "day|日|일|dia",
  transitPoint:
    "transit point|border point|border crossing|crossing|port of entry|checkpoint|point|post|port|口岸|关口|边检站|查获口岸|국경|통과 지점|검문소|세관|국경 지점",
  country: "country|country of seizure|nation|国家|国别|국가|나라|país|pais",
  place:
    "place|place of seizure|location|city|region|province|district|office|area|地点|查获地点|地区|省份|城市|장소|지역|시도|관서|municipio|municipality|local",
  substance:
    "substance|drug|drug name|drug type|drugname|narcotic|commodity|毒品|毒品种类|毒品名称|种类|마약|약물|마약류|품목|마약 종류|droga|substancia",
  form: "form|drug form|形态|剂型|형태|제형",
  quantity:
    "quantity|amount|qty|weight|volume|seized amount|数量|重量|缴获数量|缴获量|수량|양|중량|압수량|무게|quantidade|cantidad|peso",
  unit: "unit|units|measure|unit of measurement|unit of measure|单位|计量单位|단위|unidade|unidad",
  qualifier: "qualifier|about|approx|约数|한정",
  purity: "purity|purity %|纯度|순도|pureza",
  role: "role|角色|作用|역할",
  personCount: "people|persons|number of persons|suspects|offenders|人数|嫌疑人数|人员|인원|피의자 수|인원수",
  nationality: "nationality|citizenship|国籍|국적|nacionalidad|nacionalidade",
  transportMode:
    "transport|mode of transport|transport mode|means of transport|transportation|conveyance|运输方式|运输|交通工具|운송 수단|운송수단|수단",
  concealment: "concealment|hiding place|concealment method|藏匿方式|藏匿|은닉|은닉 방법|은닉방법",
  origin: "origin|country of origin|producing country|production country|来源|来源地|원산지|출처",
  departure: "departure|departure country|country of departure|from|出发地|출발지",
  destination: "destination|destination country|country of destination|to|目的地|목적지|도착지",
  arrests:
    "arrests|arrested|number arrested|persons arrested|抓获人数|逮捕人数|抓获|체포|검거|검거인원|체포 인원|detenidos",
  agency:
    "agency|seizing agency|authority|unit in charge|办案机关|办案单位|缴获单位|机关|기관|적발 기관|담당 기관|수사기관|orgao|órgão",
  externalReference:
    "reference|ref|case number|case no|seizure id|record id|id|no|number|案号|案件编号|编号|序号|사건번호|번호|관리번호|식별번호",
  note: "note|notes|remarks|comment|comments|description|备注|说明|案情|비고|메모|설명|observações",
  indicator: "indicator|measure name|指标|지표|항목",
  count: "count|event count|events|number of seizures|cases|起数|案件数|次数|건수|사건 수",
  value: "value|figure|sum|sum qty|total|sum qty lbs|值|合计|总量|값|합계|총계|수치",
};

const listed = (Object.entries(names) as [ImportField, string][]).flatMap(([field, list]) =>
  list.split("|").map((word) => ({ field, term: foldTerm(word) })),
);

/** Names of columns that the register has no field for, on purpose: nobody's ethnicity is kept. */
const never = new Set(
  [
    "民族",
    "ethnicity",
    "ethnic group",
    "ethnic origin",
    "race",
    "raza",
    "raça",
    "etnia",
    "인종",
    "민족",
    "人种",
    "种族",
  ].map(foldTerm),
);
export const isNeverKept = (name: string): boolean => never.has(foldTerm(name));

/**
 * What the columns probably say, each field at most once: by their names, then by what stands in them. None of it is applied by itself.
 * @param samples first values of each column
 */
export function suggestColumns(
  columns: readonly { name: string; samples: readonly string[] }[],
  fields: readonly ImportField[],
): (ColumnSuggestion | null)[] {
  const taken = new Set<ImportField>();
  const found: (ColumnSuggestion | null)[] = columns.map(() => null);
  const take = (at: number, field: ImportField | null, reason: ColumnSuggestion["reason"]) => {
    if (field === null || found[at] || taken.has(field) || !fields.includes(field)) return;
    taken.add(field);
    found[at] = { field, reason };
  };
  const plain = columns.map(({ name }) => (isNeverKept(name) ? "" : foldTerm(name)));
  // The whole name first, so that "drug name" is no "name of something" of a column before it.
  plain.forEach((name, at) => {
    take(at, listed.find(({ term, field }) => term === name && fields.includes(field))?.field ?? null, "name");
  });
  plain.forEach((name, at) => {
    const inside = listed
      .filter(
        ({ term, field }) =>
          term.length > (/^[\p{ASCII}]+$/u.test(term) ? 3 : 1) && fields.includes(field) && holds(name, term),
      )
      .sort((a, b) => b.term.length - a.term.length)[0];
    take(at, inside?.field ?? null, "name");
  });
  columns.forEach(({ samples }, at) => {
    if (plain[at] !== "") take(at, fieldOfValues(samples), "values");
  });
  return found;
}

/** Latin terms are whole words; the others have no spaces to tell by. */
const holds = (name: string, term: string) =>
  /^[\p{ASCII}]+$/u.test(term) ? ` ${name} `.includes(` ${term} `) : name.includes(term);

function fieldOfValues(samples: readonly string[]): ImportField | null {
  const said = samples.map((text) => known(text)).filter((text) => text !== "");
  if (said.length === 0) return null;
  const every = (test: (text: string) => boolean) => said.every(test);
  if (
    every((text) =>
      /^\d{4}[-/.年]\s?\d{1,2}([-/.月]\s?\d{1,2}日?)?|^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}$|^\d{4}년/.test(text),
    )
  )
    return "date";
  if (every((text) => readUnitWord(text) !== null)) return "unit";
  return null;
}

/** A name of a list that a word may mean. `close`: one or two letters apart; `part`: one stands in the other. */
export type WordSuggestion = { code: string; reason: "close" | "part"; term: string };
export type ListEntry = { code: string; terms: readonly string[] };

/** Names that a word of the file may mean, the likeliest first. None of it is applied by itself. */
export function suggestWords(word: string, entries: readonly ListEntry[], most = 3): WordSuggestion[] {
  const folded = foldTerm(word);
  if (folded === "") return [];
  const scored = entries.flatMap(({ code, terms }) => {
    const best = terms
      .map((term) => ({ term, ...nearness(folded, foldTerm(term)) }))
      .reduce<{ term: string; score: number; reason: WordSuggestion["reason"] } | null>(
        (a, b) =>
          b.score > 0 && (a === null || b.score > a.score) ? { term: b.term, score: b.score, reason: b.reason } : a,
        null,
      );
    return best ? [{ code, ...best }] : [];
  });
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ code, reason, term }) => ({ code, reason, term }));
}

function nearness(word: string, term: string): { score: number; reason: WordSuggestion["reason"] } {
  if (term === "") return { score: 0, reason: "part" };
  const [short, long] = term.length < word.length ? [term, word] : [word, term];
  const latin = /^[\p{ASCII}]+$/u.test(short);
  if (short.length >= (latin ? 3 : 2) && holds(long, short))
    return { score: short.length / long.length, reason: "part" };
  const apart = short.length >= 4 ? distance(word, term, 2) : 3;
  return apart <= (short.length >= 7 ? 2 : 1)
    ? { score: 1 - apart / long.length, reason: "close" }
    : { score: 0, reason: "close" };
}

/** How many letters two words differ in (Levenshtein), as far as `most`. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    row = next;
  }
  return row[b.length] ?? most + 1;
}

/** Whether every column that a mapping names is one of the table's. */
export function fitsColumns(mapping: DraftMapping, columns: readonly string[]): boolean {
  const own = new Set(columns.map(foldTerm));
  const wanted = [...Object.values(mapping.columns), ...(mapping.unpivot?.columns ?? [])];
  return wanted.length > 0 && wanted.every((column) => own.has(foldTerm(column)));
}
