import { expect, test } from "vitest";
import { withRoleNames } from "./roles.mjs";

test("role names are replaced as whole words, in code and in literals", () => {
  const sql = `GRANT SELECT ON t TO weir_app; SELECT 'weir_system', "weir_owner"; -- weir_login`;
  expect(withRoleNames(sql, "north")).toBe(
    `GRANT SELECT ON t TO north_app; SELECT 'north_system', "north_owner"; -- north_login`,
  );
});

test.each(["weir_apple", "my_weir_app", "weir_app_x", "weir.app", "weir_reader"])("%s is left alone", (word) => {
  expect(withRoleNames(`SELECT ${word}`, "north")).toBe(`SELECT ${word}`);
});

test("a register called weir keeps them", () => {
  expect(withRoleNames("weir_owner weir_login", "weir")).toBe("weir_owner weir_login");
});
