import { readEnvironment } from "../boot/environment.mjs";
import { openRegister } from "../boot/register.mjs";
import { backUp, restore } from "./backup-database";
import { defineCommand } from "./command";

const rowsIn = (tables: readonly { rows: number }[]) => tables.reduce((sum, table) => sum + table.rows, 0);

export const backupCommands = [
  defineCommand({
    name: "backup",
    usage: "FILE",
    summary:
      "Copies the register into FILE, as it is at one moment, while it is in use. Keep it as safe as the register itself.",
    options: {},
    positionals: ["FILE"],
    database: false,
    run: async ({ positionals: [name = ""], resolveFile }) => {
      const file = resolveFile(name);
      const register = await openRegister(readEnvironment(process.env));
      return register.asAdministrator(async (client) => {
        const { header, tables, bytes, sha256 } = await backUp(client, file, register.version);
        return { file, takenAt: header.takenAt, tables: tables.length, rows: rowsIn(tables), bytes, sha256 };
      });
    },
    text: ({ file, takenAt, rows, tables, bytes, sha256 }) =>
      `${file}: ${rows} rows of ${tables} tables as of ${takenAt}, ${bytes} bytes, read back and whole.\nSHA-256 of its content: ${sha256}`,
  }),
  defineCommand({
    name: "restore",
    usage: "FILE [--into URL]",
    summary:
      "Loads a backup into an empty register: this one, or the one at URL. All or nothing; everybody signs in again.",
    options: { into: { type: "string" } },
    positionals: ["FILE"],
    database: false,
    run: async ({ positionals: [name = ""], values, resolveFile }) => {
      const file = resolveFile(name);
      const environment = readEnvironment({
        ...process.env,
        ...(values.into && { DATABASE_URL: values.into, DATABASE_ADMIN_URL: "" }),
      });
      const register = await openRegister(environment);
      return register.asAdministrator(async (client) => {
        const { header, tables, sha256 } = await restore(client, file);
        return { file, takenAt: header.takenAt, tables: tables.length, rows: rowsIn(tables), sha256 };
      });
    },
    text: ({ file, takenAt, rows, tables }) =>
      `${file}: ${rows} rows of ${tables} tables, as they were at ${takenAt}, restored and compared with the file.`,
  }),
];
