// The four roles of a register (docs/decisions/0004): owner, login, app, system.
import { setTimeout as sleep } from "node:timers/promises";
import { Problem } from "./problem.mjs";

/** @typedef {import("pg").Client} Client */
/** @typedef {"owner" | "login" | "app" | "system"} Role */

/** Replaces the roles' names as migrations write them (whole words) by those of a register. @param {string} sql @param {string} prefix */
export const withRoleNames = (sql, prefix) =>
  sql.replace(/\bweir_(owner|login|app|system)\b/g, (_, role) => `${prefix}_${role}`);

/** Roles belong to the whole server: two starts may make the same ones at once. @param {() => Promise<unknown>} work */
async function againIfConcurrent(work) {
  for (let attempt = 1; ; attempt++) {
    try {
      await work();
      return;
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : "";
      const concurrent =
        code === "23505" || code === "42710" || (error instanceof Error && /concurrently/.test(error.message));
      if (!concurrent || attempt === 5) throw error;
      await sleep(50 * attempt);
    }
  }
}

/**
 * Makes the roles that are missing and grants what they are to each other. The login role inherits nothing: it enters `app`
 * or `system`, or can do nothing.
 * @param {Client} client an administrator
 * @param {{ prefix: string, loginUser: string, ownLogin: boolean }} names
 * @throws {Problem} when the administrator may not, or a foreign login user may too much
 */
export async function makeRoles(client, { prefix, loginUser, ownLogin }) {
  const q = client.escapeIdentifier.bind(client);
  const major = Number(
    (await client.query("SELECT current_setting('server_version_num')::int / 10000 AS major")).rows[0].major,
  );
  const { rows: me } = await client.query(
    "SELECT rolname AS name, rolsuper AS super, rolcreaterole AS creates FROM pg_roles WHERE rolname = current_user",
  );
  const wanted = [
    [`${prefix}_owner`, "NOLOGIN"],
    [`${prefix}_app`, "NOLOGIN"],
    [`${prefix}_system`, "NOLOGIN"],
    [`${prefix}_login`, ownLogin ? "LOGIN NOINHERIT" : "NOLOGIN NOINHERIT"], // NOLOGIN: it only lists the rights that the foreign one gets
  ];
  for (const [name = "", attributes] of wanted)
    await againIfConcurrent(async () => {
      if ((await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [name])).rowCount) return;
      if (!me[0].super && !me[0].creates)
        throw new Problem(
          `The database user "${me[0].name}" may not make roles, and "${name}" is missing. Let an administrator run: ALTER ROLE ${q(me[0].name)} CREATEROLE; or set DATABASE_ADMIN_URL to an administrator.`,
        );
      await client.query(`CREATE ROLE ${q(name)} ${attributes}`);
    });

  const { rows: logins } = await client.query(
    "SELECT rolsuper, rolbypassrls, rolcreaterole, rolinherit, rolcanlogin FROM pg_roles WHERE rolname = $1",
    [loginUser],
  );
  const login = logins[0];
  if (ownLogin && !login.rolcanlogin) await client.query(`ALTER ROLE ${q(loginUser)} LOGIN`);
  if (!login)
    throw new Problem(
      `There is no database user "${loginUser}" (from DATABASE_URL). Make it: CREATE ROLE ${q(loginUser)} LOGIN NOINHERIT PASSWORD '…';`,
    );
  if (login.rolsuper || login.rolbypassrls || login.rolcreaterole)
    throw new Problem(
      `The database user "${loginUser}" may see everything, so Weir's rules would not bind it. Make it an ordinary one: ALTER ROLE ${q(loginUser)} NOSUPERUSER NOBYPASSRLS NOCREATEROLE;`,
    );
  if (major < 16 && login.rolinherit)
    throw new Problem(
      `The database user "${loginUser}" inherits rights. On PostgreSQL 15 it must not: ALTER ROLE ${q(loginUser)} NOINHERIT;`,
    );

  /** @param {string} role @param {string} member @param {string} options from PostgreSQL 16 on */
  const grant = (role, member, options) =>
    againIfConcurrent(async () => {
      const { rows } = await client.query(
        `SELECT ${major < 16 ? "true" : "set_option"} AS done FROM pg_auth_members WHERE roleid = $1::regrole AND member = $2::regrole ORDER BY 1 DESC`,
        [q(role), q(member)],
      );
      if (!rows[0]?.done) await client.query(`GRANT ${q(role)} TO ${q(member)}${major < 16 ? "" : ` WITH ${options}`}`);
    });
  await grant(`${prefix}_app`, loginUser, "INHERIT FALSE, SET TRUE");
  await grant(`${prefix}_system`, loginUser, "INHERIT FALSE, SET TRUE");
  if (!me[0].super) await grant(`${prefix}_owner`, me[0].name, "SET TRUE");
}

/**
 * Rights on the database and its public schema. Objects get theirs in the migrations.
 * @param {Client} client an administrator
 * @param {{ prefix: string, loginUser: string }} names
 */
export async function grantDatabase(client, { prefix, loginUser }) {
  const q = client.escapeIdentifier.bind(client);
  const { rows } = await client.query(
    "SELECT current_database() AS name, has_database_privilege(current_user, current_database(), 'CREATE WITH GRANT OPTION') AS may",
  );
  const { name, may } = rows[0];
  if (!may)
    throw new Problem(
      `The administrator in the database's address does not own "${name}". Let its owner run: ALTER DATABASE ${q(name)} OWNER TO …;`,
    );
  await againIfConcurrent(() =>
    client.query(`
      REVOKE CONNECT, TEMPORARY ON DATABASE ${q(name)} FROM PUBLIC;
      GRANT CONNECT ON DATABASE ${q(name)} TO ${q(loginUser)};
      GRANT CREATE ON DATABASE ${q(name)} TO ${q(`${prefix}_owner`)};
      GRANT TEMPORARY ON DATABASE ${q(name)} TO ${q(`${prefix}_app`)}; -- imports gather their rows in temporary tables
      REVOKE CREATE ON SCHEMA public FROM PUBLIC;
      GRANT USAGE, CREATE ON SCHEMA public TO ${q(`${prefix}_owner`)};
      GRANT USAGE ON SCHEMA public TO ${q(`${prefix}_app`)}, ${q(`${prefix}_system`)};`),
  );
}

/**
 * Gives a foreign login user the functions that migrations give to the login role: it cannot inherit them.
 * @param {Client} client an administrator
 * @param {{ prefix: string, loginUser: string }} names
 */
export async function mirrorLoginRights(client, { prefix, loginUser }) {
  const q = client.escapeIdentifier.bind(client);
  const template = `${prefix}_login`;
  if (loginUser === template) return;
  const { rows } = await client.query(
    `SELECT format('GRANT EXECUTE ON FUNCTION %s TO %I', p.oid::regprocedure, $2::text) AS grant
       FROM pg_proc p, aclexplode(p.proacl) a WHERE a.grantee = $1::regrole AND a.privilege_type = 'EXECUTE'`,
    [q(template), loginUser],
  );
  for (const row of rows)
    await againIfConcurrent(() => client.query(`BEGIN; SET LOCAL ROLE ${q(`${prefix}_owner`)}; ${row.grant}; COMMIT`));
}
