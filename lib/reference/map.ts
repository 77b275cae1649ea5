import { readFile } from "node:fs/promises";
import path from "node:path";
import type { GeoPermissibleObjects } from "d3-geo";
import { geoMercator, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { MapWindow } from "@/lib/charts/map-window";
import { mapSize, scaleOf } from "@/lib/charts/map-window";

/** Paths of a drawing of mapSize: land, the coast around it, and borders between countries. */
export type MapPaths = { land: string; coast: string; borders: string };

type Atlas = Topology<{ countries: GeometryCollection; land: GeometryCollection }>;
type Box = [west: number, south: number, east: number, north: number];
type Piece<T> = { box: Box; shape: T };
type Ring = number[][];
type Pieces = { land: Piece<Ring[]>[]; coast: Piece<Ring>[]; borders: Piece<Ring>[] };

/**
 * What a window shows of Natural Earth's countries (world-atlas, public domain): only pieces that touch it are drawn and sent, in as much
 * detail as can be seen there. As everywhere, a border drawn says nothing about whose a place is.
 */
export async function mapPaths(window: MapWindow): Promise<MapPaths> {
  const pieces = await piecesFor(window.span);
  const shown = boxOf(window);
  const near = <T>(all: readonly Piece<T>[]) => all.filter(({ box }) => touches(box, shown)).map(({ shape }) => shape);
  const projection = geoMercator()
    .rotate([-window.lon, 0])
    .center([0, window.lat])
    .scale(scaleOf(window))
    .translate([mapSize.width / 2, mapSize.height / 2])
    .clipExtent([
      [-4, -4],
      [mapSize.width + 4, mapSize.height + 4],
    ]);
  const drawing = geoPath(projection).digits(1);
  const draw = (object: GeoPermissibleObjects) => drawing(object) ?? "";
  return {
    land: draw({ type: "MultiPolygon", coordinates: near(pieces.land) }),
    coast: draw({ type: "MultiLineString", coordinates: near(pieces.coast) }),
    borders: draw({ type: "MultiLineString", coordinates: near(pieces.borders) }),
  };
}

/** The atlas by how much of the world is shown. Files beside the server, no modules: they are data of some megabytes. */
const atlases = [
  { upTo: 25, file: "countries-10m.json" },
  { upTo: 90, file: "countries-50m.json" },
  { upTo: Number.POSITIVE_INFINITY, file: "countries-110m.json" },
] as const;
/** Read and cut into pieces once. */
const known = new Map<string, Promise<Pieces>>();

function piecesFor(span: number): Promise<Pieces> {
  const { file } = atlases.find(({ upTo }) => span <= upTo) ?? atlases[2];
  const pieces = known.get(file) ?? read(file).then(cut);
  known.set(file, pieces);
  // A file that could not be read is tried again.
  pieces.catch(() => known.delete(file));
  return pieces;
}

async function read(file: string): Promise<Atlas> {
  const text = await readFile(path.join(process.cwd(), "node_modules", "world-atlas", file), "utf8");
  return JSON.parse(text);
}

function cut(atlas: Atlas): Pieces {
  const { countries, land } = atlas.objects;
  const shapes = feature(atlas, land).features.flatMap(({ geometry }) =>
    geometry.type === "MultiPolygon" ? geometry.coordinates : geometry.type === "Polygon" ? [geometry.coordinates] : [],
  );
  const lines = (inner: boolean) =>
    mesh(atlas, countries, (a, b) => (a !== b) === inner).coordinates.map((shape) => ({
      box: boxOfRing(shape),
      shape,
    }));
  return {
    land: shapes.map((shape) => ({ box: boxOfRing(shape[0] ?? []), shape })),
    coast: lines(false),
    borders: lines(true),
  };
}

function boxOfRing(ring: Ring): Box {
  const box: Box = [180, 90, -180, -90];
  for (const [lon = 0, lat = 0] of ring) {
    box[0] = Math.min(box[0], lon);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lon);
    box[3] = Math.max(box[3], lat);
  }
  return box;
}

/** A little more than the window: Mercator stretches, and a line may bend in from outside. */
function boxOf({ lon, lat, span }: MapWindow): Box {
  const half = span * 0.6;
  return [lon - half, lat - half, lon + half, lat + half];
}

const touches = (a: Box, b: Box) =>
  a[1] <= b[3] && b[1] <= a[3] && [-360, 0, 360].some((turn) => a[0] + turn <= b[2] && b[0] <= a[2] + turn);
