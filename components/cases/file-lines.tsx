import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { ConversionNotice } from "@/components/ui/conversion-notice";
import { Derived } from "@/components/ui/derived";
import { LocalName } from "@/components/ui/local-name";
import { NotStated } from "@/components/ui/not-stated";
import { ReportedQuantity } from "@/components/ui/reported-quantity";
import { Section } from "@/components/ui/section";
import { SubstanceMark } from "@/components/ui/substance-mark";
import { seriesOf } from "@/lib/charts/colours";
import { formatNumber } from "@/lib/i18n/format";
import { localName } from "@/lib/i18n/names";
import type { CaseFile, FileLine } from "@/lib/reports/types";
import classes from "./file-lines.module.css";
import table from "./file-table.module.css";
import { LineRange, LineWeight, TotalRange, TotalWeight } from "./file-weight";

/** What was seized: as reported in ink, what Weir derives from it beside it, dotted, never in its place. */
export function FileLines({
  file: { reference, lines, total, conversion },
}: {
  file: Pick<CaseFile, "reference" | "lines" | "total" | "conversion">;
}) {
  const t = useTranslations("casefile.lines");
  const legend = t.rich("legend", { derived: (words) => <Derived approx={false}>{words}</Derived> });
  const unweighed = lines.filter((line) => line.mass === null).length;
  const set = lines.find((line) => line.mass?.basis === "factor")?.mass?.set;
  const others = set ? conversion.sets.filter(({ slug }) => slug !== conversion.under) : [];
  const headers = ["reported", "taken", "form", "quantity", "weight", "range", "purity"] as const;
  return (
    <Section id="lines" title={t("title")} count={lines.length} note={legend} ruled={false}>
      <ConversionNotice conversion={conversion} href={`/cases/${reference}#lines`} />
      <table className={table.table}>
        <thead>
          <tr>
            {headers.map((key) => (
              <th key={key} scope="col" className={key === "quantity" || key === "weight" ? table.number : undefined}>
                {t(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={line.position} line={line} />
          ))}
        </tbody>
        {lines.length > 1 && total && (
          <tfoot>
            <tr>
              <td colSpan={4} className={classes.together}>
                {t("total")}
              </td>
              <td className={table.number} data-label={t("total")}>
                <span>
                  <TotalWeight total={total} converted={lines.some((line) => line.mass?.basis === "factor")} />
                </span>
              </td>
              <td colSpan={2} data-label={t("range")} className={classes.range}>
                <TotalRange total={total} />
              </td>
            </tr>
          </tfoot>
        )}
      </table>
      {(set || unweighed > 0) && (
        <p className={table.hint}>
          {set && t("setOf", { set })}
          {set && unweighed > 0 && " · "}
          {unweighed > 0 && t("unweighed", { count: unweighed })}
          {others.length > 0 && ` · ${t("otherSets")}`}
          {others.map(({ slug, name, current }) => (
            <Link
              key={slug}
              href={`/cases/${reference}${current ? "" : `?set=${slug}`}#lines` as Route}
              prefetch={false}
              className={classes.other}
            >
              {name}
            </Link>
          ))}
        </p>
      )}
    </Section>
  );
}

function Line({ line }: { line: FileLine }) {
  const t = useTranslations("casefile.lines");
  const codes = useTranslations("codes");
  const locale = useLocale();
  return (
    <tr>
      <td data-label={t("reported")}>
        <span className={classes.substance}>
          <SubstanceMark series={seriesOf(line.substance.slug, line.substance.family)} />
          {t("quoted", { words: line.asReported })}
        </span>
      </td>
      <td data-label={t("taken")}>
        <span>
          <Derived approx={false}>
            <LocalName name={localName(line.substance, locale)} />
          </Derived>
        </span>
      </td>
      <td data-label={t("form")}>
        {line.form === "unknown" ? (
          <NotStated />
        ) : (
          <span>
            <Derived approx={false}>{codes(`form.${line.form}`)}</Derived>
          </span>
        )}
      </td>
      <td data-label={t("quantity")} className={table.number}>
        <strong className={classes.quantity}>
          <ReportedQuantity
            quantity={line.quantity}
            unit={line.unit}
            qualifier={line.qualifier}
            unitAsReported={line.unitAsReported}
          />
        </strong>
      </td>
      <td data-label={t("weight")} className={table.number}>
        <span>
          <LineWeight line={line} />
        </span>
      </td>
      <td data-label={t("range")}>
        {line.mass && (
          <span className={classes.range}>
            <LineRange line={line} />
          </span>
        )}
      </td>
      <td data-label={t("purity")}>
        {line.purity === null ? (
          <NotStated />
        ) : (
          <span>
            {`${formatNumber(line.purity, locale)}\u2009%`}{" "}
            <span className={classes.basis}>
              {t("asStated")}
              {line.purityBasis && `, ${codes(`purityBasis.${line.purityBasis}`)}`}
            </span>
          </span>
        )}
      </td>
    </tr>
  );
}
