import { points } from "@/prisma/seed/reference/points";
import type { Checks, Finding } from "./checks";
import type { Geometry } from "./geometry";
import { decodeEchartsRing, kilometresToArea, kilometresToLine, outerRings } from "./geometry";

/** Areas are drawn coarsely and the points stand on their edge. */
const tolerance = 5;
/** The farthest that a point with a counterpart may stand from the line: Rajin and Yanji are towns behind it. */
const fromBorder = 60;

type Feature<P> = { properties: P; geometry: Geometry & { encodeOffsets?: unknown }; id?: string };
const features = <P>(text: string) => (JSON.parse(text) as { features: Feature<P>[] }).features;

const provinces: Record<string, string> = {
  "KP-03": "North P'yŏngan",
  "KP-04": "Chagang",
  "KP-09": "North Hamgyŏng",
  "KP-10": "Ryanggang",
  "KP-13": "Rasŏn",
};

export function checkAreas(checks: Checks): void {
  checks.check("points: GB/T 2260 codes and the prefectures' areas", () => prefectures(checks));
  checks.check("points: ISO 3166-2 codes and the DPRK's provinces", () => regions(checks));
  checks.check("points: distance from the border line", () => border(checks));
}

function echartsRings({ geometry }: Feature<{ name: string }>) {
  const { type, coordinates, encodeOffsets } = geometry;
  const pairs =
    type === "Polygon"
      ? [[coordinates as string[], encodeOffsets as [number, number][]] as const]
      : (coordinates as string[][]).map(
          (rings, index) => [rings, (encodeOffsets as [number, number][][])[index] ?? []] as const,
        );
  return pairs.map(([rings, offsets]) => decodeEchartsRing(rings[0] ?? "", offsets[0] ?? [0, 0]));
}

function prefectures(checks: Checks): Finding {
  const all = ["liaoning", "jilin"].flatMap((name) =>
    features<{ name: string }>(checks.text(`geo/echarts490_${name}.json`)),
  );
  const problems: string[] = [];
  const coded = points.filter((point) => point.gbCode);
  for (const point of coded) {
    const code = `${point.gbCode?.slice(0, 4)}00`;
    const area = all.find((feature) => feature.id === code);
    if (!area) {
      problems.push(`${point.slug}: no prefecture ${code}`);
      continue;
    }
    const distance = kilometresToArea(point, echartsRings(area));
    if (distance > tolerance) problems.push(`${point.slug}: ${distance.toFixed(1)} km outside ${area.properties.name}`);
  }
  return { compared: `${coded.length} codes against ${all.length} areas, at most ${tolerance} km outside`, problems };
}

function regions(checks: Checks): Finding {
  const all = features<{ name: string }>(checks.text("geo/wof_kp_regions.geojson"));
  const problems: string[] = [];
  const own = points.filter((point) => point.country === "KP");
  for (const point of own) {
    const area = all.find((feature) => feature.properties.name === provinces[point.subdivision]);
    if (!area) {
      problems.push(`${point.slug}: no area for ${point.subdivision}`);
      continue;
    }
    const distance = kilometresToArea(point, outerRings(area.geometry));
    if (distance > tolerance) problems.push(`${point.slug}: ${distance.toFixed(1)} km outside ${area.properties.name}`);
  }
  return { compared: `${own.length} points against ${all.length} areas, at most ${tolerance} km outside`, problems };
}

function border(checks: Checks): Finding {
  const lines = features(checks.text("geo/ne_50m_boundary_CN_KP_RU.geojson")).map(
    ({ geometry }) => geometry.coordinates as [number, number][],
  );
  const far = points.map((point) => ({
    slug: point.slug,
    distance: Math.min(...lines.map((line) => kilometresToLine(point, line))),
  }));
  const problems = far.filter(({ distance }) => !(distance <= fromBorder));
  const farthest = far.reduce((a, b) => (a.distance > b.distance ? a : b));
  return {
    compared: `${points.length} points, at most ${fromBorder} km; the farthest is ${farthest.slug}, ${farthest.distance.toFixed(0)} km`,
    problems: problems.map(({ slug, distance }) => `${slug}: ${distance.toFixed(0)} km`),
  };
}
