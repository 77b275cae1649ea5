import type { Look } from "@/lib/charts/colours";
import { seriesColour, shapeOf } from "@/lib/charts/colours";
import { shapePaths } from "@/lib/charts/shapes";
import classes from "./substance-mark.module.css";

/** Colour and shape of a substance's series, or of another part of a chart. Decoration beside its name: hidden from screen readers. @param size in px */
export function SubstanceMark({ series, size = 10 }: { series: Look; size?: number }) {
  return (
    <svg className={classes.mark} width={size} height={size} viewBox="0 0 10 10" aria-hidden="true" focusable="false">
      <path d={shapePaths[shapeOf(series)]} fillRule="evenodd" fill={seriesColour(series)} />
    </svg>
  );
}
