import type { LocalName as Name } from "@/lib/i18n/names";
import classes from "./local-name.module.css";

/** A name in the reader's script with the original beside it, each in its own language. */
export function LocalName({ name, strong = false }: { name: Name; strong?: boolean }) {
  return (
    <span className={classes.name}>
      <span lang={name.primaryLang} className={strong ? classes.strong : undefined}>
        {name.primary}
      </span>
      {name.original && (
        <>
          {" "}
          <span lang={name.originalLang} className={classes.original} data-original="">
            {name.original}
          </span>
        </>
      )}
    </span>
  );
}
