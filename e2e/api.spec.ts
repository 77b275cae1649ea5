import { randomUUID } from "node:crypto";
import Ajv2020 from "ajv/dist/2020.js";
import { newAccount } from "./accounts";
import { baseUrl, weir } from "./environment";
import { expect, test } from "./fixtures";

type Parameter = { name: string; in: string; required?: boolean };
type Response = { content?: Record<string, { schema: object }> };
type Operation = {
  operationId: string;
  parameters: Parameter[];
  requestBody?: object;
  responses: Record<string, Response>;
};
type Document = { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, object> } };

const call = (path: string, key: string | null, init: RequestInit = {}) =>
  fetch(`${baseUrl()}/api/v1${path}`, {
    redirect: "manual",
    ...init,
    headers: { ...(key ? { authorization: `Bearer ${key}` } : {}), ...init.headers },
  });

async function newKey(role: "viewer" | "analyst" | "reviewer", ...more: string[]): Promise<string> {
  const { email } = await newAccount(`Program${randomUUID().slice(0, 8)}`, role);
  return (await weir(["key:create", "--email", email, "--label", "browser tests", ...more])).trim();
}

const report = {
  date: "2018-03-05",
  point: "dandong",
  attribution: "stated",
  lines: [
    { asReported: "heroin", substance: "heroin", form: "powder", quantity: "0.4", unit: "kg", qualifier: "about" },
  ],
  credibility: "3",
  handling: "green",
  source: { create: { title: "Through the API", reliability: "B" } },
};
const asJson = (body: unknown, more: Record<string, string> = {}): RequestInit => ({
  method: "POST",
  body: JSON.stringify(body),
  headers: { "content-type": "application/json", "idempotency-key": randomUUID(), ...more },
});

