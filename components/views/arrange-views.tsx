"use client";

import {
  IconArrowDown,
  IconArrowUp,
  IconPencil,
  IconStar,
  IconStarFilled,
  IconTrash,
  IconUsers,
} from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { FormEvent, ReactNode } from "react";
import { useState, useTransition } from "react";
import { TextInput } from "@/components/forms/controls";
import { Button } from "@/components/ui/button";
import type { ActionResult, Failure } from "@/lib/errors";
import { changeOwnView, chooseDefaultView, deleteOwnView, orderOwnViews } from "@/lib/views/actions";
import { useViewFailure } from "./use-view-failure";
import type { ViewItem } from "./view-links";
import classes from "./views.module.css";

/** Renames, orders, shares and removes one's own views, and chooses which view the list opens with. */
export function ArrangeViews({ items, onLeave }: { items: readonly ViewItem[]; onLeave: () => void }) {
  const t = useTranslations("views");
  const words = useViewFailure();
  const [renaming, setRenaming] = useState<number | null>(null);
  const [removing, setRemoving] = useState<number | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [pending, start] = useTransition();
  const mine = items.filter(({ own }) => own);

  function act(work: () => Promise<ActionResult<void>>, done?: () => void) {
    if (pending) return;
    setFailure(null);
    start(async () => {
      const result = await work();
      if (result.ok) done?.();
      else setFailure(result.error);
    });
  }
  function rename(event: FormEvent<HTMLFormElement>, id: number) {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name") ?? "");
    act(
      () => changeOwnView({ id, name }),
      () => setRenaming(null),
    );
  }
  function move(at: number, to: number) {
    const ids = mine.map(({ id }) => id);
    const [one] = ids.splice(at, 1);
    if (one !== undefined) ids.splice(to, 0, one);
    act(() => orderOwnViews({ ids }));
  }
  return (
    <div className={classes.arrange} aria-busy={pending}>
      <strong className={classes.title}>{t("arrangeTitle")}</strong>
      {failure && (
        <p className={classes.failure} role="alert">
          {words(failure)}
        </p>
      )}
      <ul>
        {items.map(({ id, name, page, own, owner, shared, isDefault }) => {
          const at = mine.findIndex((one) => one.id === id);
          if (renaming === id)
            return (
              <li key={id}>
                <form className={classes.rename} onSubmit={(event) => rename(event, id)}>
                  <TextInput name="name" defaultValue={name} maxLength={80} autoFocus aria-label={t("name")} />
                  <Button look="primary" type="submit">
                    {t("rename")}
                  </Button>
                  <Button onClick={() => setRenaming(null)}>{t("cancel")}</Button>
                </form>
              </li>
            );
          if (removing === id)
            return (
              <li key={id} className={classes.rename}>
                <span className={classes.name}>{t(shared ? "removeShared" : "removeAsk", { name })}</span>
                <Button
                  look="danger"
                  onClick={() =>
                    act(
                      () => deleteOwnView({ id }),
                      () => setRemoving(null),
                    )
                  }
                >
                  {t("remove")}
                </Button>
                <Button onClick={() => setRemoving(null)}>{t("cancel")}</Button>
              </li>
            );
          return (
            <li key={id} className={classes.line}>
              <span className={classes.name} title={name}>
                {name}
                {!own && <span className={classes.owner}>{owner}</span>}
              </span>
              {own && (
                <>
                  <Press label={t("renameOf", { name })} press={() => setRenaming(id)}>
                    <IconPencil size={15} stroke={1.75} />
                  </Press>
                  <Press
                    label={t("shareOf", { name })}
                    on={shared}
                    press={() => act(() => changeOwnView({ id, shared: !shared }))}
                  >
                    <IconUsers size={15} stroke={shared ? 2.25 : 1.5} />
                  </Press>
                  <Press label={t("up", { name })} off={at === 0} press={() => move(at, at - 1)}>
                    <IconArrowUp size={15} stroke={1.75} />
                  </Press>
                  <Press label={t("down", { name })} off={at === mine.length - 1} press={() => move(at, at + 1)}>
                    <IconArrowDown size={15} stroke={1.75} />
                  </Press>
                </>
              )}
              {page === "cases" && (
                <Press
                  label={t("defaultOf", { name })}
                  on={isDefault}
                  press={() => act(() => chooseDefaultView({ id: isDefault ? null : id }))}
                >
                  {isDefault ? <IconStarFilled size={15} /> : <IconStar size={15} stroke={1.75} />}
                </Press>
              )}
              {own && (
                <Press label={t("removeOf", { name })} press={() => setRemoving(id)}>
                  <IconTrash size={15} stroke={1.75} />
                </Press>
              )}
            </li>
          );
        })}
      </ul>
      <div className={classes.buttons}>
        <Button onClick={onLeave}>{t("done")}</Button>
      </div>
    </div>
  );
}

function Press({
  label,
  off = false,
  on,
  press,
  children,
}: {
  label: string;
  off?: boolean;
  on?: boolean;
  press: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      className={classes.press}
      aria-label={label}
      title={label}
      aria-pressed={on}
      aria-disabled={off || undefined}
      onClick={() => {
        if (!off) press();
      }}
    >
      {children}
    </button>
  );
}
