import { z } from "zod";
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
  const schemaOf = (schema: z.ZodType, io: "input" | "output") => jsonSchema(schema, io, schemas);
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
    security: [{ key: [] }, { session: [] }],
    paths,
    components: {
      schemas: sorted(schemas),
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "An API key: made on /account, or by `weir key:create`." },
        session: { type: "apiKey", in: "cookie", name: "session", description: "A signed-in browser; for reads only." },
      },
    },
  };
}

function describe(operation: Operation, schemaOf: (schema: z.ZodType, io: "input" | "output") => unknown): Json {
  const { id, method, path, summary, description, filtered, query = [], body, answer, status = 200, kept } = operation;
  const parameters = [
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
      schema: schemaOf(one.schema, "input"),
    })),
    { name: "Accept-Language", in: "header", description: "en, zh or ko.", schema: { type: "string" } },
    ...(body
      ? [
          {
            name: "Idempotency-Key",
            in: "header",
            required: true,
            description: "A UUID.",
            schema: { type: "string", format: "uuid" },
          },
        ]
      : []),
  ];
  const refusal = (text: string) => ({
    description: text,
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  });
  return {
    operationId: id,
    summary,
    ...(description ? { description } : {}),
    parameters,
    ...(method === "POST" ? { security: [{ key: [] }] } : {}),
    ...(body
      ? { requestBody: { required: true, content: { "application/json": { schema: schemaOf(body, "input") } } } }
      : {}),
    responses: {
      [status]: {
        description: "Done.",
        headers: {
          RateLimit: { schema: { type: "string" }, description: "What is left of the caller's allowance." },
          "Weir-Synthetic": {
            schema: { type: "string", enum: ["true"] },
            description: "Only there where the register is an invented one, as of npm run demo.",
          },
          ...(kept ? { ETag: { schema: { type: "string" } } } : {}),
          ...(status === 201 ? { Location: { schema: { type: "string" } } } : {}),
        },
        content: { "application/json": { schema: schemaOf(answer, "output") } },
      },
      ...(kept ? { "304": { description: "As the ETag of If-None-Match." } } : {}),
      "400": refusal("A parameter is not known, or its value is not."),
      "401": refusal("No key, or one that opens nothing."),
      "403": refusal("Not for the role of the key's holder."),
      ...(path.includes("{") ? { "404": refusal("Not there, or out of scope.") } : {}),
      ...(body
        ? {
            "409": refusal("Another user's report has this id."),
            "422": refusal("The body is not accepted; each mistake at its field."),
          }
        : {}),
      "429": refusal("Too many calls, or too many wrong keys."),
      "503": refusal("The database is away."),
    },
  };
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
