import { points } from "@/prisma/seed/reference/points";
import type { Point } from "@/prisma/seed/reference/types";
import type { Checks, Finding } from "./checks";
import { kilometres } from "./geometry";

/** The border, and some way around it. */
const box = { south: 39.5, north: 43.5, west: 123.5, east: 131 };
/** UN/LOCODE gives minutes, and some towns' codes stand at the county's middle. */
const nearCode = 15;
const nearTown = 5;

/** Points without a code of their own, and the row that stands near them all the same. */
const rowOfCodeless: Record<string, string> = { jian: "CNKNC" };
/** Codes that look right and are not: another place of that name, an airport, a station, another town. */
const traps = ["CNJIN", "CNNPS", "CNANH", "CNKNC", "CNYNJ", "KPNAM", "KPCCD", "CNSTZ", "CNGCL"];
/** Codes whose coordinates are wrong in this copy of UN/LOCODE. */
const wrong = ["CNQUH", "CNSTZ", "CNGCL", "KPNAM", "KPCCD"];

/** Which row of GeoNames is the town of a point. The others are not in that extract. */
const geonameOf: Record<string, string> = {
  dandong: "2037886",
  sinuiju: "2040893",
  manpo: "2042893",
  linjiang: "2036069",
  hyesan: "2043837",
  yanbian: "2033467",
  musan: "2042738",
  hoeryong: "2044091",
  tumen: "2034340",
  namyang: "2042503",
  rajin: "2042645",
};
/** Points that stand at a crossing outside their county's town: names can be compared, places not. */
const townOfCrossing: Record<string, string> = {
  "helong-nanping": "2036933",
  "longjing-sanhe": "2035966",
  "hunchun-quanhe": "2036653",
};

const fold = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f'’()]/g, "")
    .normalize("NFC")
    .toLowerCase();
const spellings = ({ names, aliases }: Point) => [...Object.values(names), ...aliases];
const place = (row: Record<string, string>) => ({ lat: Number(row.lat), lon: Number(row.lon) });

export function checkPoints(checks: Checks): void {
  checks.check("points: inside the border's box", inBox);
  checks.check("points: UN/LOCODE", () => unlocodes(checks));
  checks.check("points: UN/LOCODE traps", () => trapCodes(checks));
  checks.check("points: coordinates beside UN/LOCODE and OpenStreetMap", () => besideCodes(checks));
  checks.check("points: coordinates and names beside GeoNames", () => besideGeonames(checks));
}

function inBox(): Finding {
  const outside = points.filter(
    ({ lat, lon }) => lat < box.south || lat > box.north || lon < box.west || lon > box.east,
  );
  return { compared: `${points.length} points`, problems: outside.map(({ slug }) => `${slug} lies outside`) };
}

function unlocodes(checks: Checks): Finding {
  const rows = [...checks.rows("geo/unlocode_CN.csv"), ...checks.rows("geo/unlocode_KP.csv")];
  const byCode = new Map(rows.map((row) => [`${row.country}${row.location}`, row]));
  const problems: string[] = [];
  const notes: string[] = [];
  const coded = points.filter((point) => point.unlocode);
  for (const point of coded) {
    const code = point.unlocode ?? "";
    const row = byCode.get(code);
    if (!row) {
      problems.push(`${point.slug}: there is no ${code}`);
      continue;
    }
    const name = fold(row.name ?? "");
    if (!spellings(point).some((spelling) => name.split(/[ /]/).includes(fold(spelling))))
      problems.push(`${point.slug}: ${code} is ${row.name}`);
    const subdivision = `${row.country}-${row.subdivision}`;
    if (!row.subdivision) notes.push(`${code} has no subdivision there; ours is ${point.subdivision}`);
    else if (subdivision !== point.subdivision) problems.push(`${point.slug}: ${code} lies in ${subdivision}`);
  }
  const compared = `${coded.length} codes against ${rows.length} rows, name and subdivision; ${points.length - coded.length} points have none`;
  return { compared, notes, problems };
}

