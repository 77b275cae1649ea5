import path from "node:path";
import { sum } from "@/lib/quantity/decimal";
import type { Checks, Finding } from "./checks";
import { asFinding, tell } from "./findings";
import type { ScratchRegister, Totals } from "./register";
import { differences } from "./register";

type Case = {
  file: string;
  what: string;
  mapping: Record<string, unknown>;
  sheet?: string;
  /** rows of the file, and how many of them are refused with a reason */
  rows?: number;
  refused?: number;
  /** the file is refused as a whole: why, and which rows show it */
  refusal?: { code: string; rows?: number[] };
};

const quarter = "CapstoneInfo1.xlsx";
const years = (from: number, to: number, as = (year: number) => String(year)) =>
  Array.from({ length: to - from + 1 }, (_, at) => as(from + at));

const cases: Case[] = [
  {
    file: "events/colombia_frankdc_UNQUOTED_decimal_comma.csv",
    what: "a decimal comma without quotes",
    mapping: {
      name: "Colombia",
      columns: { place: "Departamento" },
      unpivot: {
        columns: ["Base de Coca", "Basuco", "Cocaína", "Heroína", "Marihuana"],
        into: { name: "substance", value: "quantity" },
      },
      createMissing: ["substance"],
    },
    refusal: { code: "fields-shifted", rows: [2, 3] },
  },
  {
    file: "events/brazil_SINESP_latin1.csv",
    what: "Latin-1, days first throughout",
    mapping: {
      name: "SINESP open",
      record: "total",
      columns: { date: "data_referencia", place: "uf", indicator: "evento", count: "total", value: "total_peso" },
    },
    refusal: { code: "date-open" },
  },
  {
    file: "events/brazil_SINESP_latin1.csv",
    what: "Latin-1, with its date format",
    mapping: {
      name: "SINESP",
      record: "total",
      format: { dateFormat: "DD/MM/YYYY" },
      columns: { date: "data_referencia", place: "uf", indicator: "evento", count: "total", value: "total_peso" },
      constants: { unit: "kg" },
    },
    rows: 8712,
  },
  {
    file: "events/brazil_PF_NSP_unit_per_column.csv",
    what: "a column for each unit",
    mapping: {
      name: "PF",
      columns: { year: "ano_laudo", note: "documento", substance: "substancia" },
      unpivot: {
        columns: [
          "qtd_comprimidos_unidades",
          "qtd_selos_unidades",
          "qnt_solido_gramas",
          "qtd_erva_gramas",
          "qtd_papel_gramas",
          "volume_ml",
        ],
        into: { name: "unit", value: "quantity" },
      },
      values: {
        unit: {
          qtd_comprimidos_unidades: "tablet",
          qtd_selos_unidades: "blotter",
          qnt_solido_gramas: "g",
          qtd_erva_gramas: "g",
          qtd_papel_gramas: "g",
          volume_ml: "ml",
        },
      },
      createMissing: ["substance"],
    },
    rows: 4192,
  },
  {
    file: "events/korea_crime_stats_2014_2024_wide.csv",
    what: "a title row, years as columns",
    mapping: {
      name: "Korea",
      record: "total",
      format: { headerRow: 2, skipRows: { column: "항목", equals: "발생비[건/10만명]" } },
      columns: { place: "범죄별", indicator: "항목", unit: "단위" },
      unpivot: { columns: years(2014, 2024, (year) => `${year} 년`), into: { name: "year", value: "value" } },
    },
  },
  {
    file: "events/korea_crime_stats_2005_2013_two_header_rows.csv",
    what: "two header rows",
    mapping: {
      name: "Korea before",
      record: "total",
      format: { headerRow: [1, 2] },
      columns: { place: "범죄별(3)" },
      constants: { indicator: "발생건수" },
      unpivot: {
        columns: years(2005, 2013, (year) => `${year} / 발생건수 (건)`),
        into: { name: "year", value: "value" },
      },
    },
    rows: 200,
  },
  {
    file: "events/unodc_annual_kg_1970_2020.csv",
    what: "years, NULL as text",
    mapping: {
      name: "UNODC annual",
      record: "total",
      columns: { year: "Year", place: "country", indicator: "Drug", value: "KG Equivalent" },
      constants: { unit: "kg" },
    },
    rows: 51_201,
  },
  {
    file: "events/iran_1392_province.csv",
    what: "provinces of one year",
    mapping: {
      name: "Iran",
      record: "total",
      columns: { place: "ostan" },
      constants: { year: "2013" },
      unpivot: { columns: ["heroin", "morphine", "opium", "hashish"], into: { name: "indicator", value: "value" } },
    },
    rows: 31,
  },
  {
    file: "events/unodc_ids_2011_2013_multisheet.xlsx",
    what: "several sheets, none chosen",
    mapping: {
      name: "IDS sheets",
      columns: { date: "SEIZURE_DATE", substance: "DRUG_NAME", quantity: "AMOUNT", unit: "DRUG_UNIT" },
    },
    refusal: { code: "sheet-several" },
  },
  {
    file: "events/xlsx_real/PRF_ApreensoesCigarro.xlsx",
    what: "a real workbook",
    mapping: {
      name: "PRF",
      record: "total",
      columns: {
        year: "ano",
        place: "local_apreensao",
        indicator: "tipo_apreensao",
        value: "quantidade_apreensao",
        unit: "unidade_apreensao",
      },
    },
    rows: 81,
  },
  {
    file: "events/xlsx_real/PRF_ApreensoesVape.xlsx",
    what: "a real workbook",
    mapping: {
      name: "PRF vape",
      record: "total",
      columns: { year: "Ano", place: "UF", indicator: "Tipo", value: "Quantidade", unit: "Unidade" },
    },
    rows: 69,
  },
  {
    file: "events/xlsx_real/2022NFLISWebsiteTable3.xlsx",
    what: "merged titles, hidden sheets",
    sheet: "NFLIS Fentanyl 2022",
    mapping: {
      name: "NFLIS",
      record: "total",
      columns: { indicator: "Drug" },
      constants: { year: "2022" },
      unpivot: { columns: ["Alabama", "Alaska", "Arizona"], into: { name: "place", value: "count" } },
    },
  },
  {
    file: `events/xlsx_real/${quarter}`,
    what: "a first column without a name",
    sheet: "Ages 15-24 1999-2021",
    mapping: {
      name: "Capstone",
      record: "total",
      columns: { indicator: "#1" },
      constants: { place: "US" },
      unpivot: { columns: years(1999, 2021), into: { name: "year", value: "count" } },
    },
  },
  {
    file: "events/xlsx_real/Fentanyl_Precursor_List.xlsx",
    what: "a list that holds no seizures",
    mapping: { name: "List", columns: { date: "Date", substance: "chemical_name_list" } },
    refusal: { code: "column-missing" },
  },
  {
    file: "events/xlsx_real/Location_longitude_latitude.xlsx",
    what: "a list that holds no seizures",
    mapping: { name: "List", columns: { date: "Date", country: "country" } },
    refusal: { code: "column-missing" },
  },
];

