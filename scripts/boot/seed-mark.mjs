// Which seed a database had, kept in the database itself: as the comment on Prisma's table of migrations.
import { connect } from "./database.mjs";

const MARK = /^seed ([0-9a-f]+)$/;

/** @param {string} adminUrl @returns {Promise<string>} "" when it had none */
export async function readSeedMark(adminUrl) {
  const client = await connect(adminUrl, "DATABASE_URL");
  try {
    const { rows } = await client.query("SELECT obj_description('public._prisma_migrations'::regclass) AS mark");
    return MARK.exec(rows[0].mark ?? "")?.[1] ?? "";
  } finally {
    await client.end();
  }
}

/** @param {import("./database.mjs").Database} database @param {string} mark hexadecimal digits */
export async function writeSeedMark({ adminUrl, prefix }, mark) {
  const client = await connect(adminUrl, "DATABASE_URL");
  try {
    await client.query(`SET ROLE ${client.escapeIdentifier(`${prefix}_owner`)}`);
    await client.query(`COMMENT ON TABLE public._prisma_migrations IS ${client.escapeLiteral(`seed ${mark}`)}`);
  } finally {
    await client.end();
  }
}
