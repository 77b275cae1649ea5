// Whether a register is a real one or an invented one. The database holds the mark; no start mixes the two.
import { connect } from "./database.mjs";
import { Problem } from "./problem.mjs";

/** @typedef {"empty" | "real" | "synthetic"} RegisterKind empty: nobody can sign in yet and no case is there */

/**
 * Runs one statement as the owner of the register's objects.
 * @param {import("./database.mjs").Database} database @param {string} sql
 */
async function asOwner({ adminUrl, prefix }, sql) {
  const client = await connect(adminUrl, "DATABASE_URL");
  try {
    await client.query(`SET ROLE ${client.escapeIdentifier(`${prefix}_owner`)}`);
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** @param {import("./database.mjs").Database} database migrated @returns {Promise<RegisterKind>} */
export async function readKind(database) {
  const [row] = await asOwner(
    database,
    `SELECT is_synthetic() AS synthetic, EXISTS (SELECT 1 FROM case_file) OR EXISTS (SELECT 1 FROM app_user WHERE email IS NOT NULL) AS used`,
  );
  return row.synthetic ? "synthetic" : row.used ? "real" : "empty";
}

/** Marks a register as an invented one, for good. The database refuses one that holds cases. @param {import("./database.mjs").Database} database */
export async function markSynthetic(database) {
  await asOwner(database, "INSERT INTO synthetic_mark DEFAULT VALUES ON CONFLICT DO NOTHING");
}

/**
 * Makes an empty register what is wanted, and refuses one that is the other already.
 * @param {import("./session.mjs").DatabaseSession} session @param {"real" | "synthetic"} wanted
 * @throws {Problem}
 */
export async function settleKind(session, wanted) {
  const kind = await session.kind();
  if (kind === "empty") {
    if (wanted === "synthetic") await session.markSynthetic();
    return;
  }
  if (kind === wanted) return;
  throw new Problem(
    wanted === "real"
      ? `The register in ${session.dataFolder} is a synthetic one: every case in it is invented. Serve it with npm run demo, or set WEIR_DATA_DIR (or DATABASE_URL) to another place for a real register.`
      : `The register in ${session.dataFolder} is a real one. The demo never touches it: set WEIR_DATA_DIR to another folder.`,
  );
}
