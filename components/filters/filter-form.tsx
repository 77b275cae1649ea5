"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import type { FormEvent, ReactNode } from "react";
import { useTransition } from "react";

/**
 * A form that sets keys of the filter: sent as it stands without JavaScript, and as a soft navigation with it. Empty fields leave no trace
 * in the address; what cannot be read comes back by name.
 * @param hidden the rest of the address, which stays
 */
export function FilterForm({
  path,
  hidden,
  label,
  className,
  children,
}: {
  path: "/cases" | "/trends" | "/review" | "/sources" | `/import/${string}`;
  hidden: readonly (readonly [string, string])[];
  label: string;
  className?: string;
  children: ReactNode;
}) {
  const router = useRouter();
  const [pending, start] = useTransition();

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const query = new URLSearchParams();
    for (const [key, value] of new FormData(event.currentTarget))
      if (typeof value === "string" && value.trim() !== "") query.append(key, value.trim());
    const text = query.toString().replaceAll("%7E", "~");
    start(() => router.push((text ? `${path}?${text}` : path) as Route, { scroll: false }));
  }

  return (
    <form
      action={path}
      method="get"
      aria-label={label}
      className={className}
      data-pending={pending || undefined}
      onSubmit={onSubmit}
    >
      {hidden.map(([key, value]) => (
        <input key={`${key}=${value}`} type="hidden" name={key} value={value} />
      ))}
      {children}
    </form>
  );
}
