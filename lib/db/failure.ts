import { AppError } from "@/lib/errors";

const away = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
  "P2037",
  "57P01",
  "57P02",
  "57P03",
  "53300",
  "53100",
]);
const awayWords =
  /server has closed the connection|connection terminated|timeout exceeded when trying to connect|can't reach database|cannot connect|connection refused|unable to start a transaction/i;

function* chain(error: unknown): Generator<object> {
  let at = error;
  for (let depth = 0; depth < 6 && typeof at === "object" && at !== null; depth++) {
    yield at;
    if ("meta" in at && typeof at.meta === "object" && at.meta && "driverAdapterError" in at.meta)
      at = at.meta.driverAdapterError;
    else at = "cause" in at ? at.cause : undefined;
  }
}

const text = (o: object, key: string): string | undefined => {
  const value: unknown = Reflect.get(o, key);
  return typeof value === "string" ? value : undefined;
};

/** The SQLSTATE behind a failed query, wherever the layers keep it. */
export function sqlState(error: unknown): string | undefined {
  for (const e of chain(error)) {
    const code = text(e, "originalCode") ?? text(e, "code");
    if (code && /^[0-9A-Z]{5}$/.test(code) && !code.startsWith("P1") && !code.startsWith("P2")) return code;
  }
  return undefined;
}

/** Turns "the database is away" into UNAVAILABLE and leaves everything else as it is. */
export function asFailure(error: unknown): unknown {
  if (error instanceof AppError) return error;
  for (const e of chain(error)) {
    const codes = [text(e, "code"), text(e, "originalCode"), text(e, "kind")];
    if (
      codes.some(
        (c) =>
          c !== undefined &&
          (away.has(c) ||
            c === "DatabaseNotReachable" ||
            c === "ConnectionClosed" ||
            c === "SocketTimeout" ||
            c.startsWith("08")),
      )
    )
      return new AppError("UNAVAILABLE", { cause: error });
    const message = text(e, "message");
    if (message && awayWords.test(message)) return new AppError("UNAVAILABLE", { cause: error });
  }
  return error;
}
