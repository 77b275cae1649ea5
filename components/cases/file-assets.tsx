import { IconCar, IconCash, IconDeviceMobile, IconPackage, IconShield } from "@tabler/icons-react";
import { useLocale, useTranslations } from "next-intl";
import { Derived } from "@/components/ui/derived";
import { Section } from "@/components/ui/section";
import type { AssetKind } from "@/lib/codes";
import { formatNumber } from "@/lib/i18n/format";
import { roundTo } from "@/lib/quantity/decimal";
import type { FileAsset } from "@/lib/reports/types";
import classes from "./file-assets.module.css";

const icons: Record<AssetKind, typeof IconCash> = {
  cash: IconCash,
  vehicle: IconCar,
  weapon: IconShield,
  device: IconDeviceMobile,
  other: IconPackage,
};

/** Cash and goods. The source's own conversion stands beside the amount, with the rate that it makes. */
export function FileAssets({ assets }: { assets: readonly FileAsset[] }) {
  const t = useTranslations("casefile.assets");
  if (assets.length === 0) return null;
  return (
    <Section id="assets" title={t("title")} count={assets.length}>
      <ul className={classes.assets}>
        {assets.map((asset) => (
          <Asset key={asset.position} asset={asset} />
        ))}
      </ul>
    </Section>
  );
}

function Asset({ asset }: { asset: FileAsset }) {
  const t = useTranslations("casefile.assets");
  const codes = useTranslations("codes");
  const locale = useLocale();
  const Icon = icons[asset.kind];
  const { stated, amount, currency } = asset;
  const what = [
    asset.count !== null && formatNumber(asset.count, locale),
    amount !== null && `${currency} ${formatNumber(amount, locale)}`,
    asset.description,
  ].filter(Boolean);
  return (
    <li className={classes.asset}>
      <span className={classes.kind}>
        <Icon size={16} stroke={1.5} aria-hidden="true" /> {codes(`assetKind.${asset.kind}`)}
      </span>
      <strong className={classes.what}>{what.join(" ")}</strong>
      {stated && amount !== null && currency !== null && (
        <>
          <span className={classes.stated}>
            {t.rich("stated", {
              about: stated.about ? "yes" : "no",
              amount: () => (
                <span className={classes.ink}>{`${stated.currency} ${formatNumber(stated.amount, locale)}`}</span>
              ),
            })}
          </span>
          <span className={classes.stated}>
            {t("rate")}{" "}
            <Derived
              approx={false}
              explain={
                <p className={classes.explanation}>
                  {t("rateHelp", {
                    amount: formatNumber(amount, locale),
                    currency,
                    stated: formatNumber(stated.amount, locale),
                    statedCurrency: stated.currency,
                  })}
                </p>
              }
            >
              {`${formatNumber(roundTo(stated.rate, 3), locale)} ${currency}/${stated.currency}`}
            </Derived>
          </span>
        </>
      )}
    </li>
  );
}
