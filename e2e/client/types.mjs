// Types of the API's document, from standard input to standard output, by openapi-typescript. It writes them by TypeScript's own API, which version
// 7 has none of yet: it is given that of version 5, as @ts-morph/common carries it.
import { register } from "node:module";
import { text } from "node:stream/consumers";

const dataUrl = (code) => `data:text/javascript,${encodeURIComponent(code)}`;
const carrier = JSON.stringify(import.meta.resolve("@ts-morph/common"));
const compiler = JSON.stringify(dataUrl(`import common from ${carrier}; export default common.ts;`));
register(
  dataUrl(`export const resolve = (name, context, next) =>
    name === "typescript" ? { url: ${compiler}, shortCircuit: true } : next(name, context);`),
);
const { default: typesOf, astToString } = await import("openapi-typescript");
// What has a default may be left out of what is sent.
const types = await typesOf(await text(process.stdin), { defaultNonNullable: false });
process.stdout.write(astToString(types));
