"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";
import { EdtfDate } from "@/components/ui/edtf-date";
import { NotStated } from "@/components/ui/not-stated";
import { ReportedQuantity } from "@/components/ui/reported-quantity";
import type { DuplicateHint } from "@/lib/duplicates/types";
import { nameIn } from "@/lib/i18n/names";
import type { ReportValues } from "@/lib/reports/form";
import classes from "./duplicate-panel.module.css";
import { probeOf } from "./duplicate-probe";
import { useReport } from "./report-context";

type Quantity = ComponentProps<typeof ReportedQuantity>;

/** What is typed beside what the case has, field by field. */
export function DuplicateComparison({ values, hint }: { values: ReportValues; hint: DuplicateHint }) {
  const { data, locale, substanceBySlug } = useReport();
  const t = useTranslations("reports.duplicates");
  const field = useTranslations("reports.field");
  const probe = probeOf(values);
  if (!probe) return null;
  const { date, point, family, quantity, reference } = hint.comparison;
  const pointName = (slug: string | null) => {
    const found = data.points.find((one) => one.slug === slug);
    return found ? nameIn(found, locale) : slug;
  };
  const substances = (slugs: readonly string[]) =>
    [...new Set(slugs)].map((slug) => {
      const found = substanceBySlug.get(slug);
      return found ? nameIn(found, locale) : slug;
    });
  const quantities = (lines: readonly Quantity[]) => (
    <ul>
      {lines
        .map((line, at) => ({ ...line, key: String(at) }))
        .map(({ key, ...line }) => (
          <li key={key}>
            <ReportedQuantity {...line} />
          </li>
        ))}
    </ul>
  );
  return (
    <table className={classes.comparison}>
      <caption className="visually-hidden">{t("caption", { reference: hint.reference })}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{t("typed")}</th>
          <th scope="col">{t("case")}</th>
        </tr>
      </thead>
      <tbody>
        <Row
          name={field("date")}
          alike={date !== null && date.apart <= 7}
          verdict={date && (date.same ? t("same") : date.apart === 0 ? t("within") : t("apart", { days: date.apart }))}
        >
          <EdtfDate edtf={probe.date} />
          <EdtfDate edtf={hint.edtf} />
        </Row>
        <Row name={field("point")} alike={point !== null && point !== "other"} verdict={point && t(`point.${point}`)}>
          {pointName(probe.point)}
          {pointName(hint.point)}
        </Row>
        <Row name={field("substance")} alike={family === "same"} verdict={family && t(`family.${family}`)}>
          {substances(probe.lines.map((line) => line.substance)).join(", ") || null}
          {substances(hint.lines.map((line) => line.substance)).join(", ") || null}
        </Row>
        <Row name={field("quantity")} alike={quantity === "near"} verdict={quantity && t(`quantity.${quantity}`)}>
          {probe.lines.length > 0 ? quantities(probe.lines.map(quantityOf)) : null}
          {quantities(hint.lines.map(quantityOf))}
        </Row>
        {(probe.externalReference !== null || hint.externalReferences.length > 0) && (
          <Row
            name={field("externalReference")}
            alike={reference === "same"}
            verdict={reference && t(`reference.${reference}`)}
          >
            {probe.externalReference}
            {hint.externalReferences.join(", ") || null}
          </Row>
        )}
      </tbody>
    </table>
  );
}

const quantityOf = ({ quantity, unit, qualifier, unitAsReported }: Quantity): Quantity => ({
  quantity,
  unit,
  qualifier,
  unitAsReported,
});

/** @param verdict how the two compare; null where one of them says nothing */
function Row({
  name,
  alike,
  verdict,
  children: [typed, known],
}: {
  name: string;
  alike: boolean;
  verdict: string | null;
  children: [ReactNode, ReactNode];
}) {
  return (
    <tr data-alike={alike || undefined}>
      <th scope="row">{name}</th>
      <td>{typed ?? <NotStated />}</td>
      <td>
        {known ?? <NotStated />}
        {verdict && <span className={classes.verdict}>{verdict}</span>}
      </td>
    </tr>
  );
}
