import { getLocale, getTranslations } from "next-intl/server";
import { amountText, oneAmount, rangeText } from "@/components/trends/amount-text";
import { viewerRoute } from "@/lib/auth/action";
import { loadLargest } from "@/lib/trends/loaders";

/** What a bar's cases weigh and the three that weigh most, in words: the query is that of the list that the bar opens. */
export const GET = viewerRoute(
  async (viewer, request) => {
    const { amount, largest, set } = await loadLargest(viewer, new URL(request.url).searchParams);
    const t = await getTranslations("trends.tooltip");
    const locale = await getLocale();
    const central = amountText(amount, "grams", locale);
    const range = rangeText(amount, "grams", locale);
    const says = [
      central === null ? t("noWeight") : t("weight", { weight: range === null ? central : `${central} (${range})` }),
      central !== null && amount.lacking > 0 && t("lacking", { count: amount.lacking }),
      central !== null && set !== null && t("set", { set }),
    ];
    return Response.json(
      {
        says: says.filter(Boolean),
        cases: largest.map(({ reference, edtf, central: grams }) => ({
          reference,
          date: edtf,
          weight: grams === null ? "" : oneAmount(grams, "grams", locale),
          href: `/cases/${encodeURIComponent(reference)}`,
        })),
      },
      { headers: { "cache-control": "no-store" } },
    );
  },
  { touch: false },
);
