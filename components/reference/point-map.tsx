"use client";

import { IconArrowDown, IconArrowLeft, IconArrowRight, IconArrowUp, IconMinus, IconPlus } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { KeyboardEvent, MouseEvent } from "react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import type { MapWindow } from "@/lib/charts/map-window";
import { clampWindow, mapSize, placeAt, projectPlace } from "@/lib/charts/map-window";
import classes from "./point-map.module.css";

type Paths = { land: string; coast: string; borders: string };
type Place = [lon: number, lat: number];
type Known = { slug: string; name: string; longitude: number | null; latitude: number | null };

/** Degrees shown around a place, and where nothing is known yet. */
const close = 3;
const world: MapWindow = { lon: 100, lat: 30, span: 120 };

/**
 * A small map of any border: a press sets the place, buttons and keys move it and go nearer. The fields above it say the same in numbers,
 * so that nobody needs it. What is drawn comes from the server, cut to what is shown.
 * @param near where to begin while no place is set
 */
export function PointMap({
  place,
  near,
  points,
  onPlace,
}: {
  place: Place | null;
  near?: Omit<Known, "name">;
  points: readonly Known[];
  onPlace: (place: Place) => void;
}) {
  const t = useTranslations("reference.map");
  const start = place ?? placeOfKnown(near);
  const [window, setWindow] = useState<MapWindow>(() =>
    clampWindow(start ? { lon: start[0], lat: start[1], span: close } : world),
  );
  const { paths, failed } = usePaths(window);

  // Typed coordinates that lie outside of what is shown bring the map along.
  const [lon, lat] = place ?? [null, null];
  useEffect(() => {
    if (lon === null || lat === null) return;
    setWindow((shown) => {
      const [x, y] = projectPlace(shown, [lon, lat]);
      const inside = x >= 0 && y >= 0 && x <= mapSize.width && y <= mapSize.height;
      return inside ? shown : clampWindow({ lon, lat, span: Math.min(shown.span, close * 4) });
    });
  }, [lon, lat]);

  const move = (x: number, y: number) =>
    setWindow((shown) => {
      const [toLon, toLat] = placeAt(shown, [mapSize.width * (0.5 + x), mapSize.height * (0.5 + y)]);
      return clampWindow({ lon: toLon, lat: toLat, span: shown.span });
    });
  const zoom = (factor: number) =>
    setWindow((shown) =>
      clampWindow({ ...shown, ...(place && { lon: place[0], lat: place[1] }), span: shown.span * factor }),
    );
  /** A press by the keyboard has no spot: it means the cross in the middle. */
  function press(event: MouseEvent<HTMLButtonElement>) {
    const box = event.currentTarget.getBoundingClientRect();
    const spot: [number, number] =
      event.detail === 0
        ? [mapSize.width / 2, mapSize.height / 2]
        : [
            ((event.clientX - box.left) / box.width) * mapSize.width,
            ((event.clientY - box.top) / box.height) * mapSize.height,
          ];
    onPlace(placeAt(window, spot));
  }
  function onKeyDown(event: KeyboardEvent) {
    const steps: Record<string, () => void> = {
      ArrowUp: () => move(0, -0.2),
      ArrowDown: () => move(0, 0.2),
      ArrowLeft: () => move(-0.2, 0),
      ArrowRight: () => move(0.2, 0),
      "+": () => zoom(0.5),
      "=": () => zoom(0.5),
      "-": () => zoom(2),
    };
    const step = event.ctrlKey || event.metaKey || event.altKey ? undefined : steps[event.key];
    if (!step) return;
    event.preventDefault();
    step();
  }

  const at = place && projectPlace(window, place);
  const buttons = [
    { key: "closer", Icon: IconPlus, press: () => zoom(0.5) },
    { key: "farther", Icon: IconMinus, press: () => zoom(2) },
    { key: "north", Icon: IconArrowUp, press: () => move(0, -0.25) },
    { key: "south", Icon: IconArrowDown, press: () => move(0, 0.25) },
    { key: "west", Icon: IconArrowLeft, press: () => move(-0.25, 0) },
    { key: "east", Icon: IconArrowRight, press: () => move(0.25, 0) },
  ] as const;
  return (
    <div className={classes.frame}>
      <button
        type="button"
        className={classes.map}
        aria-label={t("label")}
        onClick={press}
        onKeyDown={onKeyDown}
        data-waiting={paths === null || undefined}
      >
        <svg viewBox={`0 0 ${mapSize.width} ${mapSize.height}`} aria-hidden="true">
          <rect className={classes.water} width={mapSize.width} height={mapSize.height} />
          {paths && (
            <>
              <path className={classes.land} d={paths.land} />
              <path className={classes.coast} d={paths.coast} />
              <path className={classes.border} d={paths.borders} />
            </>
          )}
          <Middle />
          {points.map((point) => (
            <KnownPoint key={point.slug} point={point} window={window} />
          ))}
          {at && (
            <g className={classes.place} transform={`translate(${at[0]} ${at[1]})`}>
              <circle r={7} />
              <circle r={2} />
            </g>
          )}
        </svg>
      </button>
      <div className={classes.side}>
        <div className={classes.buttons}>
          {buttons.map(({ key, Icon, press: onClick }) => (
            <Button key={key} square aria-label={t(`move.${key}`)} onClick={onClick}>
              <Icon size={16} stroke={1.75} aria-hidden="true" />
            </Button>
          ))}
        </div>
        <p className={classes.help}>{failed ? t("failed") : t("help")}</p>
        <p className={classes.help}>{t("source")}</p>
      </div>
    </div>
  );
}

const placeOfKnown = (known: Omit<Known, "name"> | undefined): Place | null =>
  known && known.longitude !== null && known.latitude !== null ? [known.longitude, known.latitude] : null;

/** Where Enter sets the place. */
function Middle() {
  const [x, y] = [mapSize.width / 2, mapSize.height / 2];
  return <path className={classes.middle} d={`M${x - 6} ${y}h12M${x} ${y - 6}v12`} />;
}

function KnownPoint({ point, window }: { point: Known; window: MapWindow }) {
  const place = placeOfKnown(point);
  if (!place) return null;
  const [x, y] = projectPlace(window, place);
  if (x < 0 || y < 0 || x > mapSize.width || y > mapSize.height) return null;
  return (
    <g className={classes.known}>
      <circle cx={x} cy={y} r={3} />
      {window.span <= close * 2 && (
        <text x={x + 6} y={y}>
          {point.name}
        </text>
      )}
    </g>
  );
}

/** What the server draws of a window; the last drawing stays until the next is there. */
function usePaths({ lon, lat, span }: MapWindow): { paths: Paths | null; failed: boolean } {
  const [paths, setPaths] = useState<Paths | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const leaving = new AbortController();
    setPaths(null);
    // Several presses on end ask once.
    const timer = setTimeout(async () => {
      try {
        const answer = await fetch(`/api/map?lon=${lon}&lat=${lat}&span=${span}`, { signal: leaving.signal });
        if (!answer.ok) return setFailed(true);
        setPaths(await answer.json());
        setFailed(false);
      } catch {
        if (!leaving.signal.aborted) setFailed(true);
      }
      return undefined;
    }, 120);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [lon, lat, span]);
  return { paths, failed };
}
