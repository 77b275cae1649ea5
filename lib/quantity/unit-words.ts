import type { Unit } from "@/lib/codes";

/** A unit as sources write it. `times` is how many of the unit one of the word is: a thousand of tablets is 1000 tablets. */
export type UnitWord = { unit: Unit; times: string };

/** Words in the three languages and in Russian, Spanish and Portuguese, folded; the plain word first. Plurals in -s are made, not listed. */
const words: Readonly<Partial<Record<Unit, string>>> = {
  kg: "kg|kgs|кг|килограмм|килограмма|килограммов|kilogramo|quilograma|quilo|kilogram|kilogramme|kilo|公斤|千克|킬로그램|킬로|킬로그람",
  g: "g|gr|gm|г|гр|грамм|грамма|граммов|gramo|grama|gram|gramme|克|公克|그램|그람",
  mg: "mg|мг|миллиграмм|miligramo|miligrama|milligram|milligramme|毫克|밀리그램",
  ug: "ug|mcg|µg|μg|microgram|微克|마이크로그램",
  t: "t|ton|т|тонна|тонны|тонн|tonelada|tonne|metric ton|吨|公吨|톤",
  lb: "lb|lbs|pound|磅|파운드",
  oz: "oz|ounce|盎司|온스",
  grain: "grain|格令|그레인",
  jin: "jin|catty|catties|斤|市斤",
  liang: "liang|tael|两|市两|兩|냥",
  viss: "viss",
  picul: "picul",
  l: "l|л|литр|литра|литров|litro|litre|liter|升|公升|리터",
  ml: "ml|мл|миллилитр|mililitro|millilitre|milliliter|cc|cubic centimeter|cubic centimetre|毫升|밀리리터",
  "gal-us": "gallons (us, liquid)|us gallon|gallon (us)",
  "gal-uk": "gallons (uk)|uk gallon|gallon (uk)|imperial gallon",
  tablet: "tablet|tab|pill|табл|таблетка|таблетки|таблеток|tableta|pastilla|comprimido|片|药片|粒|丸|정|알",
  capsule: "capsule|капсула|капсулы|капсул|cápsula|cápsulas|capsula|胶囊|캡슐",
  ampoule: "ampoule|ampule|ампула|ампулы|ампул|ampolla|ampola|安瓿|앰플",
  vial: "vial|小瓶|바이알",
  bottle: "bottle|flacon|瓶|병",
  dose: "dose|доза|дозы|доз|dosis|剂|剂量|회분|1회분",
  injection: "injection|shot|注射剂|针剂|주사|주사제",
  blotter: "blotter|blotting paper|stamp|trip|吸墨纸",
  piece: "piece|pc|pcs|шт|штука|штуки|штук|pieza|peça|peças|块|件|个|개|조각",
  unit: "unit|единица|единицы|единиц|unidad|unidades|unidade|单位|단위",
  packet: "packet|package|pack|sachet|包|小包|袋|봉지|포",
  block: "block (350gr)|block (350 g)|block|砖|벽돌",
  joint: "joint|cigarette|개비|개피",
  plant: "plant|bush|bushes|куст|кустов|planta|株|棵|그루",
  seed: "seed|种子|籽|씨앗|종자",
  acre: "acre|英亩|에이커",
  hectare: "hectare|hectar|ha|公顷|헥타르",
  other: "other|其他|기타",
};

/** Words that name several of a unit at once. */
const multiples: readonly [RegExp, string][] = [
  [/^hundreds? of /, "100"],
  [/^thousands? (of )?/, "1000"],
  [/^[千천] ?/, "1000"],
  [/^[万萬만] ?/, "10000"],
  [/^100 /, "100"],
];

const special: Readonly<Record<string, UnitWord>> = {
  "paper (1/10 gm)": { unit: "g", times: "0.1" },
};

const byWord = new Map<string, Unit>();
for (const [unit, list] of Object.entries(words)) {
  for (const word of list.split("|")) {
    byWord.set(word, unit as Unit);
    if (/^[a-z ]{2,}$/.test(word) && !byWord.has(`${word}s`)) byWord.set(`${word}s`, unit as Unit);
  }
}

/** The unit that a source's word means, in any of the three languages; null for a word that names no unit or several. */
export function readUnitWord(word: string): UnitWord | null {
  const folded = word.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
  const known = special[folded];
  if (known) return known;
  const own = byWord.get(folded) ?? byWord.get(folded.replace(/\.$/, ""));
  if (own !== undefined) return { unit: own, times: "1" };
  const [prefix, times] = multiples.find(([pattern]) => pattern.test(folded)) ?? [null, "1"];
  const unit = prefix === null ? undefined : byWord.get(folded.replace(prefix, ""));
  return unit === undefined ? null : { unit, times };
}