/** Files of many makes: read, or refused with a reason that a person can act on. */
export async function checkOtherFiles(checks: Checks, register: ScratchRegister, _folder: string): Promise<void> {
  for (const one of cases)
    await checks.checkLater(`imports: ${path.basename(one.file)}, ${one.what}`, () => check(checks, register, one));
  await checks.checkLater("imports: Fortaleza, month, area and drug", () => fortaleza(checks, register));
}

async function check(checks: Checks, register: ScratchRegister, one: Case): Promise<Finding> {
  const result = await register.import(path.join(checks.folder, one.file), one.mapping, one.sheet);
  if (one.refusal) {
    const [refusal] = result.refusals;
    const rows = refusal?.rows.map(({ row }) => row) ?? [];
    const problems =
      refusal?.code === one.refusal.code
        ? []
        : [`refused for ${refusal?.code ?? "nothing"}, expected ${one.refusal.code}`];
    for (const row of one.refusal.rows ?? []) if (!rows.includes(row)) problems.push(`row ${row} is not named`);
    if (result.batch !== null) problems.push("a batch was made");
    return {
      compared: `refused: ${refusal?.code}, ${refusal?.setting ?? "no setting"}, rows ${rows.slice(0, 5).join(", ")}`,
      problems,
    };
  }
  const finding = asFinding(result, {
    ...(one.rows !== undefined && { rows: one.rows }),
    ...(one.refused !== undefined && { refused: one.refused }),
  });
  const reasons = new Map<string, number>();
  for (const { code } of result.errors) reasons.set(code, (reasons.get(code) ?? 0) + 1);
  const { encoding, decimal } = result.detected ?? {};
  return {
    ...finding,
    compared: `${tell(result)}; ${encoding ?? "workbook"}, decimal ${decimal ?? "not in question"}`,
    notes: [...reasons].map(([code, rows]) => `${rows} rows refused: ${code}`),
  };
}

async function fortaleza(checks: Checks, register: ScratchRegister): Promise<Finding> {
  const result = await register.import(path.join(checks.folder, "events/brazil_fortaleza_2009_2024.csv"), {
    name: "Fortaleza",
    columns: {
      date: "Data",
      transitPoint: "AIS",
      place: "Município",
      substance: "Tipo de Entorpecente",
      quantity: "Quantidade (Kg)",
    },
    constants: { unit: "kg", country: "BR" },
    createMissing: ["transitPoint", "substance"],
  });
  const finding = asFinding(result, { rows: 49_299, imported: 49_299, refused: 0 });
  const words = await register.words();
  const expected: Totals = new Map();
  for (const row of checks.rows("expected/expected_fortaleza_monthly.csv")) {
    const key = [row.month, words.point(row.ais ?? ""), words.substance(row.drug ?? "")].join(" ");
    const before = expected.get(key) ?? { events: 0, kilograms: "0" };
    expected.set(key, {
      events: before.events + Number(row.events),
      kilograms: sum([before.kilograms, row.kg ?? "0"]),
    });
  }
  const problems = [...finding.problems, ...differences(await register.totalsOf("Fortaleza"), expected)];
  return { compared: `${finding.compared}; ${expected.size} sums`, problems };
}
