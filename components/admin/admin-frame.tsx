import type { Route } from "next";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageHeading } from "@/components/ui/page-heading";
import { Segmented } from "@/components/ui/segmented";
import classes from "./admin.module.css";

const parts = { start: "/admin", accounts: "/admin/accounts", agencies: "/admin/agencies" } as const;

/** The frame of every page of the administration: its title, and the way to the other parts. */
export function AdminFrame({
  part,
  title,
  meta,
  actions,
  narrow = false,
  children,
}: {
  part: keyof typeof parts;
  title: ReactNode;
  meta?: ReactNode;
  actions?: ReactNode;
  /** a page of text and forms, not of a table */
  narrow?: boolean;
  children: ReactNode;
}) {
  const t = useTranslations("admin");
  const segments = (["start", "accounts", "agencies"] as const).map((key) => ({
    key,
    label: t(`part.${key}`),
    href: parts[key] as Route,
    current: key === part,
  }));
  return (
    <div className={classes.page}>
      <div className={classes.top}>
        <Segmented label={t("parts")} segments={segments} />
        <PageHeading title={title} meta={meta} actions={actions} />
      </div>
      {narrow ? <div className={classes.narrow}>{children}</div> : children}
    </div>
  );
}
