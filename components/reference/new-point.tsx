"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import type { PointFormData } from "@/lib/reference/types";
import type { CountryChoice } from "./countries";
import { PointForm } from "./point-form";

/** The form of a new point; once it stands, its own page opens. */
export function NewPoint({ data, countries }: { data: PointFormData; countries: readonly CountryChoice[] }) {
  const router = useRouter();
  const keeps = data.rights.lists === "keep";
  return (
    <PointForm
      data={data}
      countries={countries}
      onDone={(slug) => keeps && router.push(`/reference/points/${slug}` as Route)}
    />
  );
}
