import http from "node:http";

export type Answer = { status: number; body: string };
export type Send = (
  path: string,
  options?: { method?: string; headers?: Record<string, string>; body?: string },
) => Promise<Answer>;

/** Requests to one server over connections that stay open, read to their end. */
export function clientOf(base: string, headers: Record<string, string>): Send {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  return (path, options = {}) =>
    new Promise((resolve, reject) => {
      const request = http.request(
        new URL(path, base),
        { agent, method: options.method ?? "GET", headers: { ...headers, ...options.headers } },
        (response) => {
          const parts: Buffer[] = [];
          response.on("data", (part: Buffer) => parts.push(part));
          response.on("end", () =>
            resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString("utf8") }),
          );
          response.on("error", reject);
        },
      );
      request.on("error", reject);
      request.end(options.body);
    });
}

/** As `send`, but anything other than the status expected ends the benchmark. */
export function demanding(send: Send, status = 200): Send {
  return async (path, options) => {
    const answer = await send(path, options);
    if (answer.status !== status)
      throw new Error(`${options?.method ?? "GET"} ${path} answered ${answer.status}: ${answer.body.slice(0, 300)}`);
    return answer;
  };
}
