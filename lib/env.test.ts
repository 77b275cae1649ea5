import { expect, test } from "vitest";
import { parseEnv } from "./env";

const good = { DATABASE_URL: "postgresql://weir_login:p@127.0.0.1:5432/weir" };

test("defaults", () => {
  expect(parseEnv(good)).toMatchObject({ HOST: "127.0.0.1", PORT: 3000, WEIR_DATA_DIR: ".weir", LOG_LEVEL: "info" });
});

test("an empty variable counts as not set", () => {
  expect(parseEnv({ ...good, WEIR_SECRET: "", WEIR_URL: "", PORT: "" })).toEqual(parseEnv(good));
  expect(() => parseEnv({ DATABASE_URL: "" })).toThrow(/^DATABASE_URL is not set: /);
});

test.each([
  ["DATABASE_URL", "mysql://h/weir"],
  ["WEIR_SECRET", "short"],
  ["WEIR_URL", "https://weir.example/path"],
  ["PORT", "70000"],
  ["LOG_LEVEL", "loud"],
])("%s=%s is one sentence that names it and does not repeat the value", (name, value) => {
  const attempt = () => parseEnv({ ...good, [name]: value });
  expect(attempt).toThrow(new RegExp(`^${name} cannot be used: .*\\.$`));
  expect(attempt).toThrow(new RegExp(`^(?!.*${value})`));
});

test("every wrong value has its sentence", () => {
  expect(() => parseEnv({ PORT: "0" })).toThrow(/DATABASE_URL is not set: .*\nPORT cannot be used: /);
});
