import { randomBytes } from "node:crypto";
import pino from "pino";
import { env } from "./env";
import { codeOfDigest } from "./errors";

/** Never written, wherever they turn up: what lets somebody in, and what people typed about people. */
const withheld = [
  "password",
  "currentPassword",
  "newPassword",
  "secret",
  "token",
  "cookie",
  "authorization",
  "name",
  "nameLatin",
  "alias",
  "aliasLatin",
  "account",
  "content",
];

let logger: pino.Logger | undefined;

/** The process's log: one JSON object per line on standard error. Standard output belongs to the commands' results. */
export function log(): pino.Logger {
  logger ??= pino(
    {
      level: env().LOG_LEVEL,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      redact: { paths: withheld.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: "[withheld]" },
      serializers: { err: describeError },
    },
    pino.destination({ fd: 2, sync: true }),
  );
  return logger;
}

/**
 * Logs what should not have happened and returns the id that it is found by: what the person sees instead of it.
 * @param where a word for the place, such as the route
 */
export function logDefect(error: unknown, where: string): string {
  const id = randomBytes(5).toString("hex");
  log().error({ id, where, err: error }, "defect");
  return id;
}

/**
 * Logs what a page or a route threw, under the id (`digest`) that Next.js shows of it. Expected failures are not logged, but
 * for a database that is away.
 * @param where the route
 */
export function logRequestError(error: unknown, where: string): void {
  const digest = typeof error === "object" && error !== null && "digest" in error ? String(error.digest) : "";
  const code = codeOfDigest(digest);
  if (code === "UNAVAILABLE") log().warn({ where, err: error }, "unavailable");
  else if (!code) log().error({ id: digest, where, err: error }, "defect");
}

/** Prisma's messages repeat the values of a query, and those may be names: their last line alone says what went wrong. */
function describeError(error: unknown, depth = 0): object | string {
  if (!(error instanceof Error)) return typeof error === "object" ? "[an object that is no error]" : String(error);
  const isQuery = error.name.startsWith("PrismaClient");
  const lines = error.message.split("\n").filter((line) => line.trim() !== "");
  return {
    type: error.name,
    message: isQuery ? (lines.at(-1) ?? "") : error.message,
    ...("code" in error && typeof error.code === "string" ? { code: error.code } : {}),
    stack: error.stack
      ?.split("\n")
      .filter((line) => /^\s+at /.test(line))
      .join("\n"),
    ...(error.cause !== undefined && depth < 3 ? { cause: describeError(error.cause, depth + 1) } : {}),
  };
}
