import type { ReportedLine } from "./reported-line";
import classes from "./reported-lines.module.css";
import { ReportedQuantity } from "./reported-quantity";
import { SubstanceMark } from "./substance-mark";

/** Lines as their source gave them: as many as there is room for, and how many more. */
export function ReportedLines({ lines }: { lines: readonly ReportedLine[] }) {
  return (
    <span className={classes.lines}>
      {lines.map(({ position, series, name, quantity, unit, unitAsReported, qualifier }) => (
        <span key={position} className={classes.line}>
          <SubstanceMark series={series} />
          <span className={classes.substance}>{name}</span>
          <ReportedQuantity quantity={quantity} unit={unit} unitAsReported={unitAsReported} qualifier={qualifier} />
        </span>
      ))}
      {lines.length > 1 && <span className={classes.others}>{`+${lines.length - 1}`}</span>}
      {lines.length > 2 && <span className={classes.more}>{`+${lines.length - 2}`}</span>}
    </span>
  );
}
