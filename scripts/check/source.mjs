// Reads a TypeScript or JavaScript file as far as the checks need it: where its comments and strings are, what it imports.
// The compiler's own parser is no longer a JavaScript library, and a syntax tree is more than these rules ask for.

/**
 * @typedef {object} Import
 * @property {string} specifier as written
 * @property {number} line
 * @property {boolean} typeOnly nothing of it is left at run time
 * @property {"import" | "export" | "dynamic"} kind `export` is a re-export
 */
/**
 * @typedef {object} Source
 * @property {string} code comments blanked
 * @property {string} bare comments and the contents of strings blanked; same length as the text
 * @property {{ line: number, text: string }[]} comments
 * @property {Import[]} imports
 */

const wordsBeforeRegex = /(?:^|[^\w$.])(?:return|typeof|case|in|of|delete|void|throw|new|else|do|yield|await)$/;
const blank = (/** @type {string} */ text) => text.replace(/[^\n]/g, " ");

/** @param {string} text @param {number} at @returns {number} 1 for the first line */
export const lineAt = (text, at) => text.slice(0, at).split("\n").length;

/** @param {string} text @returns {Source} */
export function readSource(text) {
  /** @type {Source["comments"]} */
  const comments = [];
  let code = "";
  let bare = "";
  /** Depth of braces at each open `${`. @type {number[]} */
  const holes = [];
  let depth = 0;
  let at = 0;

  /** @param {number} end @param {"code" | "comment" | "string"} kind */
  const take = (end, kind) => {
    const piece = text.slice(at, end);
    if (kind === "comment") comments.push({ line: lineAt(text, at), text: piece });
    code += kind === "comment" ? blank(piece) : piece;
    bare += kind === "code" ? piece : blank(piece);
    at = end;
  };
  /** A template's text up to its end or its next `${`. */
  const takeTemplate = () => {
    let end = at;
    while (end < text.length && text[end] !== "`" && !text.startsWith("${", end)) end += text[end] === "\\" ? 2 : 1;
    take(Math.min(end, text.length), "string");
    if (text[at] === "`") return take(at + 1, "code");
    if (at < text.length) {
      holes.push(depth);
      take(at + 2, "code");
    }
  };

  while (at < text.length) {
    const sign = text[at] ?? "";
    const string = sign === '"' || sign === "'" ? endOfString(text, at) : -1;
    if (text.startsWith("//", at)) take(endOfLine(text, at), "comment");
    else if (text.startsWith("/*", at)) take(endOf(text, "*/", at + 2), "comment");
    else if (string > 0) {
      take(at + 1, "code");
      take(string, "string");
      take(at + 1, "code");
    } else if (sign === "`") {
      take(at + 1, "code");
      takeTemplate();
    } else if (sign === "}" && holes.length > 0 && holes.at(-1) === depth) {
      holes.pop();
      take(at + 1, "code");
      takeTemplate();
    } else if (sign === "/" && startsRegex(bare)) {
      take(endOfRegex(text, at), "string");
    } else {
      if (sign === "{") depth += 1;
      if (sign === "}") depth -= 1;
      take(at + 1, "code");
    }
  }
  return { code, bare, comments, imports: readImports(code, bare) };
}

/** @param {string} text @param {number} from */
function endOfLine(text, from) {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

/** @param {string} text @param {string} mark @param {number} from */
function endOf(text, mark, from) {
  const end = text.indexOf(mark, from);
  return end < 0 ? text.length : end + mark.length;
}

/** The index of the closing quote, or -1: an apostrophe in JSX text opens no string. @param {string} text @param {number} from */
function endOfString(text, from) {
  for (let end = from + 1; end < text.length && text[end] !== "\n"; end += text[end] === "\\" ? 2 : 1) {
    if (text[end] === text[from]) return end;
  }
  return -1;
}

/** Whether a slash after this code opens a regular expression; after a value it divides, after `<` it closes a tag. @param {string} before */
function startsRegex(before) {
  const tail = before.slice(-200).trimEnd();
  return tail === "" || /[(,=:[!&|?{;+\-*%>~^]$/.test(tail) || wordsBeforeRegex.test(tail);
}

/** @param {string} text @param {number} from */
function endOfRegex(text, from) {
  let inClass = false;
  for (let end = from + 1; end < text.length && text[end] !== "\n"; end += text[end] === "\\" ? 2 : 1) {
    if (text[end] === "[") inClass = true;
    if (text[end] === "]") inClass = false;
    if (text[end] === "/" && !inClass) return end + 1;
  }
  return from + 1;
}

const forms = [
  { pattern: /(?<![\w$.])(import|export)(\s+type\b)?([^"'`;()]*?)\bfrom\s*(["'])([^"'\n]+)\4/g, kind: "static" },
  { pattern: /(?<![\w$.])(import)()(\s*)()(["'])([^"'\n]+)\5/g, kind: "bare" },
  { pattern: /(?<![\w$.])(typeof\s+)?import\s*\(\s*(["'`])([^"'`\n]+)\2/g, kind: "dynamic" },
];

/** @param {string} code @param {string} bare @returns {Import[]} */
function readImports(code, bare) {
  /** @type {(Import & { at: number })[]} */
  const found = [];
  for (const { pattern, kind } of forms) {
    for (const match of code.matchAll(pattern)) {
      const at = match.index;
      if (bare[at] === " ") continue; // the words stand inside a string
      const specifier = (kind === "static" ? match[5] : kind === "bare" ? match[6] : match[3]) ?? "";
      const typeOnly =
        kind === "static" ? Boolean(match[2]) || onlyTypes(match[3] ?? "") : kind === "dynamic" && Boolean(match[1]);
      const as = kind === "dynamic" ? "dynamic" : match[1] === "export" ? "export" : "import";
      found.push({ at, specifier, line: lineAt(code, at), typeOnly, kind: as });
    }
  }
  return found.sort((a, b) => a.at - b.at).map(({ at: _, ...rest }) => rest);
}

/** `{ type A, type B }` is erased, `{ type A, b }` is not. @param {string} clause */
function onlyTypes(clause) {
  const names = /^\s*\{([^}]*)\}\s*$/.exec(clause)?.[1];
  if (names === undefined) return false;
  const parts = names.split(",").filter((name) => name.trim() !== "");
  return parts.length > 0 && parts.every((name) => /^\s*type\s/.test(name));
}
