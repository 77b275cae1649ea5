"use server";

import { cookies } from "next/headers";
import { isLocale, localeCookie } from "./locale";

/** Keeps the language chosen in the form field `locale` for a year, in this browser. An unknown value changes nothing. */
export async function chooseLocale(form: FormData): Promise<void> {
  const locale = form.get("locale");
  if (!isLocale(locale)) return;
  (await cookies()).set(localeCookie, locale, { path: "/", sameSite: "lax", httpOnly: true, maxAge: 31_536_000 });
}
