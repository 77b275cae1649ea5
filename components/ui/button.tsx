import type { Route } from "next";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import classes from "./button.module.css";

/** `primary`: the one thing to do here; `default`: outlined; `quiet`: in a toolbar; `link`: in text; `danger`: takes away. */
export type ButtonLook = "primary" | "default" | "quiet" | "link" | "danger";
type Shape = { look?: ButtonLook; wide?: boolean; square?: boolean };

function classOf({ look = "default", wide, square }: Shape, more?: string): string {
  return [classes.button, classes[look], wide && classes.wide, square && classes.icon, more].filter(Boolean).join(" ");
}

/** A button. @param wide the whole width, as in a form of its own; @param square an icon alone (give it an aria-label) */
export function Button({ look, wide, square, className, type = "button", ...rest }: ComponentProps<"button"> & Shape) {
  return <button type={type} className={classOf({ look, wide, square }, className)} {...rest} />;
}

/** A link that looks like a button. A disabled one is a button that cannot be pressed: there is nowhere to go. */
export function ButtonLink<R extends string>({
  href,
  look,
  wide,
  square,
  disabled,
  className,
  children,
  ...rest
}: Shape & { href: Route<R>; disabled?: boolean; children: ReactNode } & Omit<ComponentProps<"a">, "href" | "ref">) {
  const classOfAll = classOf({ look, wide, square }, className);
  if (disabled)
    return (
      <button type="button" disabled className={classOfAll}>
        {children}
      </button>
    );
  return (
    <Link href={href} prefetch={false} className={classOfAll} {...rest}>
      {children}
    </Link>
  );
}
