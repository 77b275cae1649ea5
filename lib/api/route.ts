import { createHash } from "node:crypto";
import { unstable_rethrow } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { callerAddress } from "@/lib/auth/address";
import { problemResponse } from "@/lib/auth/problem";
import type { Locale } from "@/lib/codes";
import { isSynthetic } from "@/lib/db/synthetic";
import { AppError } from "@/lib/errors";
import { negotiateLocale } from "@/lib/i18n/locale";
import { readDraftBody } from "@/lib/reports/drafts";
import { assertScopes, callerOf, NoKey } from "./caller";
import { allowance, spend } from "./limits";
import { openApi } from "./openapi";
import { operations } from "./operations";
import { etagOf } from "./parameters";
import type { ApiAnswer, Operation, Words } from "./types";

const base = "/api/v1";

/** Answers a request to /api/v1: finds the operation, who asks, what for; failures as problem details. */
export async function serveApi(request: Request): Promise<Response> {
  const response = await answerOf(request);
  // What comes from an invented register says so, whatever it is.
  if (await isSynthetic().catch(() => false)) response.headers.set("weir-synthetic", "true");
  return response;
}

async function answerOf(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const path = url.pathname.slice(base.length).replace(/\/$/, "");
  const locale = negotiateLocale(request.headers.get("accept-language")) ?? "en";
  const words = () => wordsIn(locale);
  const here = operations.flatMap((operation) => {
    const params = matched(operation.path, path);
    return params ? [{ operation, params }] : [];
  });
  let headers: Record<string, string> = {};
  const isRead = request.method === "GET" || request.method === "HEAD";
  /** Whoever it is has so many calls; nobody in particular has them by address. */
  const count = async (account: string) => {
    const spent = await spend(account);
    headers = allowance(spent);
    if (spent.refusedFor !== null) throw new AppError("RATE_LIMITED", { retryAfter: spent.refusedFor });
  };
  const byAddress = () => count(`address ${callerAddress(request.headers)}`);
  try {
    if (path === "/openapi.json" && isRead) {
      await byAddress();
      return documented(headers);
    }
    const method = request.method === "HEAD" ? "GET" : request.method;
    const found = here.find(({ operation }) => operation.method === method);
    if (!found) {
      await byAddress();
      if (here.length === 0) throw new AppError("NOT_FOUND", { detail: `There is nothing at ${base}${path}.` });
      return notAllowed(
        here.map(({ operation }) => operation),
        headers,
      );
    }
    const { operation, params } = found;
    const caller = await callerOf(request, operation).catch(async (error: unknown) => {
      await byAddress();
      throw error;
    });
    await count(caller.account);
    assertScopes(caller.scopes, operation, url.searchParams);
    const stream = operation.upload ? streamOf(request, operation.upload) : null;
    const body = operation.body ? await bodyOf(request, operation.largest) : undefined;
    const { viewer } = caller;
    const call = { viewer, query: url.searchParams, params, body, stream, headers: request.headers, locale, words };
    return answered(request, operation, await operation.run(call), { ...headers, "content-language": locale });
  } catch (error) {
    unstable_rethrow(error);
    return refused(error, url.pathname, isRead, headers, words);
  }
}

let document: string | undefined;

/** What the API is, for people and programs. It says nothing of the register, so it asks for no key. */
function documented(own: Record<string, string>): Response {
  document ??= JSON.stringify(openApi());
  return new Response(document, {
    headers: { ...own, "content-type": "application/json; charset=utf-8", "cache-control": "no-cache" },
  });
}

/** The parameters of a path that an operation's template fits; null where it does not. */
function matched(template: string, path: string): Record<string, string> | null {
  const wanted = template.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    const value = given[i] ?? "";
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined ? part !== value : value === "") return null;
    if (name === undefined) continue;
    params[name] = decoded(value);
    if (!isText(params[name])) return null;
  }
  return params;
}

