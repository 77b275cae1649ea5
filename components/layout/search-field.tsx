"use client";

import { IconSearch } from "@tabler/icons-react";
import Form from "next/form";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { Kbd } from "@/components/ui/kbd";
import { casesHref } from "./destinations";
import classes from "./search-field.module.css";

/** The list shows what it was searched for: the field is free again, and the keyboard back on the page. */
function leave(event: FormEvent<HTMLFormElement>) {
  const form = event.currentTarget;
  requestAnimationFrame(() => {
    form.reset();
    if (document.activeElement instanceof HTMLElement && form.contains(document.activeElement))
      document.activeElement.blur();
  });
}

/** Searches the cases: opens the list with `q`. @param shortcut the field that the key `/` leads to */
export function SearchField({ shortcut = false }: { shortcut?: boolean }) {
  const t = useTranslations("nav");
  return (
    <Form action={casesHref} prefetch={false} role="search" className={classes.form} onSubmit={leave}>
      <IconSearch className={classes.icon} size={16} stroke={1.75} aria-hidden="true" />
      <input
        type="search"
        name="q"
        className={classes.input}
        placeholder={t("searchHint")}
        aria-label={t("search")}
        aria-keyshortcuts={shortcut ? "/" : undefined}
        data-shortcut={shortcut ? "search" : undefined}
        autoComplete="off"
        enterKeyHint="search"
        maxLength={200}
        required
      />
      {shortcut && (
        <span className={classes.key}>
          <Kbd>/</Kbd>
        </span>
      )}
    </Form>
  );
}
