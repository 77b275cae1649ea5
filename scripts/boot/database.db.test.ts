import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { connect, prepareDatabase, resolveDatabase } from "./database.mjs";
import { migrate, readMigrations } from "./migrate.mjs";
import { Problem } from "./problem.mjs";

const serverUrl = inject("testServer");
const server = new pg.Client({ connectionString: serverUrl });
beforeAll(() => server.connect());
afterAll(() => server.end());

let databases: string[] = [];
let users: string[] = [];
afterEach(async () => {
  for (const name of databases) {
    await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    for (const role of ["login", "app", "system", "owner"]) await server.query(`DROP ROLE IF EXISTS ${name}_${role}`);
  }
  for (const name of users) await server.query(`DROP ROLE IF EXISTS ${name}`);
  databases = [];
  users = [];
});

/** Addresses in a new database, as different users of the test server. */
async function newDatabase(options = "") {
  const name = `reg_${randomBytes(4).toString("hex")}`;
  databases.push(name);
  await server.query(`CREATE DATABASE ${name} ${options}`);
  const as = (user: string) => {
    const url = new URL(serverUrl);
    url.pathname = `/${name}`;
    url.username = user;
    return url.href;
  };
  return { name, as, admin: as("postgres") };
}

async function newUser(attributes: string) {
  const name = `user_${randomBytes(4).toString("hex")}`;
  users.push(name);
  await server.query(`CREATE ROLE ${name} LOGIN ${attributes}`);
  return name;
}

async function query<R extends pg.QueryResultRow>(url: string, ...statements: string[]): Promise<R[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let rows: R[] = [];
    for (const statement of statements) ({ rows } = await client.query<R>(statement));
    return rows;
  } finally {
    await client.end();
  }
}

/** What a login user may and may not do in a prepared database. */
async function expectBoundLogin(url: string, prefix: string) {
  await expect(query(url, "SELECT 1 FROM case_file")).rejects.toThrow(/permission denied/);
  await expect(query(url, "SELECT 1 FROM app_user")).rejects.toThrow(/permission denied/);
  await expect(query(url, `SET ROLE ${prefix}_owner`)).rejects.toThrow(/permission denied/);
  expect(await query(url, "SELECT system_role() AS role")).toEqual([{ role: `${prefix}_system` }]);
  expect(await query(url, `SET ROLE ${prefix}_system`, "SELECT count(*)::int AS n FROM _prisma_migrations")).toEqual([
    { n: readMigrations().length },
  ]);
  await expect(query(url, `SET ROLE ${prefix}_system`, "SELECT 1 FROM case_file")).rejects.toThrow(/permission denied/);
  await expect(query(url, `SET ROLE ${prefix}_app`, "SELECT 1 FROM session")).rejects.toThrow(/permission denied/);
}

describe("preparing a database", () => {
  test("all migrations, roles named after it, everything owned by the owner, a login that can do nothing by itself", async () => {
    const { name, admin } = await newDatabase();
    const database = resolveDatabase({ databaseUrl: admin, loginPassword: "p" });
    expect(await prepareDatabase(database)).toEqual(readMigrations().map((migration) => migration.name));
    expect(await prepareDatabase(database)).toEqual([]);
    const owners = await query(admin, "SELECT DISTINCT tableowner AS owner FROM pg_tables WHERE schemaname = 'public'");
    expect(owners).toEqual([{ owner: `${name}_owner` }]);
    await expectBoundLogin(database.loginUrl, name);
  });

  test("an administrator who is no superuser but owns the database and may make roles", async () => {
    const boss = await newUser("CREATEROLE");
    const { name, as } = await newDatabase(`OWNER ${boss}`);
    const database = resolveDatabase({ databaseUrl: as(boss), loginPassword: "p" });
    await prepareDatabase(database);
    expect(await prepareDatabase(database)).toEqual([]);
    await expectBoundLogin(database.loginUrl, name);
    await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await server.query(`DROP OWNED BY ${boss}`);
  });

  test("a login user of one's own gets what the login role would, and no more", async () => {
    const alice = await newUser("");
    const { name, as, admin } = await newDatabase();
    const database = resolveDatabase({ databaseUrl: as(alice), adminUrl: admin, loginPassword: "p" });
    await prepareDatabase(database);
    await expectBoundLogin(as(alice), name);
    const [template] = await query(admin, `SELECT rolcanlogin FROM pg_roles WHERE rolname = '${name}_login'`);
    expect(template).toEqual({ rolcanlogin: false });
    await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await server.query(`DROP OWNED BY ${alice}`);
  });

  test.each(["SUPERUSER", "BYPASSRLS", "CREATEROLE"])("a login user with %s is refused", async (attribute) => {
    const alice = await newUser(attribute);
    const { as, admin } = await newDatabase();
    const database = resolveDatabase({ databaseUrl: as(alice), adminUrl: admin, loginPassword: "p" });
    await expect(prepareDatabase(database)).rejects.toThrow(/may see everything/);
  });

  test("two starts at once make the roles once", async () => {
    const { name, admin } = await newDatabase();
    const database = resolveDatabase({ databaseUrl: admin, loginPassword: "p" });
    const applied = await Promise.all([1, 2, 3].map(() => prepareDatabase(database)));
    expect(applied.flat()).toEqual(readMigrations().map((migration) => migration.name));
    await expectBoundLogin(database.loginUrl, name);
  });
});

