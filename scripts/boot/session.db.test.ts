import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, expect, inject, it } from "vitest";
import { readEnvironment } from "./environment.mjs";
import { openDatabase } from "./session.mjs";

const folder = mkdtempSync(path.join(os.tmpdir(), "weir-session-"));
const name = `reg_${randomBytes(4).toString("hex")}`;
const server = new pg.Client({ connectionString: inject("testServer") });
afterAll(async () => {
  await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  for (const role of ["login", "app", "system", "owner"]) await server.query(`DROP ROLE IF EXISTS ${name}_${role}`);
  await server.end();
  rmSync(folder, { recursive: true, force: true });
});

it("tells the server the program that does a large import apart", async () => {
  await server.connect();
  await server.query(`CREATE DATABASE ${name}`);
  const url = new URL(inject("testServer"));
  url.pathname = `/${name}`;
  const environment = readEnvironment({ ...process.env, DATABASE_URL: url.href, WEIR_DATA_DIR: folder });
  const { WEIR_IMPORTER = "" } = (await openDatabase(environment, "weir")).variables();
  expect(existsSync(WEIR_IMPORTER)).toBe(true);
}, 60_000);
