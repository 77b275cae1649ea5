import os from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { readDemoEnvironment, readEnvironment } from "./environment.mjs";
import { root } from "./paths.mjs";
import { Problem } from "./problem.mjs";
import { asEnv } from "./run.mjs";

const read = (variables: Record<string, string>) => readEnvironment(asEnv(variables));

describe("the start's environment", () => {
  test("without anything it serves on loopback, port 3000, from .weir", () => {
    expect(read({})).toEqual({
      host: "127.0.0.1",
      port: 3000,
      publicUrl: "http://127.0.0.1:3000",
      databaseUrl: undefined,
      adminUrl: undefined,
      dataFolder: path.join(root, ".weir"),
      secret: undefined,
    });
  });

  test("the demo keeps away from the real register: its own folder and port, never its database, address or secret", () => {
    const real = {
      DATABASE_URL: "postgresql://a@h/weir",
      WEIR_URL: "https://weir.example.org",
      WEIR_SECRET: "s".repeat(40),
    };
    expect(readDemoEnvironment(asEnv(real))).toEqual({
      ...read({}),
      port: 3001,
      publicUrl: "http://127.0.0.1:3001",
      dataFolder: path.join(root, ".weir", "demo"),
    });
    expect(readDemoEnvironment(asEnv({ PORT: "8080", WEIR_DATA_DIR: "/srv/weir" }))).toMatchObject({
      port: 8080,
      dataFolder: "/srv/weir/demo",
    });
  });

  test("an empty variable counts as not set", () => {
    expect(read({ PORT: "", DATABASE_URL: "", WEIR_DATA_DIR: " " })).toEqual(read({}));
  });

  test("the public address follows host and port unless it is given", () => {
    expect(read({ HOST: "0.0.0.0", PORT: "8080" }).publicUrl).toBe("http://127.0.0.1:8080");
    expect(read({ HOST: "::1" }).publicUrl).toBe("http://[::1]:3000");
    expect(read({ WEIR_URL: "https://weir.example.org/" }).publicUrl).toBe("https://weir.example.org");
  });

  test("the data folder may be absolute, relative to the checkout, or in the home folder", () => {
    expect(read({ WEIR_DATA_DIR: "/srv/weir" }).dataFolder).toBe("/srv/weir");
    expect(read({ WEIR_DATA_DIR: "data" }).dataFolder).toBe(path.join(root, "data"));
    expect(read({ WEIR_DATA_DIR: "~/weir" }).dataFolder).toBe(path.join(os.homedir(), "weir"));
  });

  test.each([
    ["PORT", "abc"],
    ["PORT", "0"],
    ["PORT", "65536"],
    ["PORT", "30 00"],
    ["HOST", "http://x"],
    ["HOST", "localhost:3000"],
    ["WEIR_URL", "weir.example"],
    ["WEIR_URL", "https://a.example/weir"],
    ["WEIR_SECRET", "short"],
    ["DATABASE_URL", "nonsense"],
    ["DATABASE_URL", "mysql://a@h/weir"],
    ["DATABASE_URL", "postgresql://a@h"],
    ["DATABASE_ADMIN_URL", "postgresql://a@h/weir"],
    ["DATABASE_REPLICA_URLS", "postgresql://a@h/weir,nonsense"],
  ])("%s=%s is one clear sentence that names it", (name, value) => {
    const attempt = () => read({ [name]: value });
    expect(attempt).toThrow(Problem);
    expect(attempt).toThrow(new RegExp(`^${name} .*\\.$`, "s"));
  });

  test.each(["mysql://a:topsecret@h/weir", "postgresql://a:topsecret@h", "a:topsecret@h"])(
    "a wrong address is not repeated: it may hold a password (%s)",
    (value) => {
      expect(() => read({ DATABASE_URL: value })).toThrow(/^(?!.*topsecret)/s);
    },
  );
});
