import type { Form, InvolvementRole, Qualifier } from "@/lib/codes";
import { formCodes, qualifierCodes, roleCodes, transportCodes } from "@/lib/codes";
import { countryName } from "@/lib/i18n/countries";
import { foldTerm } from "@/lib/i18n/match";
import en from "@/lib/i18n/messages/en/codes.json";
import ko from "@/lib/i18n/messages/ko/codes.json";
import zh from "@/lib/i18n/messages/zh/codes.json";
import { countryCodes } from "@/lib/i18n/world";

/** What sources write where they do not know. Compared in lower case. `na` is not among them where a country is meant: it is Namibia. */
const unknownWords = new Set(
  (
    "unknown|unknow|n/a|n.a.|#n/a|n\\a|null|nan|none stated|not known|not stated|not available|not specified|not reported|no data|undetermined|" +
    "-|--|---|–|—|.|..|...|?|??|x|" +
    "不详|不明|未知|未详|不清楚|无数据|불명|미상|알 수 없음|모름|해당 없음|해당없음|" +
    "desconhecido|desconhecida|não informado|nao informado|não informada|ignorado|desconocido|desconocida|sin información|sin informacion|no informado|no reporta|inconnu"
  ).split("|"),
);

/** Text as it is compared: composed, its spaces single and none around it. */
export function tidy(text: string): string {
  const plain = text.normalize("NFC");
  return /\s\s|[^\S ]|^\s|\s$/.test(plain) ? plain.replace(/[\s\u00a0\u3000]+/g, " ").trim() : plain;
}

/** The text, or nothing where the source says that it does not know. @param country `NA` is Namibia there */
export function known(text: string, country = false): string {
  const plain = tidy(text);
  if (plain === "") return "";
  const folded = plain.toLowerCase();
  if (unknownWords.has(folded) || (folded === "na" && !country)) return "";
  return plain;
}

/** What stands in a cell for what stands above it. */
const dittoes = new Set(
  "\"|''|'|\u201c|\u201d|\u2033|\u3003|,,|-\"-|- \" -|-//-|//|同上|同前|上同|相同|ditto|do.|idem|ídem|ibid|ibid.|id.|상동|위와 같음|동일|то же|тот же".split(
    "|",
  ),
);
/** Whether a cell says only that it is as the one above. What that one says is the table's to tell, not the reader's. */
export const isDitto = (text: string): boolean => dittoes.has(text.toLowerCase());

/** Names of countries as lists of the United Nations and others write them, beside those of the runtime in three languages. */
const otherCountries: Record<string, string> = {
  BO: "Bolivia, Plurinational State of|Bolivia (Plurinational State of)",
  CD: "Democratic Republic of the Congo|Congo, Democratic Republic of the|DR Congo",
  CI: "Cote d'Ivoire|Ivory Coast",
  CN: "People's Republic of China|Mainland China|China, Mainland",
  CZ: "Czech Republic|Czechia",
  FM: "Micronesia, Federated States of|Micronesia (Federated States of)",
  GB: "UK|Great Britain|United Kingdom of Great Britain and Northern Ireland|England",
  HK: "Hong Kong|China, Hong Kong SAR|Hong Kong, SAR of China|Hong Kong SAR",
  IR: "Iran, Islamic Republic of|Iran (Islamic Republic of)|Islamic Republic of Iran",
  KP: "North Korea|Democratic People's Republic of Korea|Korea, Democratic People's Republic of|Korea (Democratic People's Republic of)|朝鲜|朝鲜民主主义人民共和国|북한|조선",
  KR: "South Korea|Korea, Republic of|Republic of Korea|Korea (Republic of)|韩国|대한민국|한국",
  LA: "Lao Peoples Democratic Republic|Lao People's Democratic Republic|Lao PDR",
  LY: "Libyan Arab Jamahiriya",
  MD: "Moldova, Republic of|Republic of Moldova",
  MK: "Macedonia, the former Yugoslav Republic of|The former Yugoslav Republic of Macedonia|Macedonia",
  MM: "Burma|Myanmar",
  MO: "Macau, SAR of China|Macao|Macau|China, Macao SAR",
  PS: "State of Palestine|Palestine|Palestinian territory, Occupied",
  RU: "Russian Federation",
  SZ: "Swaziland|Eswatini",
  SY: "Syrian Arab Republic",
  TR: "Turkey|Türkiye",
  TW: "Taiwan|Taiwan Province of China|Taiwan, Province of China|中国台湾",
  TZ: "Tanzania, United Republic of|United Republic of Tanzania",
  US: "USA|United States of America|U.S.A.|U.S.",
  VE: "Venezuela, Bolivarian Republic of|Venezuela (Bolivarian Republic of)",
  VN: "Viet Nam",
};

let countries: Map<string, string> | undefined;

