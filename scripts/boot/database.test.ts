import { describe, expect, test } from "vitest";
import { resolveDatabase } from "./database.mjs";
import { Problem } from "./problem.mjs";

const loginPassword = "s/cr:t";
const encoded = "s%2Fcr%3At";

describe("which database, as whom", () => {
  test("embedded: the superuser migrates, weir_login serves", () => {
    const embeddedUrl = "postgresql://postgres:super@127.0.0.1:26000/weir";
    expect(resolveDatabase({ embeddedUrl, loginPassword })).toEqual({
      adminUrl: embeddedUrl,
      loginUrl: `postgresql://weir_login:${encoded}@127.0.0.1:26000/weir`,
      prefix: "weir",
      ownLogin: true,
    });
  });

  test("DATABASE_URL alone: its user migrates, a login role named after the database serves, other settings stay", () => {
    const databaseUrl = "postgresql://boss:p%40w@db.example:5433/register?sslmode=require";
    expect(resolveDatabase({ databaseUrl, loginPassword })).toEqual({
      adminUrl: databaseUrl,
      loginUrl: `postgresql://register_login:${encoded}@db.example:5433/register?sslmode=require`,
      prefix: "register",
      ownLogin: true,
    });
  });

  test("both, two users: DATABASE_URL serves as it stands", () => {
    const databaseUrl = "postgresql://alice:a@db.example/register";
    const adminUrl = "postgresql://postgres:p@db.example/register";
    expect(resolveDatabase({ databaseUrl, adminUrl, loginPassword })).toEqual({
      adminUrl,
      loginUrl: databaseUrl,
      prefix: "register",
      ownLogin: false,
    });
  });

  test("both, the same user: as DATABASE_URL alone", () => {
    const url = "postgresql://boss:p@db.example/register";
    expect(resolveDatabase({ databaseUrl: url, adminUrl: url, loginPassword })).toMatchObject({
      loginUrl: `postgresql://register_login:${encoded}@db.example/register`,
      ownLogin: true,
    });
  });

  test("two databases are refused", () => {
    const given = { databaseUrl: "postgresql://a@h/one", adminUrl: "postgresql://b@h/two", loginPassword };
    expect(() => resolveDatabase(given)).toThrow(Problem);
  });

  test.each(["My-Register", "Register", "été", "x".repeat(42)])("a database called %s cannot name roles", (name) => {
    expect(() =>
      resolveDatabase({ databaseUrl: `postgresql://a@h/${encodeURIComponent(name)}`, loginPassword }),
    ).toThrow(/small letters/);
  });
});
