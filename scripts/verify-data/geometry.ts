export type Place = { lat: number; lon: number };
type Ring = readonly (readonly [lon: number, lat: number])[];
export type Geometry = { type: string; coordinates: unknown };

/** Great-circle distance in kilometres (haversine, mean radius 6371 km). */
export function kilometres(a: Place, b: Place): number {
  const rad = Math.PI / 180;
  const half = (from: number, to: number) => Math.sin(((to - from) * rad) / 2) ** 2;
  const h = half(a.lat, b.lat) + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * half(a.lon, b.lon);
  return 2 * 6371 * Math.asin(Math.sqrt(h));
}

/** Distance in kilometres to the nearest of a line's vertices and points between them (plane per segment, fit for short ones). */
export function kilometresToLine(place: Place, line: Ring): number {
  let least = Number.POSITIVE_INFINITY;
  for (let index = 0; index + 1 < line.length; index++) {
    const [aLon, aLat] = line[index] ?? [0, 0];
    const [bLon, bLat] = line[index + 1] ?? [0, 0];
    const shrink = Math.cos((place.lat * Math.PI) / 180);
    const [dx, dy] = [(bLon - aLon) * shrink, bLat - aLat];
    const along = ((place.lon - aLon) * shrink * dx + (place.lat - aLat) * dy) / (dx * dx + dy * dy || 1);
    const part = Math.min(1, Math.max(0, along));
    least = Math.min(least, kilometres(place, { lat: aLat + part * (bLat - aLat), lon: aLon + part * (bLon - aLon) }));
  }
  return least;
}

/** Outer rings of a GeoJSON polygon or multi-polygon; holes are left out, no area of ours has one. */
export function outerRings({ type, coordinates }: Geometry): Ring[] {
  if (type === "Polygon") return [(coordinates as Ring[])[0] ?? []];
  if (type === "MultiPolygon") return (coordinates as Ring[][]).map((polygon) => polygon[0] ?? []);
  return [];
}

/** Kilometres from a place to an area: 0 inside (even-odd rule), else to its border. */
export function kilometresToArea(place: Place, rings: readonly Ring[]): number {
  if (rings.some((ring) => contains(ring, place))) return 0;
  return Math.min(...rings.map((ring) => kilometresToLine(place, ring)));
}

function contains(ring: Ring, { lat, lon }: Place): boolean {
  let inside = false;
  let [previousLon, previousLat] = ring.at(-1) ?? [0, 0];
  for (const [nextLon, nextLat] of ring) {
    const crosses = nextLat > lat !== previousLat > lat;
    if (crosses && lon < ((previousLon - nextLon) * (lat - nextLat)) / (previousLat - nextLat) + nextLon)
      inside = !inside;
    [previousLon, previousLat] = [nextLon, nextLat];
  }
  return inside;
}

/** A ring in ECharts' compressed form: zigzag deltas as characters from 64 on, in 1/1024 of a degree. */
export function decodeEchartsRing(text: string, [lonStart, latStart]: readonly [number, number]): Ring {
  const delta = (code: number) => {
    const value = code - 64;
    return (value >> 1) ^ -(value & 1);
  };
  let [lon, lat] = [lonStart, latStart];
  const ring: [number, number][] = [];
  for (let index = 0; index + 1 < text.length; index += 2) {
    lon += delta(text.charCodeAt(index));
    lat += delta(text.charCodeAt(index + 1));
    ring.push([lon / 1024, lat / 1024]);
  }
  return ring;
}
