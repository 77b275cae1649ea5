import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { newAccount } from "./accounts";
import { baseUrl, weir } from "./environment";
import { expect, test } from "./fixtures";

const here = path.resolve("e2e/client");

/** Runs a script of Node's. Resolves with its exit code and what it printed. */
function run(args: readonly string[], input: string, environment: Record<string, string> = {}) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      [...args],
      { env: { ...process.env, ...environment }, maxBuffer: 64 << 20 },
      (error, out, err) => resolve({ code: error ? Number(error.code ?? 1) : 0, out, err }),
    );
    child.stdin?.end(input);
  });
}

/** Puts the program beside the types that openapi-typescript makes of a document, and has it checked against them. */
async function checked(folder: string, document: string) {
  const types = await run([path.join(here, "types.mjs")], document);
  if (types.code !== 0) return types;
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "weir.d.ts"), types.out);
  fs.copyFileSync(path.join(here, "program.ts"), path.join(folder, "program.ts"));
  const options = {
    ...{ strict: true, noUncheckedIndexedAccess: true, noEmit: true, target: "es2023", lib: ["es2023", "dom"] },
    ...{ module: "esnext", moduleResolution: "bundler", types: ["node"], allowImportingTsExtensions: true },
  };
  const config = { compilerOptions: options, files: ["program.ts", "weir.d.ts"] };
  fs.writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(config));
  return run([path.resolve("node_modules/typescript/bin/tsc"), "--pretty", "false", "-p", folder], "");
}

type Json = { [key: string]: Json };

/** Ways in which a document may be wrong that a program would stumble over. */
const faults: Record<string, (document: Json) => void> = {
  "an operation that is not where it is": ({ paths }) => {
    if (paths) delete paths["/imports/{id}/commit"];
  },
  "a field called otherwise": ({ components }) => {
    const logged = components?.schemas?.Logged?.properties;
    if (logged?.report) logged.id = logged.report;
    delete logged?.report;
  },
  "a field of another type": ({ components }) => {
    const counts = components?.schemas?.ImportIssue?.properties;
    if (counts) counts.row = { type: "string" } as unknown as Json;
    const state = components?.schemas?.Import?.properties?.state;
    if (state) state.enum = ["ready", "done"] as unknown as Json;
  },
  "a body that no report has": ({ components }) => {
    const amendment = components?.schemas?.Amendment as unknown as { required: string[] };
    amendment.required.push("signature");
    const properties = components?.schemas?.Amendment?.properties;
    if (properties) properties.signature = { type: "string" } as unknown as Json;
  },
};

test("a program made by the document's own types reads, writes, amends, imports and takes back", async () => {
  test.slow();
  const document = await (await fetch(`${baseUrl()}/api/v1/openapi.json`)).text();
  const folder = test.info().outputPath("client");
  expect(await checked(folder, document)).toEqual({ code: 0, out: "", err: "" });
  for (const [fault, plant] of Object.entries(faults)) {
    const wrong = JSON.parse(document) as Json;
    plant(wrong);
    expect(JSON.stringify(wrong), fault).not.toBe(document);
    expect(await checked(test.info().outputPath(fault), JSON.stringify(wrong)), fault).toMatchObject({
      ...{ code: 1, out: expect.stringMatching(/program\.ts\(\d+,\d+\): error TS/) },
    });
  }

  const { email } = await newAccount("Outside", "analyst");
  const scopes = ["--scopes", "read,write,import"];
  const key = (await weir(["key:create", "--email", email, "--label", "a program of others", ...scopes])).trim();
  const environment = { WEIR_URL: baseUrl(), WEIR_KEY: key, WEIR_YEAR: "2018" };
  const done = await run(["--import", "tsx", path.join(folder, "program.ts")], "", environment);
  expect(done, done.err).toMatchObject({ code: 0 });
  const { reports, cases, file } = JSON.parse(done.out);
  expect(reports).toEqual({
    reference: expect.stringMatching(/^C-/),
    repeated: true,
    ...{
      versions: [
        [1, null],
        [2, "km 12"],
      ],
    },
    late: { status: 412, fields: [["place", "km 14", "km 12"]] },
    stands: "km 12",
  });
  const listed = await fetch(
    `${baseUrl()}/api/v1/cases?from=2000-01&to=2010-12&point=yanbian&point=dandong&limit=500`,
    {
      headers: { authorization: `Bearer ${key}` },
    },
  );
  const { data } = (await listed.json()) as { data: { reference: string }[] };
  expect(cases.length).toBeGreaterThan(2);
  expect([...cases].sort()).toEqual(data.map(({ reference }) => reference).sort());
  expect(file).toEqual({
    columns: { date: "Date", transitPoint: "Point", substance: "Drug", quantity: "Amount", unit: "Unit" },
    dryRun: [3, 2, 1],
    issues: [[4, "Point", "point-unknown"]],
    batch: [3, 2, 1],
    ...{ during: 2, withdrawn: 2, after: 0 },
  });
});
