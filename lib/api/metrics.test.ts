import { expect, test } from "vitest";
import { routeOf } from "./metrics";

test.each([
  ["/", "/"],
  ["/?x=/cases", "/"],
  ["/cases?point=dandong", "/cases"],
  ["/cases/C-7K3M-9QXA", "/cases/:id"],
  ["/reports/new", "/reports/new"],
  ["/api/v1/cases/C-7K3M-9QXA?names=1", "/api/v1/cases/:id"],
  ["/api/v1/facets", "/api/v1/facets"],
  ["/api/v1/anything", "/api/v1"],
  ["/api/drafts/0192", "/api/drafts"],
  ["/api/wp-admin", "/api"],
  ["/_next/static/chunks/a.js", "/_next"],
  ["/wp-login.php", "other"],
  ["/constructor/x", "other"],
  ["", "/"],
])("%s is counted as %s", (url, route) => expect(routeOf(url)).toBe(route));