test("every operation of the document answers as the document says, and refuses as it says", async () => {
  test.slow();
  const [key, reviewers] = [await newKey("analyst"), await newKey("reviewer")];
  const fetched = await fetch(`${baseUrl()}/api/v1/openapi.json`);
  expect(fetched.headers.get("ratelimit-policy")).toMatch(/^"calls";q=\d+;w=60$/);
  const document = (await fetched.json()) as Document;
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ $id: "doc", ...document });
  /** What an answer has that the document does not promise for its status. */
  const unlike = async (operation: Operation, answer: globalThis.Response): Promise<string> => {
    const described = operation.responses[answer.status];
    if (described && !described.content) return (await answer.text()) === "" ? "" : "there is a body";
    const type = (answer.headers.get("content-type") ?? "").split(";", 1)[0] ?? "";
    const schema = described?.content?.[type]?.schema;
    if (!schema) return `${answer.status} ${type} is not in the document`;
    const validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"doc#/')));
    return validate(await answer.json()) ? "" : ajv.errorsText(validate.errors);
  };
  const all = Object.entries(document.paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => ({ path, verb, operation })),
  );
  const driven = new Set<string>();
  const ids: Record<string, string> = { reference: "D4" };

  /** Calls an operation as it is to be called, and in the ways in which it is to refuse. @returns its answer */
  async function drive(id: string, init: RequestInit = {}, { as = key, query = "", status = 0 } = {}) {
    const found = all.find(({ operation }) => operation.operationId === id);
    if (!found) throw new Error(`the document has no ${id}`);
    const { operation, verb } = found;
    const path = found.path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? "");
    const sent = { ...init, method: verb.toUpperCase() };
    const odd = await call(`${path}?colour=red${query && `&${query}`}`, as, sent);
    expect(odd.status, id).toBe(400);
    expect(await unlike(operation, odd.clone()), `${id} with an unknown key`).toBe("");
    expect((await odd.json()).errors).toMatchObject([{ field: "colour", value: "red", code: "unknown-key" }]);
    const closed = await call(path, null, sent);
    expect(closed.status, id).toBe(401);
    expect(closed.headers.get("www-authenticate")).toMatch(/^Bearer realm="Weir"/);
    expect(await unlike(operation, closed), `${id} without a key`).toBe("");
    const answer = await call(`${path}${query && `?${query}`}`, as, sent);
    if (status === 0) expect(answer.ok, `${id} ${answer.status}`).toBe(true);
    else expect(answer.status, id).toBe(status);
    for (const one of [odd, closed, answer]) {
      expect(one.headers.get("ratelimit"), id).toMatch(/^"calls";r=\d+;t=\d+$/);
      expect(one.headers.get("ratelimit-policy"), id).toMatch(/^"calls";q=\d+;w=60$/);
    }
    expect(await unlike(operation, answer.clone()), id).toBe("");
    if (operation.parameters.some(({ name }) => name === "point")) {
      const narrowed = await call(`${path}?point=dandong&substance=heroin&q=a`, as);
      expect(await unlike(operation, narrowed), `${id} with a filter`).toBe("");
    }
    driven.add(id);
    return answer;
  }
  /** Asks how an import stands until nothing is at work on it. */
  async function settled(): Promise<Record<string, unknown>> {
    const state: Record<string, unknown>[] = [];
    await expect
      .poll(async () => {
        state[0] = await (await call(`/imports/${ids.id}`, key)).json();
        return state[0]?.state;
      })
      .not.toMatch(/ing$/);
    return state[0] ?? {};
  }

  for (const { operation, path, verb } of all)
    if (verb === "get" && !path.includes("{id}")) await drive(operation.operationId);

  ids.id = String((await (await drive("addSource", asJson({ title: "By a program", reliability: "C" }))).json()).id);
  await drive("getSource");

  ids.id = (await (await drive("logReport", asJson(report))).json()).report;
  const first = await drive("getReport");
  const { says } = await first.json();
  const about = (version: number) => ({ "if-match": `"${version}"` });
  const amended = asJson({ ...says, place: "km 12", reason: "a letter" }, about(1));
  expect((await drive("amendReport", amended)).headers.get("etag")).toBe('"2"');
  const late = await drive("amendReport", asJson({ ...says, reason: "late" }, about(1)), { status: 412 });
  expect((await late.json()).conflict).toMatchObject({ version: 2, fields: [{ field: "place", theirs: "km 12" }] });
  await drive("amendReport", asJson({ ...says, reason: "of nothing" }), { status: 428 });
  await drive("withdrawReport", asJson({ reason: "twice" }, about(2)));
  await drive("withdrawReport", asJson({ reason: "twice" }, about(2)), { status: 409 });
  await drive("reinstateReport", asJson({ reason: "not twice" }, about(2)));
  await drive("verifyReport", asJson({}, about(2)), { status: 403 });
  await drive("returnReport", asJson({ reason: "whose?" }, about(2)), { as: reviewers });
  await drive("amendReport", asJson({ ...says, reason: "asked" }, about(2)));
  await drive("verifyReport", asJson({}, about(3)), { as: reviewers });
  await drive("listReports", {}, { as: reviewers, query: "list=review" });

  const csv = "Day,Drug,Amount,Unit\n2018-07-04,heroin,2,kg\n2018-07-05,heroin,much,kg\n";
  const upload = () => ({ body: csv, headers: { "content-type": "text/csv", "idempotency-key": randomUUID() } });
  const begun = await drive("uploadImport", upload(), { query: "name=one.csv" });
  ids.id = (await begun.json()).id;
  expect(begun.headers.get("location")).toBe(`/api/v1/imports/${ids.id}`);
  expect((await call("/imports?name=one.csv", key, asJson({}))).status, "JSON is no spreadsheet").toBe(415);
  const columns = { date: "Day", substance: "Drug", quantity: "Amount", unit: "Unit" };
  await drive("commitImport", {}, { status: 409 });
  await drive("putImportMapping", asJson({ name: "Through the API", columns }));
  await drive("putImportMapping", asJson({ name: "Through the API", columns }, about(1)), { status: 412 });
  expect((await drive("dryRunImport")).status).toBe(202);
  expect(await settled()).toMatchObject({ state: "open", dryRun: { rows: 2, refusals: [] } });
  await drive("listImportIssues", {}, { query: "kind=warnings&limit=1" });
  await drive("commitImport");
  expect(await settled()).toMatchObject({ state: "published", batch: { rows: 2 } });
  await drive("getImport");
  await drive("cancelImport", {}, { status: 409 });
  await drive("discardImport", {}, { status: 409 });
  await drive("undoImport");
  expect(await settled()).toMatchObject({ state: "undone", undone: { left: [] } });
  ids.id = (await (await drive("uploadImport", upload(), { query: "name=two.csv" })).json()).id;
  await drive("discardImport");
  await drive("getImport", {}, { status: 404 });
  expect([...driven].sort(), "nothing is left out").toEqual(all.map(({ operation }) => operation.operationId).sort());

  for (const absent of ["/people", "/exports", "/nothing/at/all", "/cases/D4/names"]) {
    const answer = await call(absent, key);
    expect([answer.status, answer.headers.get("content-type")], absent).toEqual([404, "application/problem+json"]);
    expect(answer.headers.get("ratelimit"), absent).toMatch(/^"calls";r=\d+;t=\d+$/);
  }
  const notAllowed = await call("/cases", key, { method: "DELETE" });
  expect([notAllowed.headers.get("allow"), notAllowed.headers.has("ratelimit")]).toEqual(["GET", true]);
  const known = await call("/cases/D4", key);
  const etag = known.headers.get("etag") ?? "";
  expect((await call("/cases/D4", key, { headers: { "if-none-match": etag } })).status).toBe(304);
  const facets = await (await call("/facets?point=dandong", key, { headers: { "accept-language": "ko-KR" } })).json();
  expect(facets.facets.point).toContainEqual({ value: "dandong", label: "단둥", count: expect.any(Number) });
});

