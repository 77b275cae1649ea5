"use client";

import type { Route } from "next";
import { useRouter, useSearchParams } from "next/navigation";
import { useCallback, useTransition } from "react";

/** Changes keys of the list's address and leaves the others: null takes a key away. The page is made anew and the place in it kept. */
export function useAddress(): { change: (keys: Record<string, string | null>) => void; pending: boolean } {
  const router = useRouter();
  const params = useSearchParams();
  const [pending, start] = useTransition();
  const change = useCallback(
    (keys: Record<string, string | null>) => {
      const href = addressWith(new URLSearchParams(params), keys);
      start(() => router.replace(href, { scroll: false }));
    },
    [params, router],
  );
  return { change, pending };
}

/** The list's address with some keys changed. */
export function addressWith(query: URLSearchParams, keys: Record<string, string | null>): Route {
  for (const [key, value] of Object.entries(keys))
    if (value === null) query.delete(key);
    else query.set(key, value);
  const text = query.toString().replaceAll("%7E", "~").replaceAll("%2C", ",").replaceAll("%3A", ":");
  return (text ? `/cases?${text}` : "/cases") as Route;
}
