import { describe, expect, it } from "vitest";
import { generatePassword } from "./password";
import { passwordProblem } from "./rules";

const owner = { email: "lin.m@example.org", name: "Lin Meihua" };

describe("a new password", () => {
  it.each([
    ["", "short"],
    ["elevenchars", "short"],
    ["비밀번호열한글자다", "short"],
    ["x".repeat(201), "long"],
    ["𝒳".repeat(201), "long"],
    ["aaaaaaaaaaaaaaaa", "repeats"],
    ["abababababababab", "repeats"],
    ["river1river1river1", "repeats"],
    ["123456789012345", "repeats"],
    ["98765432109876", "repeats"],
    ["abcdefghijklmnop", "repeats"],
    ["lin.m@example.org", "personal"],
    ["lin.m@example.org2024", "personal"],
    ["meihua-20101123", "personal"],
    ["LinMeihua!!!!!!", "personal"],
    ["password1234!", "common"],
    ["P4ssw0rd-2026", "common"],
    ["Passwordpassword9", "common"],
    ["ＰＡＳＳＷＯＲＤ１２３４", "common"],
    ["qwertyuiop[]12", "common"],
    ["1qaz2wsx3edc4rfv", "common"],
    ["Welcome-Summer-2026", "common"],
    ["관리자비밀번호12345678", "common"],
  ])("%s is refused as %s", (password, reason) => {
    expect(passwordProblem(password, owner)?.message).toBe(`auth.error.password-${reason}`);
  });

  it.each([
    "correct horse battery staple",
    "flat stones by the ford",
    "압록강 옆의 오래된 다리",
    "江边有一座很老的铁桥通向对岸",
    "a master of small boats",
    "x7-kQ!2vR9mZ",
    "lin likes long walks home",
    "a river has two banks and one middle, ".repeat(5),
  ])("%s is taken", (password) => {
    expect(passwordProblem(password, owner)).toBeNull();
  });

  it("is taken when generated", () => {
    for (let i = 0; i < 200; i++) {
      const password = generatePassword();
      expect(password).toMatch(/^[a-km-np-z2-9]{5}(-[a-km-np-z2-9]{5}){3}$/);
      expect(passwordProblem(password, owner)).toBeNull();
    }
  });
});
