import type { Handling } from "@/lib/codes";
import classes from "./handling-mark.module.css";

/** TLP 2.0 words are the same in every language. */
const tlpWords: Record<Handling, string> = {
  clear: "CLEAR",
  green: "GREEN",
  amber: "AMBER",
  "amber-strict": "AMBER+STRICT",
  red: "RED",
};

/** The square alone, where the word stands beside it. */
export function HandlingSquare({ handling }: { handling: Handling }) {
  return <span className={classes.square} data-handling={handling} aria-hidden="true" />;
}

/** Handling in a list: a square and the word. */
export function HandlingMark({ handling }: { handling: Handling }) {
  return (
    <span className={classes.mark} lang="en">
      <HandlingSquare handling={handling} />
      {tlpWords[handling]}
    </span>
  );
}

/** The black label of TLP 2.0, once in a file's header and on exports. */
export function TlpLabel({ handling }: { handling: Handling }) {
  return (
    <span className={classes.label} data-handling={handling} lang="en">
      {`TLP:${tlpWords[handling]}`}
    </span>
  );
}
