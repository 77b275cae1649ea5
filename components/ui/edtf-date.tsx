import { useTranslations } from "next-intl";
import classes from "./edtf-date.module.css";
import type { EdtfParts } from "./edtf-parts";
import { edtfParts } from "./edtf-parts";
import { NotStated } from "./not-stated";

/**
 * A date no more certain than its source: `2008-10` keeps the day's place empty with dots that are neither text nor read,
 * `~` stands before what is about, a range has both sides. @param edtf null: the source gives no date
 */
export function EdtfDate({ edtf, title }: { edtf: string | null; title?: string }) {
  if (edtf === null) return <NotStated />;
  const [first, second] = edtfParts(edtf);
  return (
    <span className={classes.date} title={title}>
      {first && <Side part={first} dots={!second} />}
      {second && " / "}
      {second && <Side part={second} dots={false} />}
    </span>
  );
}

function Side({ part, dots }: { part: EdtfParts; dots: boolean }) {
  const t = useTranslations("common");
  const digits = (
    <span className={classes.digits} data-missing={dots ? part.missing : "none"}>
      {part.decade ? t("decade", { year: part.text }) : part.text}
      {part.season && " "}
      {part.season && t(`season.${part.season}`)}
    </span>
  );
  return (
    <>
      {part.about && (
        <>
          <span aria-hidden="true">~</span>
          <span className="visually-hidden">{t("about")} </span>
        </>
      )}
      {part.machine ? <time dateTime={part.machine}>{digits}</time> : digits}
      {part.unsure && "?"}
    </>
  );
}
