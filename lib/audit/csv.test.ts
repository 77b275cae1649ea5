import { describe, expect, it } from "vitest";
import { csvOf } from "./csv";
import type { AuditEntry } from "./types";

const entry = (id: string): AuditEntry => ({
  id,
  at: "2026-01-01T00:00:00.000Z",
  actor: { name: "=HYPERLINK(1)", role: "analyst" },
  agency: null,
  action: "report.log",
  subject: { type: "case", id: "C-1" },
  reason: null,
  details: [["report", "r"]],
  changes: [],
  hidden: 0,
  uncounted: false,
});

describe("a file", () => {
  it("reads the next step only when the one before is taken", async () => {
    let read = 0;
    async function* steps() {
      for (const id of ["3", "2", "1"]) {
        read += 1;
        yield [entry(id)];
      }
    }
    const file = csvOf(steps());
    expect((await file.next()).value).toMatch(/^\ufeffid,at,actor,/);
    expect(read).toBe(0);
    expect((await file.next()).value).toBe(
      `3,2026-01-01T00:00:00.000Z,'=HYPERLINK(1),analyst,,report.log,case,C-1,,"{""report"":""r""}",\r\n`,
    );
    expect(read).toBe(1);
  });
});
