import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import type { TypedAccount } from "@/lib/cases/schema";
import { withViewer, withViewerWrite } from "@/lib/db/with-viewer";
import { testDatabase } from "@/lib/testing/database";
import { log, newReport, plainAccount, plainLine } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import type { ReportValues } from "./form";
import { freshPerson, freshReport } from "./form";
import { loadMyReports, loadReportForm } from "./loaders";
import { removeTemplate, renameTemplate, saveTemplate } from "./templates";

const db = testDatabase();
let sourceId = 0;
let analyst: Viewer;
let colleague: Viewer;
let outsider: Viewer;

beforeAll(async () => {
  ({ sourceId } = await makeReferenceLists(db));
  await makeAgency(db, "north");
  await makeAgency(db, "south");
  analyst = await makeViewer(db, "north", "analyst");
  colleague = await makeViewer(db, "north", "reviewer");
  outsider = await makeViewer(db, "south", "analyst");
});

type Person = TypedAccount["people"][number];
const secret: Person = {
  person: { name: "Secret Name", nameLatin: null, alias: "Secret Alias", aliasLatin: null },
  group: null,
  role: "courier",
  tier: "unknown",
  arrest: "arrested",
  basis: "fact",
  dataSubject: "suspect",
  nationality: null,
};
const several: Person = { ...secret, person: null, group: { qualifier: "at-least", count: 2, words: "several" } };
const account = (change = {}) =>
  plainAccount({
    ...{ date: "2009-03-01", note: "as Secret Name said", externalReference: randomUUID(), place: "a hotel" },
    ...{ people: [secret, several], lines: [plainLine({ quantity: "7.3" })] },
    ...change,
  });
const save = (viewer: Viewer, of: Parameters<typeof saveTemplate>[2]["of"], name: string, shared = false) => {
  const id = randomUUID();
  return withViewerWrite(viewer, (tx) => saveTemplate(tx, viewer, { id, name, shared, of })).then(() => id);
};
const beginning = async (viewer: Viewer, template: string) =>
  (await loadReportForm(viewer, randomUUID(), { template })).start;
const names = async (viewer: Viewer) => (await loadMyReports(viewer)).templates.map(({ name }) => name);

describe("a template", () => {
  it("made of a report keeps what is typed again and again, and nobody, no figure and no words about the event", async () => {
    const { reportId } = await log(analyst, newReport(sourceId, account(), { operation: "5·20" }));
    const id = await save(analyst, { report: reportId }, "  Hotel,   ice ");
    const start = await beginning(analyst, id);
    expect(start).toMatchObject({
      kind: "template",
      name: "Hotel, ice",
      values: { point: { id: "dandong" }, place: "a hotel", operation: "5·20", date: "", note: "", people: [] },
    });
    const [stored] = await db.sql<{ body: ReportValues }>("SELECT body FROM report_template WHERE id = $1", [id]);
    expect(stored?.body.lines).toMatchObject([
      { asReported: "ice", substance: { id: "methamphetamine" }, unit: { id: "kg" }, quantity: "", purity: "" },
    ]);
    expect(JSON.stringify(stored)).not.toMatch(/Secret|7\.3|2009|several/);
    const changes = await db.sql(
      "SELECT c.new_row FROM audit_change c WHERE c.table_name = 'report_template' AND c.row_key = $1",
      [id],
    );
    expect(changes).toHaveLength(1);
    expect(JSON.stringify(changes)).not.toContain("a hotel");
    expect((await loadMyReports(analyst)).templates[0]).toMatchObject({
      ...{ name: "Hotel, ice", shared: false, by: null },
      ...{ point: { nameZh: "丹东" }, substances: [{ nameKo: "메스암페타민" }] },
    });
  });

  it("made of what stands in a form keeps no name either", async () => {
    const people = [{ ...freshPerson("1", "person"), name: "Secret Name", alias: "Secret Alias" }];
    const id = await save(analyst, { values: { ...freshReport(), people, seizingAgency: "patrol" } }, "Form");
    const [stored] = await db.sql("SELECT body FROM report_template WHERE id = $1", [id]);
    expect(JSON.stringify(stored)).not.toContain("Secret");
    expect(await beginning(analyst, id)).toMatchObject({ values: { seizingAgency: "patrol" } });
  });

  it("is one's own until it is shared in the agency, and its owner's alone to call otherwise and to remove", async () => {
    const id = await save(colleague, { values: freshReport() }, "Colleague's");
    await expect(beginning(analyst, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await withViewerWrite(colleague, (tx) => renameTemplate(tx, colleague, { id, name: "Ours", shared: true }));
    expect(await beginning(analyst, id)).toMatchObject({ name: "Ours" });
    expect((await loadMyReports(analyst)).templates.find((one) => one.id === id)).toMatchObject({ by: colleague.name });
    await expect(beginning(outsider, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const change = { id, name: "Mine", shared: true };
    for (const viewer of [analyst, outsider]) {
      await expect(withViewerWrite(viewer, (tx) => renameTemplate(tx, viewer, change))).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
      await expect(withViewerWrite(viewer, (tx) => removeTemplate(tx, viewer, { id }))).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    }
    expect(await names(analyst)).toContain("Ours");
    await withViewerWrite(colleague, (tx) => removeTemplate(tx, colleague, { id }));
    expect(await names(analyst)).not.toContain("Ours");
  });

  it("has a name of its own", async () => {
    await save(analyst, { values: freshReport() }, "Twice");
    const refused = (name: string) => save(analyst, { values: freshReport() }, name);
    for (const name of ["Twice", "  ", "x".repeat(81)])
      await expect(refused(name), name).rejects.toMatchObject({ code: "INVALID", fields: [{ path: "name" }] });
    await save(colleague, { values: freshReport() }, "Twice");
  });

  it.each(["viewer", "admin", "auditor"] as const)("is nothing for the role %s", async (role) => {
    const viewer = await makeViewer(db, "north", role);
    await expect(save(viewer, { values: freshReport() }, "No")).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(
      withViewerWrite(
        viewer,
        (tx) => tx.$executeRaw`
        INSERT INTO report_template (id, user_id, agency_id, name, body) VALUES (gen_random_uuid(), ${viewer.userId}, ${viewer.agencyId}, 'No', '{}')`,
      ),
    ).rejects.toThrow(/row-level security/);
  });
});

describe("a copy of a report", () => {
  it("comes with what its version says that counts, to whoever may read it, and consults nobody's name", async () => {
    const { reportId, reference } = await log(analyst, newReport(sourceId, account(), { operation: "5·20" }));
    const form = await loadReportForm(outsider, randomUUID(), { from: reportId });
    expect(form.start).toMatchObject({ kind: "report", reference, operation: "5·20", account: { place: "a hotel" } });
    expect(form.sources.map(({ id }) => id)).toContain(sourceId);
    expect(JSON.stringify(form)).not.toMatch(/Secret Alias/);
    const amber = await log(analyst, newReport(sourceId, account({ handling: "amber" })));
    await expect(loadReportForm(outsider, randomUUID(), { from: amber.reportId })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const [events] = await withViewer(analyst, () =>
      db.sql<{ n: number }>("SELECT count(*)::int AS n FROM audit_event WHERE actor_id = $1", [outsider.userId]),
    );
    expect(events?.n).toBe(0);
  });
});
