import { beforeAll, describe, expect, it } from "vitest";
import { builtInViewer } from "@/lib/auth/mint";
import type { Viewer } from "@/lib/auth/types";
import type { UserRole } from "@/lib/codes";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { testDatabase } from "@/lib/testing/database";
import { log, newReport, plainAccount, plainLine } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { amendReport, returnReport, verifyReport } from "./mutations";
import { reinstateReport, withdrawReport } from "./withdrawal";

const db = testDatabase();
let sourceId = 0;
/** Everybody who may turn up at a report of agency north: its author first. */
const cast: Record<string, Viewer> = {};

beforeAll(async () => {
  ({ sourceId } = await makeReferenceLists(db));
  await makeAgency(db, "north");
  await makeAgency(db, "south");
  cast.author = await makeViewer(db, "north", "analyst");
  cast["author who reviews"] = await makeViewer(db, "north", "reviewer");
  for (const agency of ["north", "south"])
    for (const role of ["viewer", "analyst", "reviewer", "admin", "auditor"] as const)
      cast[`${role} of ${agency}`] = await makeViewer(db, agency, role);
  cast.operator = await builtInViewer("operator");
});

const who = (name: string): Viewer => {
  const viewer = cast[name];
  if (!viewer) throw new Error(`nobody is called ${name}`);
  return viewer;
};

const verbs = {
  amend: (viewer: Viewer, reportId: string, version: number) =>
    withViewerWrite(viewer, (tx) =>
      amendReport(tx, viewer, {
        reportId,
        baseVersion: version,
        account: plainAccount({ lines: [plainLine({ quantity: "3" })] }),
        reason: "read again",
      }),
    ),
  verify: (viewer: Viewer, reportId: string, version: number) =>
    withViewerWrite(viewer, (tx) => verifyReport(tx, viewer, { reportId, version, reason: null })),
  return: (viewer: Viewer, reportId: string, version: number) =>
    withViewerWrite(viewer, (tx) => returnReport(tx, viewer, { reportId, version, reason: "which day?" })),
  withdraw: (viewer: Viewer, reportId: string, _version: number) =>
    withViewerWrite(viewer, (tx) => withdrawReport(tx, viewer, { reportId, reason: "not an event" })),
  /** of a report that the operator withdrew */
  reinstate: (viewer: Viewer, reportId: string, _version: number) =>
    withViewerWrite(viewer, (tx) => reinstateReport(tx, viewer, { reportId, reason: "it was one" })),
};

/** Who may do what to a GREEN report of north: while unverified, and once verified. Everybody else is refused. */
const allowed: Record<keyof typeof verbs, { unverified: string[]; verified: string[] }> = {
  amend: {
    unverified: ["author", "author who reviews", "analyst of north", "reviewer of north", "operator"],
    verified: ["author", "author who reviews", "analyst of north", "reviewer of north", "operator"],
  },
  verify: { unverified: ["author who reviews", "reviewer of north", "operator"], verified: [] },
  return: { unverified: ["author who reviews", "reviewer of north", "operator"], verified: [] },
  withdraw: { unverified: ["author", "operator"], verified: ["author who reviews", "reviewer of north", "operator"] },
  reinstate: { unverified: ["author", "operator"], verified: ["author who reviews", "reviewer of north", "operator"] },
};

