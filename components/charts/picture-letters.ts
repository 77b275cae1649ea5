import type { Face } from "@/lib/charts/letters";
import { facesFor, familiesFor, readRanges } from "@/lib/charts/letters";
import type { Locale } from "@/lib/codes";

/** The shipped letters as the page's own stylesheets declare them: where they lie is known to the build alone. */
function shippedFaces(): Face[] {
  return [...document.styleSheets].flatMap((sheet) => {
    let rules: CSSRule[] = [];
    try {
      rules = [...sheet.cssRules];
    } catch {
      return []; // of another origin: an extension's
    }
    return rules.flatMap((rule) => {
      if (!(rule instanceof CSSFontFaceRule)) return [];
      const of = (name: string) => rule.style.getPropertyValue(name);
      const file = /url\("?([^")]+)"?\)/.exec(of("src"))?.[1];
      return {
        family: of("font-family").replace(/^["']|["']$/g, ""),
        style: of("font-style") || "normal",
        ranges: readRanges(of("unicode-range")),
        source: file === undefined ? null : new URL(file, sheet.href ?? document.baseURI).href,
      };
    });
  });
}

async function dataUrl(source: string): Promise<string> {
  const answer = await fetch(source);
  if (!answer.ok) throw new Error(`no letters: ${answer.status}`);
  const content = await answer.blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(content);
  });
}

/**
 * A stylesheet that carries the letters of a drawing, so that it looks the same wherever it is opened: it sees no fonts of the page, and a
 * machine may lack Chinese or Korean. What does not fit, or does not arrive, is left to the machine.
 * @param svg the picture without its letters @param most characters of the stylesheet
 */
export async function lettersOf(svg: string, locale: Locale, most: number): Promise<string> {
  await import("@/components/ui/han-letters");
  const drawn = [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map(([, words]) => words).join("");
  const faces = facesFor(drawn, shippedFaces(), familiesFor(locale), svg.includes('font-style="italic"'));
  const carried = await Promise.all(
    faces.map(async ({ family, style, source, ranges }) => {
      if (source === null) return "";
      const range = ranges.map(([from, to]) => `U+${from.toString(16)}-${to.toString(16)}`).join(",");
      const letters = await dataUrl(source).catch(() => null);
      if (letters === null) return "";
      return `@font-face{font-family:"${family}";font-style:${style};font-weight:100 900;src:url(${letters}) format("woff2");unicode-range:${range}}`;
    }),
  );
  let css = "";
  for (const rule of carried) if (css.length + rule.length <= most) css += rule;
  return css;
}

/** Device pixels per px of a picture: sharp on paper and on a beamer. */
const density = 2;

/**
 * A drawing as pixels, by the browser's own hand. Its words are written with the page's letters once they are there: a picture that carried
 * them would be drawn before they are read.
 */
export async function pixelsOf(svg: string): Promise<Blob> {
  await import("@/components/ui/han-letters");
  const drawing = new DOMParser().parseFromString(svg, "image/svg+xml");
  const texts = [...drawing.querySelectorAll("text")];
  for (const text of texts) text.remove();
  const family = drawing.documentElement.getAttribute("font-family") ?? "sans-serif";
  const said = texts.map(({ textContent }) => textContent).join("");
  const faces = ["", "600 ", "italic "].map((style) => `${style}12px ${family}`);
  // What does not arrive is left to the machine.
  await Promise.allSettled(faces.map((face) => document.fonts.load(face, said)));
  const source = URL.createObjectURL(
    new Blob([new XMLSerializer().serializeToString(drawing)], { type: "image/svg+xml" }),
  );
  try {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * density;
    canvas.height = image.naturalHeight * density;
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no canvas");
    context.scale(density, density);
    context.drawImage(image, 0, 0);
    for (const text of texts) write(context, text, family);
    const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (!png) throw new Error("no picture");
    return png;
  } finally {
    URL.revokeObjectURL(source);
  }
}

/** A text of the drawing, as it stands there. */
function write(context: CanvasRenderingContext2D, text: SVGTextElement, family: string) {
  const of = (name: string) => text.getAttribute(name);
  const [x, y] = [Number(of("x")), Number(of("y"))];
  context.save();
  const [turn, aroundX = 0, aroundY = 0] = (of("transform")?.match(/-?[\d.]+/g) ?? []).map(Number);
  if (turn !== undefined) {
    context.translate(aroundX, aroundY);
    context.rotate((turn * Math.PI) / 180);
    context.translate(-aroundX, -aroundY);
  }
  context.font = `${of("font-style") ?? "normal"} ${of("font-weight") ?? "400"} ${of("font-size") ?? "12"}px ${family}`;
  context.textAlign =
    ({ middle: "center", end: "right" }[of("text-anchor") ?? ""] as CanvasTextAlign | undefined) ?? "left";
  context.globalAlpha = Number(of("fill-opacity") ?? 1);
  const words = text.textContent ?? "";
  if (of("stroke")) {
    context.lineJoin = "round";
    context.lineWidth = Number(of("stroke-width"));
    context.strokeStyle = of("stroke") ?? "";
    context.strokeText(words, x, y);
  }
  context.fillStyle = of("fill") ?? "";
  context.fillText(words, x, y);
  context.restore();
}
