"use client";

import { IconArrowsSort } from "@tabler/icons-react";
import type { Route } from "next";
import Link from "next/link";
import { MenuGroup, menuItem } from "@/components/ui/menu-list";
import { Popup } from "@/components/ui/popup";

/** The orders of the list, where there is no header to press. */
export function SortMenu({
  label,
  current,
  choices,
}: {
  label: string;
  current: string;
  choices: readonly { key: string; words: string; href: Route }[];
}) {
  const words = choices.find(({ key }) => key === current)?.words;
  return (
    <Popup
      align="end"
      title={label}
      trigger={
        <>
          {words}
          <IconArrowsSort size={15} stroke={1.75} aria-hidden="true" />
        </>
      }
    >
      <MenuGroup label={label}>
        {choices.map(({ key, words: choice, href }) => (
          <Link
            key={key}
            href={href}
            prefetch={false}
            scroll={false}
            className={menuItem}
            aria-current={key === current || undefined}
          >
            {choice}
          </Link>
        ))}
      </MenuGroup>
    </Popup>
  );
}
