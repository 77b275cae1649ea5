import { z } from "zod";
import { keyScopeCodes } from "@/lib/codes";
import { env } from "@/lib/env";
import { filterKeys } from "@/lib/filter/fields";
import messages from "@/lib/i18n/messages/en/filter.json";
import { operations } from "./operations";
import { problem } from "./schema";
import type { Operation, QueryParameter } from "./types";

type Json = Record<string, unknown>;

/** The whole document, OpenAPI 3.1: made of what serves the API, so that it says no more and no less. */
export function openApi(): Json {
  const schemas: Json = {};
  const schemaOf: SchemaOf = (schema, io) => jsonSchema(schema, io, schemas);
  const paths: Record<string, Json> = {};
  schemaOf(problem, "output");
  for (const operation of operations) {
    const verbs = { ...paths[operation.path], [operation.method.toLowerCase()]: describe(operation, schemaOf) };
    paths[operation.path] = verbs;
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Weir",
      version: env().WEIR_VERSION,
      description:
        "A register of drug-seizure cases. A key opens what its holder's account opens, no more: a case out of scope is not found. Decimals are strings, dates are EDTF. Unknown parameters and values are refused, never ignored.",
    },
    servers: [{ url: "/api/v1" }],
    paths,
    components: {
      schemas: sorted(schemas),
      securitySchemes: {
        key: {
          type: "http",
          scheme: "bearer",
          description: `An API key: made on /account, or by \`weir key:create\`. Its scopes are of ${keyScopeCodes.join(", ")}.`,
        },
        session: { type: "apiKey", in: "cookie", name: "session", description: "A signed-in browser; for reads only." },
      },
    },
  };
}

type SchemaOf = (schema: z.ZodType, io: "input" | "output") => unknown;

function describe(operation: Operation, schemaOf: SchemaOf): Json {
  const { id, method, summary, description, scope, body, upload, answer, status = 200 } = operation;
  const { kept, versioned } = operation;
  const text = { type: "string" };
  return {
    operationId: id,
    summary,
    ...(description ? { description } : {}),
    parameters: parametersOf(operation, schemaOf),
    security: [{ key: [scope] }, ...(method === "GET" ? [{ session: [] }] : [])],
    ...(body
      ? { requestBody: { required: true, content: { "application/json": { schema: schemaOf(body, "input") } } } }
      : {}),
    ...(upload
      ? {
          requestBody: {
            required: true,
            content: Object.fromEntries(upload.map((type) => [type, { schema: { type: "string", format: "binary" } }])),
          },
        }
      : {}),
    responses: {
      [status]: {
        description: status === 202 ? "Begun; ask again." : "Done.",
        headers: {
          ...allowanceHeaders,
          "Weir-Synthetic": {
            schema: { type: "string", enum: ["true"] },
            description: "Only there where the register is an invented one, as of npm run demo.",
          },
          ...(kept || versioned ? { ETag: { schema: text } } : {}),
          ...(status === 201 || status === 202 ? { Location: { schema: text } } : {}),
        },
        ...(answer ? { content: { "application/json": { schema: schemaOf(answer, "output") } } } : {}),
      },
      ...(kept ? { "304": { description: "As the ETag of If-None-Match." } } : {}),
      ...refusalsOf(operation),
    },
  };
}

const allowanceHeaders = {
  RateLimit: { schema: { type: "string" }, description: "What is left of the caller's allowance." },
  "RateLimit-Policy": { schema: { type: "string" }, description: "The allowance: calls in a window of seconds." },
};

function parametersOf({ path, filtered, query = [], once, match }: Operation, schemaOf: SchemaOf): Json[] {
  const header = (name: string, text: string, more: Json = {}): Json => ({
    ...{ name, in: "header", description: text, schema: { type: "string" } },
    ...more,
  });
  return [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" },
    })),
    ...(filtered ? filterParameters() : []),
    ...query.map((one: QueryParameter) => ({
      name: one.name,
      in: "query",
      description: one.description,
      ...(one.required ? { required: true } : {}),
      schema: schemaOf(one.schema, "input"),
    })),
    header("Accept-Language", "en, zh or ko."),
    ...(once
      ? [header("Idempotency-Key", "A UUID.", { required: true, schema: { type: "string", format: "uuid" } })]
      : []),
    ...(match
      ? [header("If-Match", "The ETag of what this is about.", match === "needed" ? { required: true } : {})]
      : []),
  ];
}

/** What an operation may refuse with, as problem details. */
function refusalsOf({ method, path, body, upload, match, once, refusals }: Operation): Json {
  const texts = {
    400: "A parameter is not known, or its value is not.",
    401: "No key, or one that opens nothing.",
    403: "Not for the role of the key's holder, or beyond the key's scopes: `scope` names the missing one.",
    ...(path.includes("{") ? { 404: "Not there, or out of scope." } : {}),
    ...(once ? { 409: "The Idempotency-Key is another user's." } : {}),
    ...(match ? { 412: "Another version stands than the one that If-Match names." } : {}),
    ...(upload ? { 415: "Not a kind of body that is taken." } : {}),
    ...(body || upload || match ? { 422: "What was sent is not accepted; each mistake at its field." } : {}),
    ...(body ? { 413: "The body is too long." } : {}),
    ...(match === "needed" ? { 428: "If-Match is missing." } : {}),
    429: "Too many calls, or too many wrong keys.",
    503: method === "GET" ? "The database is away." : "The database is away: nothing was written.",
    ...refusals,
  };
  const content = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
  return Object.fromEntries(
    Object.entries(texts).map(([status, text]) => [
      status,
      {
        description: text,
        headers: {
          ...allowanceHeaders,
          ...(status === "429" || status === "503"
            ? { "Retry-After": { schema: { type: "string" }, description: "Seconds to wait." } }
            : {}),
        },
        content,
      },
    ]),
  );
}

const sorted = (of: Json): Json => Object.fromEntries(Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1)));

/** The filter's own keys, from its declarations. */
function filterParameters(): Json[] {
  return Object.entries(filterKeys).map(([name, { field, many }]) => ({
    name,
    in: "query",
    description: `${messages.field[field]}${many ? "; repeat it for any of several" : ""}.`,
    schema: many ? { type: "array", items: { type: "string" } } : { type: "string" },
    ...(many ? { style: "form", explode: true } : {}),
  }));
}

/** A schema as JSON Schema 2020-12, its named parts put beside the others. */
function jsonSchema(schema: z.ZodType, io: "input" | "output", schemas: Json): unknown {
  const { $schema: _, $defs = {}, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" }) as Json;
  const moved = (part: unknown): unknown =>
    JSON.parse(JSON.stringify(part).replaceAll('"#/$defs/', '"#/components/schemas/'));
  for (const [name, part] of Object.entries($defs as Json)) {
    const { id: _id, ...named } = moved(part) as Json;
    schemas[name] = named;
  }
  const { id, ...named } = moved(rest) as Json;
  if (typeof id !== "string") return named;
  schemas[id] = named;
  return { $ref: `#/components/schemas/${id}` };
}
