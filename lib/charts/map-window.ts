/** A part of the world as a small map shows it: Mercator, so that shapes keep their angles at any size. Degrees, WGS 84. */
export type MapWindow = Readonly<{
  /** of the middle */
  lon: number;
  lat: number;
  /** degrees of longitude from the left edge to the right */
  span: number;
}>;

/** Of the drawing, in its own units. */
export const mapSize = { width: 480, height: 320 } as const;
/** How near and how far a window may be: a valley, and the whole world. */
const spans = { least: 0.25, most: 360 } as const;
/** Mercator ends before the poles. */
const highest = 84;

const radians = (degrees: number) => (degrees * Math.PI) / 180;
const northing = (lat: number) => Math.log(Math.tan(Math.PI / 4 + radians(lat) / 2));
/** Units per radian at the equator. */
export const scaleOf = ({ span }: MapWindow): number => mapSize.width / radians(span);
const around = (lon: number) => ((((lon + 180) % 360) + 360) % 360) - 180;

/** A window that can be drawn: inside of the world, neither too near nor too far. */
export function clampWindow({ lon, lat, span }: MapWindow): MapWindow {
  return {
    lon: around(lon),
    lat: Math.max(-highest, Math.min(highest, lat)),
    span: Math.max(spans.least, Math.min(spans.most, span)),
  };
}

/** Where a place stands in the drawing; the way round the world that is shorter from its middle. */
export function projectPlace(
  window: MapWindow,
  [lon, lat]: readonly [lon: number, lat: number],
): [x: number, y: number] {
  const scale = scaleOf(window);
  return [
    mapSize.width / 2 + radians(around(lon - window.lon)) * scale,
    mapSize.height / 2 - (northing(lat) - northing(window.lat)) * scale,
  ];
}

/** The place at a spot of the drawing, as exact as a press can be: finer than a pixel. */
export function placeAt(window: MapWindow, [x, y]: readonly [x: number, y: number]): [lon: number, lat: number] {
  const scale = scaleOf(window);
  const lon = window.lon + ((x - mapSize.width / 2) / scale) * (180 / Math.PI);
  const n = northing(window.lat) - (y - mapSize.height / 2) / scale;
  const lat = (2 * Math.atan(Math.exp(n)) - Math.PI / 2) * (180 / Math.PI);
  const digits = Math.max(2, Math.min(5, Math.ceil(-Math.log10(window.span / mapSize.width))));
  return [Number(around(lon).toFixed(digits)), Number(lat.toFixed(digits))];
}
