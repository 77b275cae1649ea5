import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { env } from "@/lib/env";
import { operations } from "./operations";

type Metrics = {
  registry: Registry;
  requests: Counter<"method" | "route" | "status">;
  durations: Histogram<"method" | "route">;
  connections: Gauge<"pool" | "state">;
  sessions: Gauge;
};
// The server and its routes are bundled apart: they meet here.
const kept = globalThis as typeof globalThis & { weirMetrics?: Metrics };

/** What is measured of this process, for Prometheus. */
export function metrics(): Metrics {
  kept.weirMetrics ??= make();
  return kept.weirMetrics;
}

function make(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const info = new Gauge({
    name: "weir_info",
    help: "What runs here.",
    labelNames: ["version", "migration"],
    registers,
  });
  info.set({ version: env().WEIR_VERSION, migration: env().WEIR_MIGRATION }, 1);
  return {
    registry,
    requests: new Counter({
      name: "weir_http_requests_total",
      help: "Requests answered.",
      labelNames: ["method", "route", "status"],
      registers,
    }),
    durations: new Histogram({
      name: "weir_http_request_duration_seconds",
      help: "From a request's arrival to the end of its answer.",
      labelNames: ["method", "route"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60],
      registers,
    }),
    connections: new Gauge({
      name: "weir_db_connections",
      help: "Connections to the database by pool: open, idle; and how many requests wait for one.",
      labelNames: ["pool", "state"],
      registers,
    }),
    sessions: new Gauge({ name: "weir_sessions", help: "Browsers that are signed in.", registers }),
  };
}

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** From now on each request is counted and timed. For the server, once, before it answers. */
export function measureRequests(): void {
  const began = new WeakMap<ServerResponse, bigint>();
  subscribe("http.server.request.start", (message) => {
    began.set((message as { response: ServerResponse }).response, process.hrtime.bigint());
  });
  subscribe("http.server.response.finish", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const route = routeOf(request.url ?? "");
    const method = methods.includes(request.method ?? "") ? String(request.method) : "other";
    const { requests, durations } = metrics();
    requests.inc({ method, route, status: String(response.statusCode) });
    const start = began.get(response);
    if (start !== undefined) durations.observe({ method, route }, Number(process.hrtime.bigint() - start) / 1e9);
  });
}

const pages = new Set(
  "sign-in account cases reports trends map people review sources indicators reference import admin audit".split(" "),
);
const routes = new Set("auth health metrics audit drafts duplicates export sources warnings".split(" "));
const served = new Set(operations.map(({ path }) => path.split("/")[1]));

/** The route of an address, of a short list: whatever somebody types must not become a series of its own. */
export function routeOf(url: string): string {
  const [first = "", second, third, ...rest] = (url.split(/[?#]/, 1)[0] ?? "").split("/").slice(1);
  if (first === "") return "/";
  if (first === "_next" || first === "icons") return `/${first}`;
  if (first === "api" && second === "v1")
    return third !== undefined && served.has(third) ? `/api/v1/${third}${rest.length > 0 ? "/:id" : ""}` : "/api/v1";
  if (first === "api") return second !== undefined && routes.has(second) ? `/api/${second}` : "/api";
  if (!pages.has(first)) return "other";
  return second === undefined ? `/${first}` : second === "new" ? `/${first}/new` : `/${first}/:id`;
}
