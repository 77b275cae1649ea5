// The embedded database of a data folder, shared by `npm start` and `weir`: the first that needs it starts it, the last stops it.
import fs from "node:fs";
import path from "node:path";
import { readInstance, readSecrets, writeInstance } from "./data-folder.mjs";
import { embeddedSettings } from "./embedded-settings.mjs";
import { register, registered, withLock } from "./lock.mjs";
import { findRunning, startCluster, stopCluster, superuserUrl } from "./postgres.mjs";
import { isReachable, programs, serverAccount } from "./postgres-binaries.mjs";
import { atEnd, stopping } from "./stop.mjs";

/** @typedef {import("./postgres.mjs").Cluster} Cluster */

const WATCH_MS = 1000;

const usersFolder = (/** @type {string} */ dataFolder) => path.join(dataFolder, "users");

/** The other `npm start` of a data folder, if one runs. @param {string} dataFolder */
export const otherStart = (dataFolder) =>
  registered(usersFolder(dataFolder), "start").find((pid) => pid !== process.pid);

/** @param {string} dataFolder @returns {Cluster} */
function clusterOf(dataFolder) {
  const account = serverAccount();
  // Out of the reach of the server's account (below /root, say): its part lies in a folder of this instance elsewhere.
  const elsewhere = () => {
    const folder = `/var/lib/weir-${readInstance(dataFolder).id}`;
    fs.mkdirSync(folder, { recursive: true, mode: 0o755 });
    return folder;
  };
  const native = programs(account, elsewhere);
  const here = path.join(dataFolder, "postgres");
  const folder = isReachable(path.join(here, "data"), account) ? here : elsewhere();
  return {
    native,
    account,
    data: path.join(folder, "data"),
    password: readSecrets(dataFolder).superuserPassword,
    settings: embeddedSettings(),
  };
}

/**
 * Makes sure that the embedded database runs until this process ends.
 * @param {string} dataFolder prepared
 * @param {"start" | "weir"} kind who uses it
 * @returns {Promise<{ url: (database: string) => string, keepUp: (onMove: () => void) => void }>} url: a superuser's;
 * keepUp: start it again whenever it dies; onMove: it had to take another port
 */
export async function openEmbedded(dataFolder, kind) {
  fs.mkdirSync(path.join(dataFolder, "postgres"), { recursive: true, mode: 0o755 });
  const cluster = clusterOf(dataFolder);
  const lock = path.join(dataFolder, "postgres.lock");
  const user = register(usersFolder(dataFolder), kind);
  let { pid, port } = await withLock(lock, () => start());
  atEnd(() =>
    withLock(
      lock,
      async () => {
        user.leave();
        if (registered(usersFolder(dataFolder)).length === 0) await stopCluster(cluster);
      },
      { closing: true },
    ),
  );

  async function start() {
    const instance = readInstance(dataFolder);
    const running = await startCluster(cluster, instance.postgresPort);
    if (running.port !== instance.postgresPort) writeInstance(dataFolder, { ...instance, postgresPort: running.port });
    return running;
  }

  return {
    url: (database) => superuserUrl(cluster, port, database),
    keepUp: (onMove) => {
      let busy = false;
      const look = async () => {
        if (busy || stopping() || findRunning(cluster)?.pid === pid) return;
        busy = true;
        const again = await withLock(lock, start).catch(() => null); // not yet: look again in a second
        busy = false;
        if (!again) return;
        const moved = again.port !== port;
        ({ pid, port } = again);
        if (moved) onMove();
      };
      setInterval(look, WATCH_MS).unref();
    },
  };
}
