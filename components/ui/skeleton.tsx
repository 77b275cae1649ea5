import { useTranslations } from "next-intl";
import classes from "./skeleton.module.css";

/** A quiet bar where something will stand. It does not shimmer, and appears after 200 ms. @param width any CSS width */
export function SkeletonBar({ width = "100%", height = 10 }: { width?: string; height?: number }) {
  return <span className={classes.bar} style={{ width, height }} aria-hidden="true" />;
}

const widths = ["76%", "57%", "69%", "63%", "80%", "52%", "72%"];

/** Rows of a table to come. @param columns their widths as CSS grid tracks; @param label what is being loaded */
export function SkeletonRows({ rows = 8, columns, label }: { rows?: number; columns: string; label?: string }) {
  const t = useTranslations("common");
  const tracks = columns.trim().split(/\s+/).length;
  return (
    <div className={classes.rows} role="status">
      <p className={classes.label}>{label ?? t("loading")}</p>
      {Array.from({ length: rows }, (_, row) => `row-${row}`).map((key, row) => (
        <div className={classes.row} key={key} style={{ gridTemplateColumns: columns }}>
          {Array.from({ length: tracks }, (_, column) => `${key}-${column}`).map((cell, column) => (
            <SkeletonBar key={cell} width={widths[(row * 2 + column * 3) % widths.length]} />
          ))}
        </div>
      ))}
    </div>
  );
}
