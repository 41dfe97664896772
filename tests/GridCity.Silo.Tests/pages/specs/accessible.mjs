const pages = [['/', 'h1'], ['/report', 'h1']];

const field = [
  ['/field', '[data-test=tab-tasks]'],
  ['/field#/report', '[data-test=report-form]'],
  ['/field#/lists', '[data-test=list-sent]'],
  ['/field#/round', 'input[name=duty-grid], [data-test=walk]'],
];

/** No serious finding of axe on any page, in both languages, on a screen and on a telephone of 360 px. */
export default async function accessible({ config, visit }) {
  for (const [language, phone, account] of [['en', false, config.accounts.clerk], ['zh', true, config.accounts.all]]) {
    const visitor = await visit({ language, phone });
    await visitor.goto('/');
    await visitor.page.locator('form.sign-in').waitFor();
    await visitor.requireAccessible(`sign-in, ${language}`);
    await visitor.signIn(account);
    await visitor.page.locator('main.home').waitFor();
    for (const [path, there] of [...pages, ...(account === config.accounts.all ? field : [])]) {
      await visitor.goto(path);
      await visitor.page.locator(there).first().waitFor();
      await visitor.requireAccessible(`${path}, ${language}`);
    }
  }
}
