import { z } from "zod";

const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\/.+\/.+/, "set it to an address such as postgresql://user:password@host:5432/weir");
const webUrl = z
  .string()
  .regex(
    /^https?:\/\/[^/]+$/,
    "set it to the address that people type, such as https://weir.example.org, without a path",
  );

const schema = z.object({
  /** what the server connects as: the login role, which can do nothing by itself */
  DATABASE_URL: postgresUrl,
  /** an administrator's, which the start gives to the seed alone */
  DATABASE_ADMIN_URL: postgresUrl.optional(),
  /** signs sessions; `npm start` generates one and keeps it in WEIR_DATA_DIR */
  WEIR_SECRET: z.string().min(32, "set it to a random text of 32 characters or more").optional(),
  /** the public address, without a slash at its end */
  WEIR_URL: webUrl.default("http://127.0.0.1:3000"),
  WEIR_DATA_DIR: z.string().default(".weir"),
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce
    .number()
    .int()
    .min(1, "set it to a number from 1 to 65535")
    .max(65535, "set it to a number from 1 to 65535")
    .default(3000),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  /** calls to /api/v1 that one key, one signed-in user, or one address without either, may make in a minute */
  WEIR_API_LIMIT: z.coerce.number().int().min(1, "set it to a whole number of calls a minute").default(30_000),
  /** tells instances on one machine apart (names of cookies) */
  WEIR_INSTANCE: z
    .string()
    .regex(/^[0-9a-z]*$/)
    .default(""),
  /** the program that does a large import in a process of its own; "" when it was not started by `npm start` */
  WEIR_IMPORTER: z.string().default(""),
  /** of the checkout that was started */
  WEIR_VERSION: z.string().default("development"),
  /** the newest migration that this build knows; "" when it was not started by `npm start` */
  WEIR_MIGRATION: z.string().default(""),
});
export type Env = z.infer<typeof schema>;

let parsed: Env | undefined;

/**
 * Checks variables. An empty one counts as not set.
 * @throws Error one sentence per wrong value; it never repeats the value, which may be a secret
 */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new Error(
    result.error.issues
      .map(
        ({ path, message }) =>
          `${path.join(".")} ${given[String(path[0])] === undefined ? "is not set" : "cannot be used"}: ${message}.`,
      )
      .join("\n"),
  );
}

/** The process's environment, checked once, on first use. @throws Error one sentence per wrong value */
export function env(): Env {
  if (!parsed) {
    parsed = parseEnv(process.env);
    process.env.NEXTAUTH_URL = parsed.WEIR_URL; // next-auth reads its own address there and nowhere else
  }
  return parsed;
}
