"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { RecordField, RecordValues } from "@/components/forms/record-form";
import { RecordForm } from "@/components/forms/record-form";
import { reliabilityCodes } from "@/lib/codes";
import { createSource, saveSource } from "@/lib/sources/actions";
import type { SourceDetails } from "@/lib/sources/types";

type Values = Pick<
  SourceDetails,
  "title" | "author" | "publisher" | "language" | "published" | "pages" | "url" | "reliability" | "shared"
>;
const empty: Values = {
  ...{ title: "", author: null, publisher: null, language: null, published: null, pages: null, url: null },
  ...{ reliability: "F", shared: false },
};

function useFields(values: Values, mayGrade: boolean): RecordField[] {
  const t = useTranslations("sources.form");
  const codes = useTranslations("codes");
  const text = (
    name: "author" | "publisher" | "language" | "published" | "pages" | "url",
    most: number,
    hint?: string,
  ) => ({ kind: "text", name, label: t(name), value: values[name] ?? "", most, optional: true, hint }) as const;
  const grade = (code: (typeof reliabilityCodes)[number]) => ({
    value: code,
    label: `${code} · ${codes(`reliability.${code}`)}`,
  });
  return [
    { kind: "area", name: "title", label: t("title"), value: values.title, most: 500 },
    text("author", 300),
    text("publisher", 300),
    text("published", 60, t("publishedHint")),
    text("language", 35, t("languageHint")),
    text("pages", 60),
    text("url", 1000),
    {
      kind: "select",
      name: "reliability",
      label: t("reliability"),
      value: values.reliability,
      hint: t(mayGrade ? "reliabilityHint" : "reliabilityKept"),
      options: (mayGrade ? reliabilityCodes : [values.reliability]).map(grade),
    },
    ...(mayGrade && !values.shared
      ? [{ kind: "check", name: "shared", label: t("shared"), value: values.shared, hint: t("sharedHint") } as const]
      : []),
  ];
}

const inputOf = ({ text, checked }: RecordValues, shared: boolean) => ({
  title: text("title"),
  author: text("author"),
  publisher: text("publisher"),
  language: text("language"),
  published: text("published"),
  pages: text("pages"),
  url: text("url"),
  reliability: text("reliability") as Values["reliability"],
  shared: shared || checked("shared"),
});

/** The form of a new source. Whoever adds one grades it; a reviewer may put it on everybody's list. */
export function NewSourceForm({ mayShare }: { mayShare: boolean }) {
  const t = useTranslations("sources.form");
  const router = useRouter();
  const fields = useFields(empty, true).filter(({ name }) => mayShare || name !== "shared");
  return (
    <RecordForm
      label={t("new")}
      fields={fields}
      words={{ go: t("add"), done: t("saved"), conflict: t("conflict") }}
      work={(values) => createSource(inputOf(values, false))}
      onDone={({ id }) => router.push(`/sources/${id}` as Route)}
      cancel={{ href: "/sources", words: t("cancel") }}
    />
  );
}

/** Corrects a source, with a reason. */
export function EditSourceForm({ source, mayGrade }: { source: SourceDetails; mayGrade: boolean }) {
  const t = useTranslations("sources.form");
  const reason: RecordField = {
    kind: "area",
    name: "reason",
    label: t("why"),
    value: "",
    most: 2000,
    hint: t("whyHint"),
  };
  return (
    <RecordForm
      label={t("edit")}
      fields={[...useFields(source, mayGrade), reason]}
      words={{ go: t("save"), done: t("saved"), conflict: t("conflict") }}
      work={(values) => saveSource({ id: source.id, ...inputOf(values, source.shared), reason: values.text("reason") })}
    />
  );
}
