import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import type { Plugin } from "esbuild";
import { build } from "esbuild";
import { expect, test } from "./fixtures";

/**
 * A fixed set of charts as pictures: the product's own components and styles with figures that never change, drawn with its own letters. The
 * pictures stand in e2e/pictures; after an intended change `npx playwright test e2e/chart-pictures.spec.ts --project=browser --no-deps
 * --update-snapshots` makes them anew. Letters and edges differ between builds of a browser: compared is what the one that npm pins draws.
 */
const drawnWith = /^153\./;
const room = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** In place of the framework's modules, which want its server. */
const standIns: Plugin = {
  name: "stand-ins",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^next\/(dynamic|link|navigation)$/ }, ({ path }) => ({ path, namespace: "stand-in" }));
    onLoad({ filter: /.*/, namespace: "stand-in" }, ({ path }) => {
      const name =
        { "next/dynamic": "dynamic as default", "next/link": "Link as default, useLinkStatus" }[path] ?? "useRouter";
      return {
        contents: `export { ${name} } from ${JSON.stringify(room("pictures/stand-ins.tsx"))};`,
        resolveDir: room("pictures"),
      };
    });
  },
};

let stage: { script: string; style: string };

test.beforeAll(async ({ browser }) => {
  test.skip(!drawnWith.test(browser.version()), `the pictures are of another browser than ${browser.version()}`);
  const { outputFiles } = await build({
    entryPoints: [room("pictures/stage.tsx")],
    outdir: room("pictures"),
    bundle: true,
    write: false,
    format: "iife",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    loader: { ".woff2": "dataurl" },
    plugins: [standIns],
    logLevel: "error",
  });
  const textOf = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? "";
  stage = { script: textOf(".js"), style: textOf(".css") };
});

async function draw(page: Page, scene: string, scheme: "light" | "dark", width: number) {
  await page.setViewportSize({ width: width + 40, height: 700 });
  await page.setContent(
    `<!doctype html><html lang="en" data-mantine-color-scheme="${scheme}"><head><style>${stage.style}</style></head>
      <body><div id="stage" data-scene="${scene}" style="box-sizing:border-box;width:${width}px;margin:20px"></div></body></html>`,
  );
  await page.addScriptTag({ content: stage.script });
  const drawn = page.locator("#stage");
  await expect(drawn.locator("svg").last()).toBeVisible();
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
  return drawn;
}

const pictures: [name: string, scene: string, how?: { scheme?: "dark"; width?: number; print?: true }][] = [
  ["counts", "counts"],
  ["counts-390", "counts", { width: 366 }],
  ["grams", "grams"],
  ["stacked", "stacked"],
  ["stacked-dark", "stacked", { scheme: "dark" }],
  ["stacked-printed", "stacked", { print: true }],
  ["states", "states"],
  ["long", "long"],
  ["multiples", "multiples"],
  ["compared", "compared"],
  ["compared-390", "compared", { width: 366 }],
];

for (const [name, scene, { scheme = "light", width = 720, print } = {}] of pictures)
  test(`a chart looks as it did: ${name}`, async ({ page }) => {
    if (print) await page.emulateMedia({ media: "print" });
    const drawn = await draw(page, scene, scheme, width);
    // A single bar that is a case higher, or of another colour, is hundreds of pixels; letters at the edge of one are a few.
    await expect(drawn).toHaveScreenshot(`${name}.png`, { maxDiffPixels: 40, threshold: 0.15, animations: "disabled" });
  });
