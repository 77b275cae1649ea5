"use client";

import { IconBookmark, IconChevronDown } from "@tabler/icons-react";
import type { Route } from "next";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { MenuGroup, menuItem } from "@/components/ui/menu-list";
import { Popup } from "@/components/ui/popup";
import { changeOwnView } from "@/lib/views/actions";
import { viewHref } from "@/lib/views/rules";
import type { ViewPage } from "@/lib/views/types";
import { ArrangeViews } from "./arrange-views";
import { SaveView } from "./save-view";
import type { ViewItem } from "./view-links";
import { ViewLinks } from "./view-links";
import classes from "./views.module.css";

type Face = "choose" | "save" | "arrange";

/**
 * The saved views: which one is shown and whether its filter was changed since, the others with their counts, and what can be done with one's
 * own. @param query of the address, without `?`
 */
export function ViewMenu({
  items,
  page,
  query,
  edited,
  hasDefault,
  mayKeep,
}: {
  items: readonly ViewItem[];
  page: ViewPage;
  query: string;
  edited: boolean;
  hasDefault: boolean;
  mayKeep: boolean;
}) {
  const t = useTranslations("views");
  const router = useRouter();
  const [face, setFace] = useState<Face>("choose");
  const [open, setOpen] = useState(false);
  const [pending, start] = useTransition();
  const current = items.find((item) => item.current);
  const mine = items.filter(({ own }) => own);
  const shared = items.filter(({ own }) => !own);

  function update(id: number) {
    start(async () => {
      await changeOwnView({ id, query });
    });
  }
  function saved(id: number) {
    setFace("choose");
    start(() => router.replace(viewHref({ id, query, page }) as Route, { scroll: false }));
  }
  return (
    <Popup
      stay
      title={t("title")}
      className={classes.trigger}
      panelClassName={classes.menu}
      onOpen={() => {
        setFace("choose");
        setOpen(true);
      }}
      trigger={
        <>
          <IconBookmark size={16} stroke={1.75} aria-hidden="true" />
          <span className={classes.name}>{current ? current.name : t("title")}</span>
          {edited && <span className={classes.edited}>· {t("edited")}</span>}
          <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
        </>
      }
    >
      {face === "save" && <SaveView page={page} query={query} onSaved={saved} onLeave={() => setFace("choose")} />}
      {face === "arrange" && <ArrangeViews items={items} onLeave={() => setFace("choose")} />}
      {face === "choose" && (
        <>
          {items.length === 0 && <p className={classes.none}>{t(mayKeep ? "none" : "noneToRead")}</p>}
          {open && mine.length > 0 && (
            <MenuGroup label={t("mine")}>
              <ViewLinks items={mine} place="menu" />
            </MenuGroup>
          )}
          {open && shared.length > 0 && (
            <MenuGroup label={t("shared")}>
              <ViewLinks items={shared} place="menu" />
            </MenuGroup>
          )}
          <MenuGroup>
            {(page === "cases" ? hasDefault || current : current) && (
              <Link
                href={(page === "cases" ? "/cases?view=none" : "/trends") as Route}
                prefetch={false}
                className={menuItem}
              >
                {t(page === "cases" ? "all" : "allTrends")}
              </Link>
            )}
            {mayKeep && current?.own && edited && (
              <button type="button" className={menuItem} aria-disabled={pending} onClick={() => update(current.id)}>
                {t("update", { name: current.name })}
              </button>
            )}
            {mayKeep && (
              <button type="button" className={menuItem} onClick={() => setFace("save")}>
                {t("saveAs")}
              </button>
            )}
            {mayKeep && items.length > 0 && (
              <button type="button" className={menuItem} onClick={() => setFace("arrange")}>
                {t("arrange")}
              </button>
            )}
          </MenuGroup>
        </>
      )}
    </Popup>
  );
}
