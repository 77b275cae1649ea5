// Ports: is one free, and which is.
import { randomInt } from "node:crypto";
import net from "node:net";

/**
 * Whether this process may listen there.
 * @param {number} port @param {string} [host]
 * @returns {Promise<"free" | "taken" | "forbidden" | "no-such-address">}
 */
export function probePort(port, host = "127.0.0.1") {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", (error) => {
      const code = "code" in error ? error.code : "";
      resolve(code === "EACCES" ? "forbidden" : code === "EADDRINUSE" ? "taken" : "no-such-address");
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve("free")));
  });
}

/** A free port on loopback, below the range that systems hand out to outgoing connections, so that it stays free. */
export async function freePort() {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    if ((await probePort(port)) === "free") return port;
  }
}
