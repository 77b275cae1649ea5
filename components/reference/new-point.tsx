"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import type { PointFormData } from "@/lib/reference/types";
import { PointForm } from "./point-form";

/** The form of a new point; once it stands, its own page opens. */
export function NewPoint({ data }: { data: PointFormData }) {
  const router = useRouter();
  const keeps = data.rights.lists === "keep";
  return <PointForm data={data} onDone={(slug) => keeps && router.push(`/reference/points/${slug}` as Route)} />;
}
