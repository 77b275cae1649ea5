import type { Route } from "next";
import { useLocale, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { DefinitionList } from "@/components/ui/definition-list";
import { Notice } from "@/components/ui/notice";
import { PageHeading } from "@/components/ui/page-heading";
import { PlainTable } from "@/components/ui/plain-table";
import { RefreshWhile } from "@/components/ui/refresh-while";
import { Section } from "@/components/ui/section";
import type { SetPage } from "@/lib/conversions/types";
import { formatInstantDay, formatNumber } from "@/lib/i18n/format";
import classes from "./conversions.module.css";
import { EffectOfSet } from "./effect-of-set";
import { MakeCurrent } from "./make-current";
import { WeighingState } from "./weighing-state";
import { useGoodsWords } from "./words";

/** One set: what it is, what would change if it counted, its factors. @param timeZone of the reader's agency */
export function SetView({ page, timeZone }: { page: SetPage; timeZone: string }) {
  const t = useTranslations("conversions");
  const { set, current, effect, open, mayMake, mayPropose } = page;
  const meta = set.current ? <Badge>{t("current")}</Badge> : <WeighingState weighing={set.weighing} />;
  return (
    <>
      <PageHeading
        title={set.name}
        meta={meta}
        actions={
          (mayMake || mayPropose) && (
            <ButtonLink href={`/reference/conversion-sets/new?from=${set.slug}` as Route}>
              {mayMake ? t("makeFrom") : t("proposeFrom")}
            </ButtonLink>
          )
        }
      />
      {(open || !set.weighing.ready) && <RefreshWhile />}
      <div className={classes.parts}>
        {open && (
          <Notice tone="info" live title={t("changing", { set: open.set })}>
            {t("changingText", { current: current?.name ?? "–" })}
          </Notice>
        )}
        <DefinitionList
          termWidth={140}
          items={[
            { term: t("address"), value: <code>{set.slug}</code> },
            { term: t("made"), value: formatInstantDay(set.createdAt, timeZone) },
            { term: t("by"), value: set.createdBy ?? t("shipped") },
            ...(set.basedOn ? [{ term: t("basis"), value: set.basedOn.name }] : []),
            { term: t("source"), value: set.source },
            ...(set.note ? [{ term: t("note"), value: set.note }] : []),
          ]}
        />
        {effect && current && (
          <Section title={t("effect", { current: current.name })}>
            <EffectOfSet effect={effect} />
            {mayMake && !open && <MakeCurrent slug={set.slug} name={set.name} current={current} />}
          </Section>
        )}
        <Factors page={page} />
      </div>
    </>
  );
}

function Factors({ page: { factors, substances } }: { page: SetPage }) {
  const t = useTranslations("conversions");
  const codes = useTranslations("codes");
  const locale = useLocale();
  const goods = useGoodsWords(substances);
  const grams = (value: string) => formatNumber(value, locale);
  return (
    <Section title={t("factors")} count={formatNumber(factors.length, locale)} note={t("perUnit")}>
      <PlainTable
        label={t("factors")}
        columns={[
          { key: "goods", header: t("goods") },
          { key: "form", header: t("form.form") },
          { key: "unit", header: t("unit"), kind: "narrow" },
          { key: "low", header: t("low"), kind: "numeric" },
          { key: "central", header: t("central"), kind: "numeric" },
          { key: "high", header: t("high"), kind: "numeric" },
          { key: "source", header: t("factorSource"), kind: "small" },
        ]}
        rows={factors.map((factor) => ({
          key: JSON.stringify([factor.substance, factor.family, factor.form, factor.unit]),
          cells: {
            goods: goods(factor),
            form: factor.form ? codes(`form.${factor.form}`) : <span className={classes.quiet}>{t("anyForm")}</span>,
            unit: codes(`unit.${factor.unit}`),
            low: grams(factor.gramsLow),
            central: grams(factor.grams),
            high: grams(factor.gramsHigh),
            source: factor.note ? `${factor.source}. ${factor.note}` : factor.source,
          },
        }))}
      />
    </Section>
  );
}
