import type { AddPoint, ChangePoint } from "@/lib/reference/schema";
import type { PointInput } from "@/lib/reference/types";

/** A point as its form holds it while it is typed: coordinates and other spellings are text. */
export type PointValues = {
  nameEn: string;
  nameZh: string;
  nameKo: string;
  slug: string;
  country: string;
  parent: string | null;
  opposite: string | null;
  after: string | null;
  subdivision: string;
  unlocode: string;
  nationalCode: string;
  latitude: string;
  longitude: string;
  aliases: string;
};

const textOf = (degrees: number | null) => (degrees === null ? "" : String(degrees));

/** The form of a point that stands on the list. */
export function valuesOf(point: PointInput): PointValues {
  const { latitude, longitude, subdivision, unlocode, nationalCode, version: _, ...same } = point;
  return {
    ...same,
    subdivision: subdivision ?? "",
    unlocode: unlocode ?? "",
    nationalCode: nationalCode ?? "",
    latitude: textOf(latitude),
    longitude: textOf(longitude),
    aliases: "",
  };
}

/** The form of a new one: the last of the border, in the country of the point before it. */
export function freshValues(last: { slug: string; country: string } | undefined, name = ""): PointValues {
  return {
    ...{ nameEn: name, nameZh: "", nameKo: "", slug: "", country: last?.country ?? "", parent: null, opposite: null },
    ...{ after: last?.slug ?? null, subdivision: "", unlocode: "", nationalCode: "" },
    ...{ latitude: "", longitude: "", aliases: "" },
  };
}

/** Degrees as typed; what is no number is out of every range, and so refused in words. */
function degreesOf(text: string): number | null {
  const typed = text.trim().replace(",", ".").replace("−", "-");
  if (typed === "") return null;
  const value = Number(typed);
  return Number.isFinite(value) ? value : 999;
}

/** The place that the form says; null where it says none, or none that can be. */
export function placeOf({ latitude, longitude }: Pick<PointValues, "latitude" | "longitude">): [number, number] | null {
  const [lat, lon] = [degreesOf(latitude), degreesOf(longitude)];
  return lat === null || lon === null || Math.abs(lat) > 90 || Math.abs(lon) > 180 ? null : [lon, lat];
}

function fieldsOf({ aliases: _, slug: __, latitude, longitude, ...same }: PointValues) {
  return { ...same, latitude: degreesOf(latitude), longitude: degreesOf(longitude) };
}

/** What a new point sends. Other spellings are parted by commas, in any script. */
export function addInput(values: PointValues): AddPoint {
  const aliases = values.aliases
    .split(/[,，、;；\n]+/)
    .map((term) => term.trim())
    .filter((term) => term !== "");
  return { slug: values.slug.trim(), ...fieldsOf(values), aliases };
}

/** What a changed one sends. @param version of the row that the form was filled from */
export function changeInput(values: PointValues, version: number): ChangePoint {
  return { slug: values.slug, version, ...fieldsOf(values) };
}
