import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Conversion } from "@/lib/quantity/conversion";
import { Notice } from "./notice";

/**
 * Says that weights are not those of the current conversion set, or that the one asked for is none. Nothing under the current one.
 * @param href of the page under the current set; @param note what follows the current set all the same
 */
export function ConversionNotice({ conversion, href, note }: { conversion: Conversion; href: string; note?: string }) {
  const t = useTranslations("common.conversion");
  const { asked, under, sets } = conversion;
  const shown = sets.find(({ slug }) => slug === under);
  const current = sets.find((set) => set.current);
  if (!shown || !current || asked === null || (asked === under && shown.current)) return null;
  const words = { set: shown.name, current: current.name };
  return (
    <Notice tone="info" title={shown.current ? t("none", { asked, ...words }) : t("under", words)}>
      {!shown.current && note}{" "}
      <Link href={href as Route} prefetch={false} data-print="hide">
        {t("back", words)}
      </Link>
    </Notice>
  );
}
