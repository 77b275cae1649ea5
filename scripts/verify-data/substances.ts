import { points } from "@/prisma/seed/reference/points";
import { substances } from "@/prisma/seed/reference/substances";
import type { Checks, Finding } from "./checks";

/** Words that lead nowhere on purpose: a person has to choose. */
const leftOut: Record<string, string> = {
  水晶: "crystal, an everyday word",
  冰壶: "a pipe, no substance",
  四号: "number four",
  神仙水: "sold for several substances",
  开心果: "pistachio, and several substances",
  跳跳糖: "a sweet, and several substances",
  邮票: "a postage stamp",
  听话水: "sold for GHB and for triazolam",
  아이스: "ice, an everyday word",
  작대기: "a stick; a syringe or a dose, whatever is in it",
  크리스탈: "crystal, an everyday word",
  시원한술: "cool liquor, everyday words",
  차가운술: "cold liquor, everyday words",
  캔디: "candy, an everyday word",
  떨: "one syllable, part of many words",
  케이: "the letter K",
};
/** What the file calls a substance, as our slugs. */
const slugOf: Record<string, string[]> = {
  methamphetamine: ["methamphetamine"],
  "methamphetamine tablet": ["methamphetamine", "magu"],
  heroin: ["heroin"],
  opium: ["opium"],
  ketamine: ["ketamine"],
  MDMA: ["mdma"],
  cocaine: ["cocaine"],
  cannabis: ["cannabis", "cannabis-oil"],
  nimetazepam: ["nimetazepam"],
  LSD: ["lsd"],
  "nitrous oxide": ["nitrous-oxide"],
  GHB: ["ghb"],
  pethidine: ["pethidine"],
  fentanyl: ["fentanyl"],
};
/** Substances with a CAS number that no drug bank lists: precursors, and drugs that were never medicines. */
const noDrug = ["nimetazepam", "alpha-pvp", "benzylpiperazine", "p2p", "pmk", "safrole", "acetic-anhydride"];

const fold = (text: string) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
const spellings = substances.map(({ slug, names, inn, synonyms }) => ({
  slug,
  terms: [...Object.values(names), ...(inn ? [inn] : []), ...synonyms.map(({ term }) => term)].map(fold),
}));
/** The substances that a word, as a whole, leads to. */
const leadsTo = (term: string) => spellings.filter(({ terms }) => terms.includes(fold(term))).map(({ slug }) => slug);

export function checkSubstances(checks: Checks): void {
  checks.check("substances: street names in Chinese and Korean", () => slang(checks));
  checks.check("substances and points: texts that must not match", () => falsePositives(checks));
  checks.check("substances: CAS numbers", () => casNumbers(checks));
  checks.check("substances: Chinese names of the 2025 lists", () => chineseNames(checks));
}

function slang(checks: Checks): Finding {
  const rows = checks.rows("reference/slang_zh_ko.csv");
  const problems: string[] = [];
  const notes: string[] = [];
  for (const { term = "", substance_en: substance = "" } of rows) {
    const found = leadsTo(term);
    const reason = leftOut[term];
    if (reason && found.length > 0) problems.push(`${term} leads to ${found.join(", ")}, and is listed as left out`);
    else if (reason) notes.push(`${term} left out: ${reason}`);
    else if (found.length === 0) problems.push(`${term} (${substance}) leads nowhere`);
    else if (!found.every((slug) => slugOf[substance]?.includes(slug)))
      problems.push(`${term} is ${substance}, and leads to ${found.join(", ")}`);
  }
  const terms = new Set(rows.map((row) => row.term));
  const stale = Object.keys(leftOut).filter((term) => !terms.has(term));
  problems.push(...stale.map((term) => `${term} is listed as left out, and is not in the file`));
  return { compared: `${rows.length} terms, by whole word`, notes, problems };
}

function falsePositives(checks: Checks): Finding {
  const rows = checks.rows("reference/search_false_positive_traps_zh_ko.csv");
  const places = points.flatMap(({ names, aliases }) => [...Object.values(names), ...aliases].map(fold));
  const problems = rows.flatMap(({ text = "" }) => [
    ...leadsTo(text).map((slug) => `${text} leads to ${slug}`),
    ...(places.includes(fold(text)) ? [`${text} is taken for a point`] : []),
  ]);
  return { compared: `${rows.length} texts, by whole word`, problems };
}

function casNumbers(checks: Checks): Finding {
  const main = checks.rows("reference/drugbank_main_substances.csv");
  const full = checks.rows("reference/drugbank_open_vocabulary_full.csv");
  const byCas = new Map(full.map((row) => [row.CAS, [row["Common name"] ?? "", ...(row.Synonyms ?? "").split("|")]]));
  for (const row of main) byCas.set(row.cas, [row.common_name ?? "", ...(row.synonyms ?? "").split("|")]);
  const problems: string[] = [];
  const notes: string[] = [];
  const numbered = substances.filter((substance) => substance.cas);
  for (const { slug, cas } of numbered) {
    const theirs = byCas.get(cas)?.map(fold);
    if (!theirs && noDrug.includes(slug)) notes.push(`${slug} (${cas}) is no drug and not listed`);
    else if (!theirs) problems.push(`${slug}: ${cas} is not listed`);
    else if (!spellings.some((own) => own.slug === slug && own.terms.some((term) => theirs.includes(term))))
      problems.push(`${slug}: ${cas} is ${theirs[0]}`);
  }
  const known = new Set(numbered.map((substance) => substance.cas));
  const compared = `${numbered.length} numbers; ${main.filter((row) => known.has(row.cas ?? "")).length} of the ${main.length} main substances are ours`;
  return { compared, notes, problems };
}

function chineseNames(checks: Checks): Finding {
  const rows = checks.rows("reference/china_2025_medical_narcotic_psychotropic_zh_en.csv");
  const problems: string[] = [];
  let compared = 0;
  for (const { zh = "", en = "" } of rows) {
    for (const slug of leadsTo(en)) {
      compared += 1;
      if (!leadsTo(zh).includes(slug)) problems.push(`${en} is ${zh}, which does not lead to ${slug}`);
    }
  }
  if (compared === 0) problems.push("no English name of the lists is ours");
  return { compared: `${compared} names of ${rows.length}`, problems };
}
