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

async function newKey(role: "viewer" | "analyst"): Promise<string> {
  const { email } = await newAccount(`Program${randomUUID().slice(0, 8)}`, role);
  return (await weir(["key:create", "--email", email, "--label", "browser tests"])).trim();
}

const report = {
  date: "2012-03-05",
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

/** A file of one row, and how it is to be read. */
const file = {
  fileName: "one.csv",
  content: Buffer.from("Day,Drug,Amount,Unit\n2012-07-04,heroin,2,kg\n").toString("base64"),
  mapping: {
    name: "Through the API",
    columns: { date: "Day", substance: "Drug", quantity: "Amount", unit: "Unit" },
  },
};
const bodies: Record<string, unknown> = { logReport: report, importFile: file, undoImport: {} };

test("every operation of the document answers as the document says, and refuses as it says", async () => {
  const key = await newKey("analyst");
  const document = (await (await fetch(`${baseUrl()}/api/v1/openapi.json`)).json()) as Document;
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ $id: "doc", ...document });
  /** What an answer has that the document does not promise for its status. */
  const unlike = async (operation: Operation, answer: globalThis.Response): Promise<string> => {
    const described = operation.responses[answer.status];
    const type = (answer.headers.get("content-type") ?? "").split(";", 1)[0] ?? "";
    const schema = described?.content?.[type]?.schema;
    if (!schema) return `${answer.status} ${type} is not in the document`;
    const validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"doc#/')));
    return validate(await answer.json()) ? "" : ajv.errorsText(validate.errors);
  };

  const driven: string[] = [];
  let batch = "";
  for (const [template, verbs] of Object.entries(document.paths))
    for (const [verb, operation] of Object.entries(verbs)) {
      const { operationId } = operation;
      const path = template.replace("{reference}", "D4").replace("{batch}", batch);
      const init = verb === "post" ? asJson(bodies[operationId]) : {};
      const answer = await call(path, key, init);
      if (operationId === "importFile") batch = (await answer.clone().json()).batch;
      expect(answer.ok, operationId).toBe(true);
      expect(answer.headers.get("ratelimit"), operationId).toMatch(/^"calls";r=\d+;t=\d+$/);
      expect(await unlike(operation, answer), operationId).toBe("");
      if (operation.parameters.some(({ name }) => name === "point")) {
        const narrowed = await call(`${path}?point=dandong&substance=heroin&q=a`, key);
        expect(await unlike(operation, narrowed), `${operationId} with a filter`).toBe("");
      }
      const odd = await call(`${path}?colour=red`, key, init);
      expect(odd.status, operationId).toBe(operation.responses[422] ? 422 : 400);
      expect(await unlike(operation, odd.clone()), `${operationId} with an unknown key`).toBe("");
      expect((await odd.json()).errors).toMatchObject([{ field: "colour", value: "red", code: "unknown-key" }]);
      const closed = await call(path, null, init);
      expect(closed.status, operationId).toBe(401);
      expect(closed.headers.get("www-authenticate")).toMatch(/^Bearer realm="Weir"/);
      expect(await unlike(operation, closed), `${operationId} without a key`).toBe("");
      driven.push(operationId);
    }
  expect(driven.length).toBeGreaterThan(11);

  for (const absent of ["/people", "/exports", "/nothing/at/all", "/cases/D4/names"]) {
    const answer = await call(absent, key);
    expect([answer.status, answer.headers.get("content-type")], absent).toEqual([404, "application/problem+json"]);
  }
  expect((await call("/cases", key, { method: "DELETE" })).headers.get("allow")).toBe("GET");
  const known = await call("/cases/D4", key);
  const etag = known.headers.get("etag") ?? "";
  expect((await call("/cases/D4", key, { headers: { "if-none-match": etag } })).status).toBe(304);
  const facets = await (await call("/facets?point=dandong", key, { headers: { "accept-language": "ko-KR" } })).json();
  expect(facets.facets.point).toContainEqual({ value: "dandong", label: "단둥", count: expect.any(Number) });
});

test("a key writes once per idempotency key; a browser's cookie reads and does not write; a revoked key does neither", async ({
  as,
}) => {
  const key = await newKey("analyst");
  const init = asJson({ ...report, date: "2012-03-06" });
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
  await page.getByRole("button", { name: "Make a key" }).click();
  const shown = page.locator("code", { hasText: /^weir_\w{12}_[\w-]{43}$/ });
  const key = await shown.innerText();
  expect((await call("/cases?limit=1", key)).status).toBe(200);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  await expect(page.getByRole("listitem").filter({ hasText: "nightly transfer" })).toContainText("Last used");
  await expect(page.getByText(key)).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
    0,
  );
  await page.getByRole("button", { name: "Revoke the key “nightly transfer”" }).click();
  await page.getByRole("button", { name: "Revoke the key", exact: true }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "nightly transfer" })).toContainText("revoked");
  expect((await call("/cases?limit=1", key)).status).toBe(401);
});
