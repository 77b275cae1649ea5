import { expect, it, vi } from "vitest";
import { openApi } from "./openapi";
import { operations } from "./operations";

vi.stubEnv("DATABASE_URL", "postgresql://u@localhost/weir");

it("has every operation once, and every part that it points at", () => {
  const document = openApi();
  const text = JSON.stringify(document);
  const { schemas } = document.components as { schemas: Record<string, unknown> };
  const pointed = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name ?? "");
  expect(new Set(pointed)).toEqual(new Set(Object.keys(schemas)));
  expect(text).not.toContain("$defs");
  const listed = Object.entries(document.paths as Record<string, Record<string, { operationId: string }>>).flatMap(
    ([path, verbs]) => Object.entries(verbs).map(([verb, { operationId }]) => `${verb} ${path} ${operationId}`),
  );
  expect(listed).toEqual(operations.map(({ method, path, id }) => `${method.toLowerCase()} ${path} ${id}`));
});

it("lets a report leave out what is not stated, and asks for the rest", () => {
  const { schemas } = openApi().components as { schemas: Record<string, { required?: string[]; properties?: object }> };
  expect(schemas.Report?.required?.sort()).toEqual(["credibility", "handling", "lines", "source"]);
  expect(Object.keys(schemas.Report?.properties ?? {})).toEqual(
    expect.arrayContaining(["date", "people", "confirmed"]),
  );
});
