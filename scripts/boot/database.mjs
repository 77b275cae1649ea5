// Which database, as whom. Roles belong to a whole server, so their names begin with the database's: a register in the
// database `weir` has weir_owner, weir_login, weir_app and weir_system. The server itself needs no rule for them: it logs in with
// the URL it is given, and functions in the database tell the names of the roles to enter.
import pg from "pg";
import { migrate } from "./migrate.mjs";
import { Problem } from "./problem.mjs";
import { grantDatabase, makeRoles, mirrorLoginRights } from "./roles.mjs";

/**
 * @typedef {object} Database
 * @property {string} adminUrl makes roles and migrates
 * @property {string} loginUrl what the server connects with
 * @property {string} prefix of the four roles' names
 * @property {boolean} ownLogin whether the login role is ours to make and to give a password
 */

const OLDEST = 15;
const PREFIX = /^[a-z_][a-z0-9_]{0,40}$/;

/** @param {URL} url */
const databaseName = (url) => decodeURIComponent(url.pathname.slice(1));

/**
 * @param {object} given
 * @param {string} [given.databaseUrl] DATABASE_URL
 * @param {string} [given.adminUrl] DATABASE_ADMIN_URL
 * @param {string} [given.embeddedUrl] a superuser's, when neither is set
 * @param {string} given.loginPassword for a login role of our own
 * @returns {Database}
 */
export function resolveDatabase({ databaseUrl, adminUrl, embeddedUrl, loginPassword }) {
  const admin = adminUrl ?? databaseUrl ?? embeddedUrl;
  if (!admin) throw new Error("resolveDatabase: neither DATABASE_URL nor an embedded database");
  const foreign =
    adminUrl !== undefined && databaseUrl !== undefined && new URL(adminUrl).username !== new URL(databaseUrl).username;
  const login = new URL(databaseUrl ?? admin);
  if (adminUrl && databaseUrl && databaseName(new URL(adminUrl)) !== databaseName(login))
    throw new Problem(
      "DATABASE_ADMIN_URL and DATABASE_URL name two different databases. Both must name the one that holds the register.",
    );
  const prefix = databaseName(login);
  if (!PREFIX.test(prefix))
    throw new Problem(
      `Weir names its database roles after "${prefix}", which must be small letters, digits and underscores, at most 41. Use another name for the database.`,
    );
  if (!foreign) {
    login.username = `${prefix}_login`;
    login.password = loginPassword;
  }
  return { adminUrl: admin, loginUrl: login.href, prefix, ownLogin: !foreign };
}

/**
 * Connects, or says in a sentence why not.
 * @param {string} connectionString
 * @param {string} name of the variable that holds it
 */
export async function connect(connectionString, name) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000, application_name: "weir-start" });
  client.on("error", () => {}); // the query in flight fails too and is reported there
  const until = Date.now() + 20_000;
  for (;;) {
    try {
      await client.connect();
      return client;
    } catch (error) {
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      if (code === "57P03" && Date.now() < until) {
        await new Promise((done) => setTimeout(done, 500)); // the server is starting up
        return connect(connectionString, name);
      }
      throw unreachable(new URL(connectionString), name, code, error instanceof Error ? error.message : String(error));
    }
  }
}

/** @param {URL} url @param {string} name @param {string} code @param {string} message */
function unreachable(url, name, code, message) {
  const where = `${url.hostname || "the local socket"}:${url.port || "5432"}`;
  const user = decodeURIComponent(url.username);
  const database = databaseName(url);
  switch (code) {
    case "28P01":
    case "28000":
      return new Problem(
        `The database at ${where} refuses the user "${user}" (${message}). Check user and password in ${name}, and that pg_hba.conf lets this machine sign in with a password.`,
      );
    case "3D000":
      return new Problem(
        `There is no database "${database}" at ${where}. Make it: CREATE DATABASE "${database}" ENCODING 'UTF8' TEMPLATE template0;`,
      );
    case "53300":
      return new Problem(
        `The database at ${where} has no free connection. Raise its max_connections or close other programs.`,
      );
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return new Problem(`The database's host "${url.hostname}" is not known. Check ${name} and the network.`);
    default:
      return new Problem(
        `The database at ${where} cannot be reached (${message || code}). Check that it runs and that ${name} names the right host and port.`,
      );
  }
}

/**
 * Refuses a server that cannot hold a register.
 * @param {pg.Client} client
 */
async function checkServer(client) {
  const { rows } = await client.query(
    `SELECT current_setting('server_version_num')::int / 10000 AS major, current_setting('server_encoding') AS encoding, current_database() AS name,
            pg_is_in_recovery() AS replica, EXISTS (SELECT 1 FROM pg_collation WHERE collprovider = 'i') AS icu`,
  );
  const { major, encoding, name, replica, icu } = rows[0];
  if (major < OLDEST)
    throw new Problem(
      `The database server is PostgreSQL ${major}; Weir needs ${OLDEST} or newer. Upgrade it, or unset DATABASE_URL to use the embedded one.`,
    );
  if (encoding !== "UTF8")
    throw new Problem(
      `The database "${name}" is encoded in ${encoding}; Weir needs UTF8. Make another one: CREATE DATABASE weir ENCODING 'UTF8' TEMPLATE template0;`,
    );
  if (!icu)
    throw new Problem(
      "The database server was built without ICU, which sorts names in three scripts. Install PostgreSQL's ordinary packages, or unset DATABASE_URL.",
    );
  if (replica) throw new Problem("The database is a read-only replica. Set DATABASE_URL to the primary server.");
}

/**
 * Checks the server, makes the roles, applies the migrations, and sees to it that the login user can do what the server
 * needs and nothing more.
 * @param {Database} database
 * @param {(text: string) => void} [warn]
 * @returns {Promise<string[]>} the migrations that were applied now
 */
export async function prepareDatabase({ adminUrl, loginUrl, prefix, ownLogin }, warn) {
  const client = await connect(adminUrl, process.env.DATABASE_ADMIN_URL ? "DATABASE_ADMIN_URL" : "DATABASE_URL");
  try {
    await checkServer(client);
    const login = new URL(loginUrl);
    const loginUser = decodeURIComponent(login.username);
    await makeRoles(client, { prefix, loginUser, ownLogin });
    await grantDatabase(client, { prefix, loginUser });
    if (ownLogin) await ensurePassword(client, login, loginUser);
    else await (await connect(loginUrl, "DATABASE_URL")).end();
    const applied = await migrate(client, { prefix, warn });
    await mirrorLoginRights(client, { prefix, loginUser });
    return applied;
  } finally {
    await client.end();
  }
}

/** Sets the login role's password if it is not the one we keep. @param {pg.Client} client @param {URL} login @param {string} loginUser */
async function ensurePassword(client, login, loginUser) {
  const tryIt = async () => (await connect(login.href, "DATABASE_URL")).end();
  const known = await tryIt().then(
    () => true,
    () => false,
  );
  if (known) return;
  const password = decodeURIComponent(login.password);
  await client.query(`ALTER ROLE ${client.escapeIdentifier(loginUser)} PASSWORD ${client.escapeLiteral(password)}`);
  await tryIt();
}