function countryIndex(): Map<string, string> {
  if (countries) return countries;
  countries = new Map();
  const isoNames = (["en", "zh", "ko"] as const).map(
    (locale) => new Intl.DisplayNames(locale, { type: "region", fallback: "none" }),
  );
  for (const code of countryCodes) {
    const names = [
      ...(["en", "zh", "ko"] as const).map((locale) => countryName(code, locale)),
      ...isoNames.map((by) => by.of(code)),
    ];
    for (const name of [...names, ...(otherCountries[code] ?? "").split("|")])
      if (name) countries.set(foldTerm(name), code);
  }
  return countries;
}

/** The ISO 3166-1 alpha-2 code of a country by its name in three languages, or by the code; null for a word that is none. */
export function countryOf(text: string): string | null {
  if (/^[A-Za-z]{2}$/.test(text)) {
    const code = text.toUpperCase();
    if (countryCodes.includes(code)) return code;
  }
  return countryIndex().get(foldTerm(text)) ?? null;
}

type Labels = Record<string, Record<string, string>>;
const labels: readonly Labels[] = [en, zh, ko].map((one) => one as unknown as Labels);

function indexOf<C extends string>(
  list: readonly C[],
  group: string,
  others: Partial<Record<C, string>>,
): Map<string, C> {
  const index = new Map<string, C>();
  for (const code of list) {
    const names = labels.flatMap((one) => one[group]?.[code] ?? []);
    for (const name of [code, ...names, ...(others[code] ?? "").split("|")]) if (name) index.set(foldTerm(name), code);
  }
  return index;
}

const transports = indexOf(transportCodes, "transport", {
  pedestrian: "on foot|foot|walking|步行|도보",
  "road-private": "private road|car|private car|private vehicle|motorcycle|私家车|승용차",
  "road-commercial": "commercial road|truck|lorry|bus|taxi|货车|卡车|大巴|트럭|버스",
  rail: "train|railway|火车|铁路|기차|철도",
  "air-commercial": "commercial air|commercial flight|commercial aircraft|航空|민간 항공",
  "air-private": "private air|private aircraft",
  "sea-commercial": "commercial sea|commercial vessel|container ship|货轮",
  "sea-private": "private sea|private vessel|private boat",
  river: "river boat|inland waterway|内河|강",
  mail: "post|postal|parcel|courier service|postal service|express|邮件|快递|邮寄|우편|택배",
  other: "other|其他|기타",
});
const forms = indexOf(formCodes, "form", {});
const roles = indexOf(roleCodes, "role", {});
const qualifiers = indexOf(qualifierCodes, "qualifier", {
  exact: "exact|exactly|equal",
  about: "approximately|approx|ca|circa|around|estimated|大约|约|약|aprox|aproximadamente|unos|unas|около|примерно",
  "at-least": "minimum|min|more than|over|至少|이상",
  "at-most": "maximum|max|up to|less than|under|至多|이하",
});
const signs: Record<string, Qualifier> = {
  "=": "exact",
  "≈": "about",
  "~": "about",
  ">": "at-least",
  ">=": "at-least",
  "≥": "at-least",
  "<": "at-most",
  "<=": "at-most",
  "≤": "at-most",
};

export const transportOf = (text: string) => transports.get(foldTerm(text)) ?? null;
export const formOf = (text: string): Form | null => forms.get(foldTerm(text)) ?? null;
export const roleOf = (text: string): InvolvementRole | null => roles.get(foldTerm(text)) ?? null;
export const qualifierOf = (text: string): Qualifier | null =>
  signs[text.trim()] ?? qualifiers.get(foldTerm(text)) ?? null;

/** Months as they are written in English, Spanish, Portuguese, Russian and Chinese, the first one first. No word means two. */
const monthWords: readonly string[] = [
  "january|jan|enero|ene|janeiro|январь|января|янв|一月|正月",
  "february|feb|febrero|fevereiro|fev|февраль|февраля|фев|二月",
  "march|mar|marzo|março|marco|март|марта|мар|三月",
  "april|apr|abril|abr|апрель|апреля|апр|四月",
  "may|mayo|maio|mai|май|мая|五月",
  "june|jun|junio|junho|июнь|июня|июн|六月",
  "july|jul|julio|julho|июль|июля|июл|七月",
  "august|aug|agosto|ago|август|августа|авг|八月",
  "september|sept|sep|septiembre|setiembre|setembro|set|сентябрь|сентября|сен|сент|九月",
  "october|oct|octubre|outubro|out|октябрь|октября|окт|十月",
  "november|nov|noviembre|novembro|ноябрь|ноября|ноя|нояб|十一月",
  "december|dec|diciembre|dic|dezembro|dez|декабрь|декабря|дек|十二月",
];
const monthByWord = new Map(monthWords.flatMap((words, at) => words.split("|").map((word) => [word, at + 1] as const)));

/** The month, 1 to 12, of a number, also with 月 or 월, or a name; null for anything else. */
export function monthOf(text: string): number | null {
  const plain = text.normalize("NFKC").trim().toLowerCase();
  const digits = /^(\d{1,2})(?:\.0+)?\s?[月월]?$/.exec(plain);
  if (digits) {
    const month = Number(digits[1]);
    return month >= 1 && month <= 12 ? month : null;
  }
  return monthByWord.get(plain.replace(/\.$/, "")) ?? null;
}
