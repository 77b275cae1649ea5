import { accountOf, made, people } from "./accounts";
import { stateOf, weir } from "./environment";
import { expect, test as setup } from "./fixtures";
import { SignInPage } from "./pages/sign-in";

setup("accounts of the browser tests", async ({ visitor }) => {
  setup.setTimeout(120_000);
  await weir(["agency:create", "--code", "elsewhere", "--name", "Elsewhere", "--time-zone", "Asia/Seoul"]);
  await Promise.all(
    Object.values(made).map(({ email, password, args }) =>
      weir(["user:create", "--email", email, ...args], `${password}\n`),
    ),
  );
  for (const person of people) {
    const page = await visitor();
    await new SignInPage(page).signIn(accountOf(person));
    await expect(page).not.toHaveURL(/sign-in/);
    await page.context().storageState({ path: stateOf(person) });
    await page.context().close();
  }
});
