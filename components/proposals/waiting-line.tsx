import Link from "next/link";
import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import classes from "./proposals.module.css";

/** That proposals for the lists wait, for whoever decides about them; nothing when none does. */
export function ProposalsWaiting({ count }: { count: number | null }) {
  const t = useTranslations("proposals");
  if (!count) return null;
  return (
    <div className={classes.waiting}>
      <Notice tone="info">
        {t("waitingLine", { count })}{" "}
        <Link href="/reference/proposals" prefetch={false}>
          {t("toThem")}
        </Link>
      </Notice>
    </div>
  );
}
