/** How many cases one decision may be about, and how many of them one request of the browser. */
export const mostCases = 500;
export const mostPerRequest = 25;