describe("the matrix at a report", () => {
  for (const verb of Object.keys(verbs) as (keyof typeof verbs)[])
    for (const state of ["unverified", "verified"] as const)
      it(`${verb}, ${state}`, async () => {
        for (const name of Object.keys(cast)) {
          const { reportId } = await log(who("author"), newReport(sourceId, plainAccount()));
          if (state === "verified") await verbs.verify(who("reviewer of north"), reportId, 1);
          if (verb === "reinstate") await verbs.withdraw(who("operator"), reportId, 1);
          const outcome = await verbs[verb](who(name), reportId, 1).then(
            () => "done",
            (error: { code?: string }) => error.code ?? String(error),
          );
          const expected = allowed[verb][state].includes(name)
            ? ["done"]
            : state === "verified" && (verb === "verify" || verb === "return")
              ? ["CONFLICT", "FORBIDDEN", "NOT_FOUND"]
              : ["FORBIDDEN", "NOT_FOUND"];
          expect(expected, `${name} ${verb}`).toContain(outcome);
          const events = await db.sql<{ n: number }>(
            "SELECT count(*)::int AS n FROM audit_event e WHERE e.details ->> 'report' = $1",
            [reportId],
          );
          expect(events[0]?.n, `${name} ${verb}: events`).toBe(
            1 + (state === "verified" ? 1 : 0) + (verb === "reinstate" ? 1 : 0) + (outcome === "done" ? 1 : 0),
          );
        }
      });

  it("logging is for analysts and reviewers", async () => {
    for (const [name, viewer] of Object.entries(cast)) {
      const may: UserRole[] = ["analyst", "reviewer", "operator"];
      const outcome = await log(viewer, newReport(sourceId, plainAccount())).then(
        () => "done",
        (error: { code?: string }) => error.code,
      );
      expect(outcome, name).toBe(may.includes(viewer.role) ? "done" : "FORBIDDEN");
    }
  });

  it("lets nobody decide about a version that they wrote", async () => {
    const { reportId } = await log(who("author who reviews"), newReport(sourceId, plainAccount()));
    await expect(verbs.verify(who("author who reviews"), reportId, 1)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(verbs.return(who("author who reviews"), reportId, 1)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await verbs.verify(who("reviewer of north"), reportId, 1);
  });

  it("answers out of scope as not found", async () => {
    const { reportId } = await log(who("author"), newReport(sourceId, plainAccount({ handling: "amber-strict" })));
    for (const verb of ["amend", "verify", "return", "withdraw"] as const) {
      const viewer = who(verb === "amend" || verb === "withdraw" ? "analyst of south" : "reviewer of south");
      await expect(verbs[verb](viewer, reportId, 1), verb).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });
});

describe("writing", () => {
  it("makes nothing half: a report that fails late leaves no case, no person, no event", async () => {
    const counts = () =>
      db.sql(
        "SELECT (SELECT count(*) FROM case_file) AS cases, (SELECT count(*) FROM person) AS people, (SELECT count(*) FROM audit_event) AS events, (SELECT count(*) FROM source) AS sources",
      );
    const before = await counts();
    const account = plainAccount({
      people: [
        {
          person: { name: "Ri\u0000", nameLatin: null, alias: null, aliasLatin: null },
          group: null,
          role: "unknown",
          tier: "unknown",
          arrest: "unknown",
          basis: "fact",
          dataSubject: "suspect",
          nationality: null,
        },
      ],
    });
    await expect(log(who("author"), newReport(sourceId, account))).rejects.toThrow();
    expect(await counts()).toEqual(before);
  });

  it("takes one of several amendments of one version and tells the others", async () => {
    const { reportId } = await log(who("author"), newReport(sourceId, plainAccount()));
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => verbs.amend(who("author"), reportId, 1)),
    );
    expect(outcomes.filter((o) => o.status === "fulfilled")).toHaveLength(1);
    for (const o of outcomes) if (o.status === "rejected") expect(o.reason).toMatchObject({ code: "CONFLICT" });
  });

  it("asks a RED report for a reviewer of the own agency, and then shows it to the team alone", async () => {
    const red = plainAccount({ handling: "red" });
    await expect(log(who("author"), newReport(sourceId, red))).rejects.toMatchObject({
      code: "INVALID",
      fields: [{ path: "team" }],
    });
    await expect(
      log(who("author"), newReport(sourceId, red, { team: [who("reviewer of south").userId] })),
    ).rejects.toMatchObject({ code: "INVALID" });
    const { reportId } = await log(
      who("author"),
      newReport(sourceId, red, { team: [who("reviewer of north").userId] }),
    );
    await expect(verbs.amend(who("analyst of north"), reportId, 1)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await verbs.verify(who("reviewer of north"), reportId, 1);
  });

  it("takes a further source from another agency, and keeps the figures the owner's", async () => {
    const { reference } = await log(who("author"), newReport(sourceId, plainAccount()));
    const second = plainAccount({ lines: [plainLine({ quantity: "9" })] });
    await log(who("analyst of south"), newReport(sourceId, second, { attachTo: reference }));
    expect(
      await db.sql(
        "SELECT l.quantity::text AS quantity, (SELECT count(*)::int FROM report r WHERE r.case_id = c.id) AS reports FROM case_file c JOIN case_line l ON l.case_id = c.id WHERE reference = $1",
        [reference],
      ),
    ).toEqual([{ quantity: "1.5", reports: 2 }]);
    await expect(
      log(who("analyst of south"), newReport(sourceId, plainAccount({ handling: "amber" }), { attachTo: reference })),
    ).rejects.toMatchObject({ code: "INVALID", fields: [{ path: "handling" }] });
  });

  it("moves a case on to its next report when the principal one is withdrawn, and withdraws it with the last", async () => {
    const first = await log(who("author"), newReport(sourceId, plainAccount()));
    const second = await log(
      who("author"),
      newReport(sourceId, plainAccount({ lines: [plainLine({ quantity: "2" })] }), { attachTo: first.reference }),
    );
    const read = async () =>
      (
        await db.sql(
          "SELECT c.status, l.quantity::text AS quantity FROM case_file c JOIN case_line l ON l.case_id = c.id WHERE reference = $1",
          [first.reference],
        )
      )[0];
    await verbs.withdraw(who("author"), first.reportId, 1);
    expect(await read()).toEqual({ status: "submitted", quantity: "2" });
    await verbs.withdraw(who("author"), second.reportId, 1);
    expect(await read()).toEqual({ status: "withdrawn", quantity: "2" });
  });

  it("does not take a person that the report does not name", async () => {
    const known = plainAccount({
      people: [
        {
          person: { name: "O", nameLatin: null, alias: null, aliasLatin: null },
          group: null,
          role: "courier",
          tier: "unknown",
          arrest: "arrested",
          basis: "fact",
          dataSubject: "suspect",
          nationality: null,
        },
      ],
    });
    await log(who("author"), newReport(sourceId, known));
    const [person] = await db.sql<{ id: number }>("SELECT max(id) AS id FROM person");
    const stolen = plainAccount({
      people: [
        {
          person: person?.id ?? 0,
          group: null,
          role: "courier",
          tier: "unknown",
          arrest: "arrested",
          basis: "fact",
          dataSubject: "suspect",
          nationality: null,
        },
      ],
    });
    await expect(log(who("analyst of south"), newReport(sourceId, stolen))).rejects.toMatchObject({
      code: "INVALID",
      fields: [{ path: "people.0.person" }],
    });
  });

  it("takes no team for a case of another agency, and puts whoever makes a case RED on it", async () => {
    const { reportId, reference } = await log(who("author"), newReport(sourceId, plainAccount()));
    const outsider = who("analyst of south");
    await expect(
      log(outsider, newReport(sourceId, plainAccount(), { attachTo: reference, team: [outsider.userId] })),
    ).rejects.toMatchObject({ code: "INVALID", fields: [{ path: "team" }] });
    const colleague = who("analyst of north");
    const reviewer = who("reviewer of north");
    await log(
      colleague,
      newReport(sourceId, plainAccount({ handling: "red" }), { attachTo: reference, team: [reviewer.userId] }),
    );
    expect(
      await db.sql(
        "SELECT m.user_id FROM case_member m JOIN case_file c ON c.id = m.case_id WHERE c.reference = $1 AND m.user_id = $2",
        [reference, colleague.userId],
      ),
    ).toHaveLength(1);
    const alone = await log(who("author"), newReport(sourceId, plainAccount()));
    const redden = (team?: number[]) =>
      withViewerWrite(who("author"), (tx) =>
        amendReport(tx, who("author"), {
          reportId: alone.reportId,
          baseVersion: 1,
          account: plainAccount({ handling: "red" }),
          reason: null,
          team,
        }),
      );
    await expect(redden()).rejects.toMatchObject({ code: "INVALID", fields: [{ path: "team" }] });
    await redden([reviewer.userId]);
    expect(reportId).not.toBe(alone.reportId);
  });

  it("says at the field that a source's number is logged already, also in an amendment", async () => {
    const numbered = plainAccount({ externalReference: "A-17" });
    await log(who("author"), newReport(sourceId, numbered));
    const again = { code: "INVALID", fields: [{ path: "externalReference" }] };
    await expect(log(who("analyst of north"), newReport(sourceId, numbered))).rejects.toMatchObject(again);
    const { reportId } = await log(who("author"), newReport(sourceId, plainAccount()));
    await expect(
      withViewerWrite(who("author"), (tx) =>
        amendReport(tx, who("author"), { reportId, baseVersion: 1, account: numbered, reason: null }),
      ),
    ).rejects.toMatchObject(again);
    await log(who("analyst of south"), newReport(sourceId, numbered));
  });

  it("opens no name by an amendment that nobody has reviewed", async () => {
    const person = { name: "Yun", nameLatin: null, alias: null, aliasLatin: null };
    const one = (dataSubject: "unclassified" | "suspect", whom: typeof person | number) =>
      plainAccount({
        people: [
          {
            person: whom,
            group: null,
            role: "courier",
            tier: "unknown",
            arrest: "arrested",
            basis: "fact",
            dataSubject,
            nationality: null,
          },
        ],
      });
    const { reportId } = await log(who("author"), newReport(sourceId, one("unclassified", person)));
    await verbs.verify(who("reviewer of north"), reportId, 1);
    const mention = () =>
      db.sql<{ person_id: number; data_subject: string }>(
        "SELECT person_id, data_subject FROM person_mention WHERE report_id = $1",
        [reportId],
      );
    const [before] = await mention();
    const colleague = who("analyst of north");
    await withViewerWrite(colleague, (tx) =>
      amendReport(tx, colleague, {
        reportId,
        baseVersion: 1,
        account: one("suspect", before?.person_id ?? 0),
        reason: null,
      }),
    );
    expect((await mention())[0]?.data_subject).toBe("unclassified");
    await verbs.verify(who("reviewer of north"), reportId, 2);
    expect((await mention())[0]?.data_subject).toBe("suspect");
  });
});
