import { expect, it, vi } from "vitest";
import { keyScopeCodes } from "@/lib/codes";
import { assertScopes } from "./caller";
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

it("says of every operation what a key needs for it, and lets a browser's cookie do nothing but read", () => {
  type Described = { security: ({ key: string[] } | { session: [] })[] };
  const paths = openApi().paths as Record<string, Record<string, Described>>;
  for (const { id, method, path, scope } of operations) {
    const { security } = paths[path]?.[method.toLowerCase()] ?? { security: [] };
    expect(security, id).toEqual(method === "GET" ? [{ key: [scope] }, { session: [] }] : [{ key: [scope] }]);
    expect(method === "GET" || scope !== "read", `${id} writes`).toBe(true);
  }
});

it("refuses a key that lacks what an operation needs, and names it", () => {
  const query = new URLSearchParams();
  for (const operation of operations) {
    const others = keyScopeCodes.filter((scope) => scope !== operation.scope);
    expect(() => assertScopes(others, operation, query), operation.id).toThrow(`the scope ${operation.scope}`);
    expect(() => assertScopes([operation.scope], operation, query), operation.id).not.toThrow();
  }
  const getCase = operations.find(({ id }) => id === "getCase");
  if (!getCase) throw new Error("there is no getCase");
  for (const names of ["names=1", "names=0", "names="])
    expect(() => assertScopes(["read"], getCase, new URLSearchParams(names)), names).toThrow("the scope names");
  expect(() => assertScopes(["read", "names"], getCase, new URLSearchParams("names=1"))).not.toThrow();
});

it("lets a report leave out what is not stated, and asks for the rest", () => {
  const { schemas } = openApi().components as { schemas: Record<string, { required?: string[]; properties?: object }> };
  expect(schemas.Report?.required?.sort()).toEqual(["credibility", "handling", "lines", "source"]);
  expect(Object.keys(schemas.Report?.properties ?? {})).toEqual(
    expect.arrayContaining(["date", "people", "confirmed"]),
  );
});