test("a key opens what it was made for, and a refusal names what it lacks", async () => {
  const narrow = await newKey("analyst", "--scopes", "read");
  expect((await call("/cases/D4", narrow)).status).toBe(200);
  const [posting, naming, importing] = [
    await call("/reports", narrow, asJson(report)),
    await call("/cases/D4?names=1&purpose=a+test", narrow),
    await call("/imports?name=a.csv", narrow, {
      method: "POST",
      body: "a\n1\n",
      headers: { "content-type": "text/csv" },
    }),
  ];
  for (const [answer, scope] of [
    [posting, "write"],
    [naming, "names"],
    [importing, "import"],
  ] as const) {
    expect(answer?.status, scope).toBe(403);
    expect(await answer?.json()).toMatchObject({ code: "FORBIDDEN", scope, detail: expect.stringContaining(scope) });
  }
  await expect(newKey("analyst", "--scopes", "read,everything")).rejects.toThrow("ended with");
});

test("a key writes once per idempotency key; a browser's cookie reads and does not write; a revoked key does neither", async ({
  as,
}) => {
  const key = await newKey("analyst");
  const init = asJson({ ...report, date: "2018-03-06" });
  const [first, second] = [await call("/reports", key, init), await call("/reports", key, init)];
  expect([first.status, second.status]).toEqual([201, 201]);
  const { reference } = await first.json();
  expect(await second.json()).toMatchObject({ reference, repeated: true });
  expect(first.headers.get("location")).toBe(`/api/v1/cases/${reference}`);

  const odd = await call(
    "/reports",
    key,
    asJson({ ...report, source: { create: { title: "x", published: "1990", reliability: "B" } } }),
  );
  expect(odd.status).toBe(422);
  expect((await odd.json()).warnings).toMatchObject([
    { field: "date", code: "published-before", key: expect.any(String) },
  ]);

  const page = await as("analyst");
  expect((await page.request.get("/api/v1/cases?limit=1")).status()).toBe(200);
  expect((await page.request.post("/api/v1/reports", { data: report })).status()).toBe(401);

  const readers = await newKey("viewer");
  expect((await call("/reports", readers, asJson(report))).status).toBe(403);
  await weir(["key:revoke", "--prefix", readers.split("_")[1] ?? ""]);
  const refused = await call("/cases", readers);
  expect(refused.status).toBe(401);
  expect(refused.headers.get("www-authenticate")).toContain("was revoked");
});

test("somebody makes a key on their account's page, sees it once, and ends it there", async ({ signedIn }) => {
  const page = await signedIn(await newAccount("Keyholder", "viewer"), "/account");
  await page.getByLabel("What the new key is for").fill("nightly transfer");
  const reading = page.getByRole("checkbox", { name: "Read the register" });
  await expect(reading).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "Import files" })).not.toBeChecked();
  await reading.uncheck();
  await page.getByRole("button", { name: "Make a key" }).click();
  await expect(page.getByText("Choose at least one")).toBeVisible();
  await reading.check();
  await page.getByRole("button", { name: "Make a key" }).click();
  const shown = page.locator("code", { hasText: /^weir_\w{12}_[\w-]{43}$/ });
  const key = await shown.innerText();
  expect((await call("/cases?limit=1", key)).status).toBe(200);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  const listed = page.getByRole("listitem").filter({ hasText: "nightly transfer" });
  await expect(listed).toContainText("Last used");
  await expect(listed, "what it opens, and no more").toContainText("Read the register");
  await expect(listed).not.toContainText("Import files");
  expect((await call("/imports?name=a.csv", key, { method: "POST" })).status).toBe(403);
  await expect(page.getByText(key)).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
    0,
  );
  await page.getByRole("button", { name: "Revoke the key “nightly transfer”" }).click();
  await page.getByRole("button", { name: "Revoke the key", exact: true }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "nightly transfer" })).toContainText("revoked");
  expect((await call("/cases?limit=1", key)).status).toBe(401);
});