/** Whether the database can keep it: U+0000 and halves of characters are no text to it. */
const isText = (value: string) => !value.includes("\0") && !/\p{Cs}/u.test(value);

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** The file that is the body, as it comes. @throws AppError INVALID, as 415 for a body of another kind, such as a form */
function streamOf(request: Request, types: readonly string[]): ReadableStream<Uint8Array> | null {
  const type = (request.headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (type === "" || types.includes(type)) return request.body;
  throw new AppError("INVALID", {
    fields: [
      {
        path: "Content-Type",
        message: "errors.body-file",
        values: { value: type.slice(0, 200), types: types.join(", ") },
      },
    ],
    members: { status: 415, title: "Not a kind of body that is taken" },
  });
}

async function bodyOf(request: Request, largest?: number): Promise<unknown> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/(\S+\+)?json\b/i.test(type))
    throw new AppError("INVALID", { fields: [{ path: "", message: "errors.body-json" }] });
  const text = await readDraftBody(request, largest);
  if (text === null)
    throw new AppError("INVALID", {
      fields: [{ path: "", message: "errors.body-long" }],
      members: { status: 413, title: "Too long" },
    });
  let body: unknown;
  let odd = false;
  try {
    body = JSON.parse(text, (key, value) => {
      odd ||= !isText(key) || (typeof value === "string" && !isText(value));
      return value;
    });
  } catch {
    throw new AppError("INVALID", { fields: [{ path: "", message: "errors.body-json" }] });
  }
  if (odd) throw new AppError("INVALID", { fields: [{ path: "", message: "errors.body-text" }] });
  return body;
}

/** What is answered depends on who asks and in which language. */
const varies = { vary: "Authorization, Cookie, Accept-Language" };

function answered(request: Request, operation: Operation, answer: ApiAnswer, own: Record<string, string>): Response {
  const status = answer.status ?? operation.status ?? 200;
  const headers: Record<string, string> = {
    ...own,
    ...varies,
    "cache-control": operation.kept ? "private, no-cache" : "no-store",
  };
  if (answer.location) headers.location = `${base}${answer.location}`;
  if (answer.version !== undefined) headers.etag = etagOf(answer.version);
  // Work that has begun is asked about again.
  if (status === 202) headers["retry-after"] = "1";
  if (answer.body === null) return new Response(null, { status, headers });
  const text = JSON.stringify(answer.body);
  headers["content-type"] = "application/json; charset=utf-8";
  if (operation.kept) {
    headers.etag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 27)}"`;
    const known = (request.headers.get("if-none-match") ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
    if (known.includes(headers.etag) || known.includes("*")) return new Response(null, { status: 304, headers });
  }
  return new Response(text, { status, headers });
}

async function wordsIn(locale: Locale): Promise<Words> {
  const t = await getTranslations({ locale });
  // Keys come from failures as data; the test of the messages proves that they are there.
  return (key, values) => t(key as Parameters<typeof t>[0], values as Parameters<typeof t>[1]);
}

function notAllowed(here: readonly Operation[], own: Record<string, string>): Response {
  const methods = [...new Set(here.map(({ method }) => method))].join(", ");
  const response = problemResponse(new AppError("INVALID"), base, {
    status: 405,
    title: "Not a method of this resource",
    detail: `It takes ${methods}.`,
  });
  for (const [name, value] of Object.entries({ ...own, allow: methods })) response.headers.set(name, value);
  return response;
}

/** A failure as problem details, with each mistake in words. What is wrong with a query is a bad request; what is wrong in a body is not. */
async function refused(
  error: unknown,
  where: string,
  isRead: boolean,
  headers: Record<string, string>,
  words: () => Promise<Words>,
): Promise<Response> {
  const members = error instanceof AppError ? await membersOf(error, isRead, words) : {};
  const response = problemResponse(error, where, members);
  for (const [name, value] of Object.entries({ ...headers, ...varies })) response.headers.set(name, value);
  if (response.status === 503 && !response.headers.has("retry-after")) response.headers.set("retry-after", "5");
  if (response.status === 401)
    response.headers.set("www-authenticate", error instanceof NoKey ? error.challenge : 'Bearer realm="Weir"');
  return response;
}

async function membersOf(error: AppError, isRead: boolean, words: () => Promise<Words>) {
  const { code, fields, message, members } = error;
  const detail = code !== "INVALID" && code !== "UNAVAILABLE" && message !== code ? { detail: message } : {};
  if (code !== "INVALID") return { ...detail, ...members };
  const say = await words();
  return {
    ...(isRead ? { status: 400, title: "The request is not valid" } : {}),
    fields: undefined,
    errors: fields.map(({ path, message: key, values = {} }) => ({
      field: path,
      ...("value" in values ? { value: String(values.value) } : {}),
      code: key.split(".").at(-1) ?? key,
      detail: say(key, values),
    })),
    ...members,
  };
}
