import { useLocale, useTranslations } from "next-intl";
import { EdtfDate } from "@/components/ui/edtf-date";
import { Section } from "@/components/ui/section";
import type { PlacedMarker } from "@/lib/charts/monthly";
import { nameIn } from "@/lib/i18n/names";
import classes from "./trends.module.css";

/** The events that the chart marks, each with its date as the source wrote it and the source's number. */
export function MarkerList({ markers }: { markers: readonly PlacedMarker[] }) {
  const t = useTranslations("trends.markers");
  const locale = useLocale();
  if (markers.length === 0) return null;
  return (
    <Section title={t("title")}>
      <ul className={classes.markers}>
        {markers.map(({ source, ...marker }) => (
          <li key={`${marker.edtf} ${marker.nameEn}`}>
            <EdtfDate edtf={marker.edtf} />{" "}
            <span>
              {nameIn(marker, locale)}
              {source && (
                <cite className={classes.source}>
                  {source.number === null ? source.title : t("source", { number: source.number, title: source.title })}
                </cite>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
