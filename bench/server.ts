import { setTimeout as sleep } from "node:timers/promises";
import { inRoot } from "../scripts/boot/paths.mjs";
import { freePort } from "../scripts/boot/ports.mjs";
import { prepareBuild } from "../scripts/boot/prepare.mjs";
import { stage } from "../scripts/boot/progress.mjs";
import { launch } from "../scripts/boot/run.mjs";

/**
 * Builds the checkout if need be and serves it as `npm start` does, on a free port of loopback. It ends with this process.
 * @param variables by which lib/env.ts finds the register
 * @returns the server's address
 */
export async function serve(variables: Record<string, string>): Promise<string> {
  const folder = await prepareBuild();
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  return stage("Starting the server", async () => {
    const child = launch(process.execPath, [inRoot("scripts", "boot", "server.mjs"), folder], {
      cwd: folder,
      env: {
        ...process.env,
        ...variables,
        HOST: "127.0.0.1",
        HOSTNAME: "127.0.0.1",
        PORT: String(port),
        NODE_ENV: "production",
        NEXT_TELEMETRY_DISABLED: "1",
        LOG_LEVEL: "error",
      },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    let ended = false;
    child.once("exit", () => {
      ended = true;
    });
    for (let tries = 0; tries < 1500 && !ended; tries += 1) {
      const response = await fetch(`${address}/api/health`).catch(() => null);
      if (response?.ok) return address;
      await sleep(40);
    }
    throw new Error("The server did not start.");
  });
}
