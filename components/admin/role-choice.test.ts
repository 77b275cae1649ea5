import { expect, it } from "vitest";
import { matrix } from "@/lib/auth/permissions";
import { loadMessages } from "@/lib/i18n/messages";

it("has words for every verb of the matrix, and for no other", async () => {
  const { admin } = await loadMessages("en");
  const verbs = Object.keys(matrix).map((verb) => verb.replace(".", "_"));
  expect(Object.keys(admin.verb).sort()).toEqual(verbs.sort());
});
