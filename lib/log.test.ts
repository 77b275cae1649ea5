import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";

/** What a process writes when it logs; the log goes to the real standard error. */
function logged(program: string): { stdout: string; lines: Record<string, unknown>[] } {
  const { stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "-e", `(async () => { ${program} })()`], {
    encoding: "utf8",
    env: { ...process.env, DATABASE_URL: "postgresql://u@localhost/weir", LOG_LEVEL: "info" },
  });
  return {
    stdout,
    lines: stderr
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  };
}

describe("the log", () => {
  it("keeps secrets and people's words out, and standard output clean", () => {
    const { stdout, lines } = logged(`
      const { log, logDefect } = await import("./lib/log.ts");
      log().info({ password: "hunter2", user: { email: "a@b", token: "t0ken" }, draft: { content: { name: "Kim" } } }, "said");
      class PrismaClientKnownRequestError extends Error { name = "PrismaClientKnownRequestError"; code = "P2010" }
      const cause = new PrismaClientKnownRequestError("Invalid invocation\\n{ data: { name: \\"Kim Chol\\" } }\\n\\nUnique constraint failed");
      console.log(logDefect(new Error("the outer", { cause }), "here"));
    `);
    const text = JSON.stringify(lines);
    for (const word of ["hunter2", "t0ken", "Kim"]) expect(text).not.toContain(word);
    expect(lines[0]).toMatchObject({ level: "info", password: "[withheld]", user: { email: "a@b" }, msg: "said" });
    expect(lines[1]).toMatchObject({
      id: stdout.trim(),
      where: "here",
      err: { message: "the outer", cause: { message: "Unique constraint failed", code: "P2010" } },
    });
    expect(stdout.trim()).toMatch(/^[0-9a-f]{10}$/);
  });
});