describe("a server that cannot hold a register is refused in a sentence", () => {
  test("an administrator who may not make roles", async () => {
    const boss = await newUser("");
    const { as } = await newDatabase(`OWNER ${boss}`);
    const database = resolveDatabase({ databaseUrl: as(boss), loginPassword: "p" });
    await expect(prepareDatabase(database)).rejects.toThrow(/may not make roles/);
  });

  test("an administrator who does not own the database", async () => {
    const boss = await newUser("CREATEROLE");
    const { as } = await newDatabase();
    const database = resolveDatabase({ databaseUrl: as(boss), loginPassword: "p" });
    await expect(prepareDatabase(database)).rejects.toThrow(/does not own/);
  });

  test("another encoding", async () => {
    const { admin } = await newDatabase("ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0");
    const database = resolveDatabase({ databaseUrl: admin, loginPassword: "p" });
    await expect(prepareDatabase(database)).rejects.toThrow(/LATIN1; Weir needs UTF8/);
  });

  test("no such database, no such server, no such host", async () => {
    const missing = new URL(serverUrl);
    missing.pathname = "/not_there";
    await expect(connect(missing.href, "DATABASE_URL")).rejects.toThrow(/CREATE DATABASE "not_there"/);
    await expect(connect("postgresql://a@127.0.0.1:1/weir", "DATABASE_URL")).rejects.toThrow(/cannot be reached/);
    await expect(connect("postgresql://a@host.invalid/weir", "DATABASE_URL")).rejects.toThrow(
      /"host.invalid" is not known/,
    );
  });
});

describe("migrations", () => {
  const step = (name: string, sql: string, checksum = name) => ({ name, sql, checksum });

  async function prepared() {
    const { name, admin } = await newDatabase();
    await server.query(`CREATE ROLE ${name}_owner; CREATE ROLE ${name}_system`);
    await query(admin, `GRANT CREATE, USAGE ON SCHEMA public TO ${name}_owner`);
    const apply = async (migrations: ReturnType<typeof step>[], warn?: (text: string) => void) => {
      const client = new pg.Client({ connectionString: admin });
      await client.connect();
      try {
        return await migrate(client, { prefix: name, migrations, warn });
      } finally {
        await client.end();
      }
    };
    return { admin, apply };
  }

  test("each is there as a whole or not at all; the next start goes on where it stopped", async () => {
    const { admin, apply } = await prepared();
    const first = step("1_first", "CREATE TABLE a (n int)");
    await expect(
      apply([first, step("2_second", "CREATE TABLE b (n int);\n\nINSERT INTO nowhere VALUES (1);")]),
    ).rejects.toThrow(/2_second failed, line 3 and was rolled back: relation "nowhere" does not exist/);
    const tables = "SELECT tablename AS t FROM pg_tables WHERE schemaname = 'public' ORDER BY 1";
    expect(await query(admin, tables)).toEqual([{ t: "_prisma_migrations" }, { t: "a" }]);
    expect(await apply([first, step("2_second", "CREATE TABLE b (n int)")])).toEqual(["2_second"]);
    expect(await query(admin, tables)).toEqual([{ t: "_prisma_migrations" }, { t: "a" }, { t: "b" }]);
  });

  test("one that was edited after it was applied is said and left alone", async () => {
    const { apply } = await prepared();
    const said: string[] = [];
    await apply([step("1_first", "CREATE TABLE a (n int)")]);
    expect(await apply([step("1_first", "CREATE TABLE other (n int)", "edited")], (text) => said.push(text))).toEqual(
      [],
    );
    expect(said).toEqual([expect.stringContaining("1_first was changed")]);
  });

  test("a newer register is refused", async () => {
    const { apply } = await prepared();
    const first = step("1_first", "SELECT 1");
    await apply([first, step("2_second", "SELECT 1")]);
    await expect(apply([first])).rejects.toThrow(/does not know \(2_second\)/);
  });

  test("one that Prisma left half-way is refused", async () => {
    const { admin, apply } = await prepared();
    const first = step("1_first", "SELECT 1");
    await apply([first]);
    await query(admin, "UPDATE _prisma_migrations SET finished_at = NULL");
    await expect(apply([first])).rejects.toThrow(Problem);
  });
});
