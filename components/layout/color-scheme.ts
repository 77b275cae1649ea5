/** Where the browser keeps the chosen colour scheme (`light`, `dark`, `auto`). Read before the first paint. */
export const colorSchemeKey = "weir-color-scheme";