function trapCodes(checks: Checks): Finding {
  const rows = new Map(checks.rows("geo/border_unlocode_check.csv").map((row) => [row.unlocode, row]));
  const problems = [...traps, ...wrong].filter((code) => !rows.has(code)).map((code) => `${code} is not in the file`);
  for (const point of points) {
    if (point.unlocode && traps.includes(point.unlocode)) problems.push(`${point.slug} has the trap ${point.unlocode}`);
    for (const code of wrong) {
      const row = rows.get(code);
      if (row && kilometres(point, place(row)) < 20) problems.push(`${point.slug} stands where ${code} is misplaced`);
    }
  }
  return {
    compared: `${points.length} points, ${traps.length} codes not to take, ${wrong.length} wrong coordinates`,
    problems,
  };
}

/** `… 40.1237658,124.3821748 city Dandong, …` */
function candidates(row: Record<string, string>) {
  const text = row.osm_nominatim_candidates ?? "";
  return [...text.matchAll(/(-?\d+\.\d+),(-?\d+\.\d+) /g)].map(([, lat, lon]) => ({
    lat: Number(lat),
    lon: Number(lon),
  }));
}

function besideCodes(checks: Checks): Finding {
  const rows = new Map(checks.rows("geo/border_unlocode_check.csv").map((row) => [row.unlocode ?? "", row]));
  const problems: string[] = [];
  const notes: string[] = [];
  let compared = 0;
  for (const point of points) {
    const code = point.unlocode ?? rowOfCodeless[point.slug];
    const row = rows.get(code ?? "");
    if (!code || !row) {
      if (code) problems.push(`${point.slug}: ${code} is not in the file`);
      continue;
    }
    compared += 1;
    const toCode = kilometres(point, place(row));
    const misplaced = wrong.includes(code);
    if (misplaced) notes.push(`${code} stands ${toCode.toFixed(0)} km away in this copy, and is not followed`);
    else if (toCode > nearCode) problems.push(`${point.slug}: ${toCode.toFixed(1)} km from ${code}`);
    const toTown = Math.min(...candidates(row).map((candidate) => kilometres(point, candidate)));
    if (!(toTown <= nearTown))
      problems.push(`${point.slug}: ${toTown.toFixed(1)} km from the nearest candidate of ${code}`);
  }
  return {
    compared: `${compared} points, at most ${nearCode} km from the code and ${nearTown} km from the town`,
    notes,
    problems,
  };
}

function besideGeonames(checks: Checks): Finding {
  const rows = new Map(checks.rows("geo/geonames_NEchina_KP_three_scripts.csv").map((row) => [row.geonameid, row]));
  const problems: string[] = [];
  const notes: string[] = [];
  let places = 0;
  let names = 0;
  for (const point of points) {
    const id = geonameOf[point.slug] ?? townOfCrossing[point.slug];
    if (!id) {
      notes.push(`${point.slug} is not in this extract`);
      continue;
    }
    const row = rows.get(id);
    if (!row) {
      problems.push(`${point.slug}: row ${id} is missing`);
      continue;
    }
    if (geonameOf[point.slug]) {
      places += 1;
      const distance = kilometres(point, place(row));
      if (distance > nearTown) problems.push(`${point.slug}: ${distance.toFixed(1)} km from ${row.name}`);
    }
    const own = spellings(point).map(fold);
    for (const script of ["asciiname", "han", "hangul"]) {
      const theirs = (row[script] ?? "").split("|").filter(Boolean);
      if (theirs.length === 0) continue;
      names += 1;
      // 延吉市, 단둥 시, 혜산동, Musan-up: the name with its rank
      const plain = theirs.map((name) => fold(name).replace(/ ?(市|镇|시|읍|동|-up|-dong)$/, ""));
      if (!plain.some((name) => own.includes(name)))
        problems.push(`${point.slug}: GeoNames writes ${theirs.join(", ")}`);
    }
  }
  return { compared: `${places} places, ${names} names in Latin, Han and Hangul`, notes, problems };
}
