import type { Family, Form, Unit } from "@/lib/codes";
import { times } from "@/lib/quantity/decimal";
import { units } from "@/lib/quantity/units";
import type { ConversionSetSeed } from "./types";

type Factor = ConversionSetSeed["factors"][number];
type Goods = { substance?: string; family?: Family; form?: Form };

const wdr =
  "UNODC, World Drug Report and global seizure data, notes on method: bulk weight of ATS tablets 90 to 300 mg by region and drug";
const wdrVolume = "UNODC, global seizure data, notes on method: liquids at 1 kg per litre";
const idsTable =
  "Conversion table used with the UNODC individual drug seizures, after the World Drug Report 2010 and 2019 methodology";

function factor(
  goods: Goods,
  unit: Unit,
  range: readonly [string, string, string],
  source: string,
  note?: string,
): Factor {
  const [gramsLow, grams, gramsHigh] = range;
  const { substance = null, family = null, form = null } = goods;
  return { substance, family, form, unit, gramsLow, grams, gramsHigh, source, note: note ?? null };
}

const exactly = (grams: string) => [grams, grams, grams] as const;

/** A product sold as tablets: counted in tablets, or in pieces and units where its form says tablet. */
function tablets(substance: string, range: readonly [string, string, string], source: string, note?: string): Factor[] {
  const form = "tablet";
  return [
    factor({ substance }, "tablet", range, source, note),
    factor({ substance, form }, "unit", range, source, note),
    factor({ substance, form }, "piece", range, source, note),
  ];
}

const yaba: readonly [string, string, string] = ["0.09", "0.09", "0.1"];
const yabaSource = `${wdr}; 1.008 billion tablets of East and South-East Asia in 2019 weighed about 91 t, that is 90 mg each. Thai practice counts 10,000 tablets to the kilogram, that is 100 mg`;

/** Volumes are converted exactly to litres, then weighed at 1 kg per litre. */
function volume(unit: Unit, litres: string): Factor {
  return factor({}, unit, exactly(times(litres, "1000")), `${wdrVolume}; ${units[unit].source}`);
}

const volumes = Object.entries(units).flatMap(([unit, { dimension, factor: litres }]) =>
  dimension === "volume" && litres !== null ? [volume(unit as Unit, litres)] : [],
);

/**
 * The factors Weir starts with. Bulk weight, not adjusted for purity. LSD stays in doses: a blotter has no weight that
 * says anything. Left out on purpose, because one number would mislead: ATS tablets of no stated substance; capsules and
 * pieces of cocaine and heroin (swallowed capsules weigh grams, a piece may be a block); seeds; active doses.
 */
export const conversionSets: readonly ConversionSetSeed[] = [
  {
    slug: "unodc-2019",
    name: "UNODC 2019",
    source: "UNODC, World Drug Report methodology, with the sources named at each factor",
    isCurrent: true,
    factors: [
      ...tablets("magu", yaba, yabaSource, "Assumed to weigh what yaba tablets weigh."),
      ...tablets("methamphetamine", yaba, yabaSource, "East and South-East Asia; tablets elsewhere weigh more."),
      ...tablets(
        "mdma",
        ["0.25", "0.3", "0.3"],
        `${wdr}: Asia 300 mg. Lower bound: 250 mg, US Sentencing Guidelines §2D1.1`,
        "Asia.",
      ),
      ...tablets(
        "amphetamine",
        ["0.17", "0.25", "0.253"],
        `${idsTable}: 250 mg. Range: 170 mg in the Near East (captagon), 253 mg in Europe`,
      ),
      factor({ substance: "cocaine" }, "tablet", exactly("0.1"), idsTable),
      factor({ substance: "cocaine" }, "unit", exactly("0.1"), idsTable),
      factor({ substance: "cocaine" }, "dose", exactly("0.1"), idsTable),
      factor({ substance: "heroin" }, "tablet", exactly("0.03"), idsTable),
      factor({ substance: "heroin" }, "unit", exactly("0.03"), idsTable),
      factor({ substance: "heroin" }, "ampoule", exactly("0.03"), idsTable),
      factor({ substance: "morphine" }, "tablet", exactly("0.1"), idsTable),
      factor({ substance: "morphine" }, "unit", exactly("0.1"), idsTable),
      factor({ substance: "morphine" }, "ampoule", exactly("0.1"), idsTable),
      factor({ substance: "morphine" }, "dose", exactly("0.1"), idsTable),
      factor({ substance: "opium" }, "tablet", exactly("0.3"), idsTable),
      factor({ substance: "opium" }, "unit", exactly("0.3"), idsTable),
      factor({ family: "cannabis" }, "joint", exactly("0.5"), idsTable),
      factor({ family: "cannabis" }, "unit", exactly("0.5"), idsTable),
      factor({ family: "cannabis" }, "plant", exactly("33"), idsTable, "100 g fresh, a third of it dry."),
      factor({}, "block", exactly("350"), idsTable),
      ...volumes,
    ],
  },
];
