import {
  IconBook2,
  IconChartDots,
  IconFileImport,
  IconHistory,
  IconListCheck,
  IconNews,
  IconNotes,
  IconUsers,
} from "@tabler/icons-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { MenuGroup, menuItem } from "@/components/ui/menu-list";
import { adminHref, auditHref, listsOf, reportsHref } from "./destinations";
import type { NavViewer } from "./nav-links";
import { WaitingCount } from "./nav-links";

const listIcons = { sources: IconNews, indicators: IconChartDots, reference: IconBook2, import: IconFileImport };

/** The pages that have no tab of their own on a phone, as far as the viewer's role has them. */
export function MorePages({ viewer }: { viewer: NavViewer }) {
  const { mayLog, review, readsCases, readsLog, managesAccounts } = viewer;
  const t = useTranslations("nav");
  if (!mayLog && !review && !readsCases && !readsLog && !managesAccounts) return null;
  return (
    <MenuGroup>
      {mayLog && (
        <Link href={reportsHref} prefetch={false} className={menuItem}>
          <IconNotes size={16} stroke={1.75} aria-hidden="true" />
          {t("reports")}
        </Link>
      )}
      {review && (
        <Link href={review.href as Route} prefetch={false} className={menuItem}>
          <IconListCheck size={16} stroke={1.75} aria-hidden="true" />
          {t("review")}
          <WaitingCount {...review} />
        </Link>
      )}
      {readsCases &&
        listsOf(viewer).map(({ key, href }) => {
          const Icon = listIcons[key];
          return (
            <Link key={key} href={href} prefetch={false} className={menuItem}>
              <Icon size={16} stroke={1.75} aria-hidden="true" />
              {t(`list.${key}`)}
            </Link>
          );
        })}
      {readsLog && (
        <Link href={auditHref} prefetch={false} className={menuItem}>
          <IconHistory size={16} stroke={1.75} aria-hidden="true" />
          {t("audit")}
        </Link>
      )}
      {managesAccounts && (
        <Link href={adminHref} prefetch={false} className={menuItem}>
          <IconUsers size={16} stroke={1.75} aria-hidden="true" />
          {t("admin")}
        </Link>
      )}
    </MenuGroup>
  );
}
