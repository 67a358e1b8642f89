// GraphiQL loads, knows the schema once a key is given, runs QUERY and shows EXPECTED.
import { withPage } from './browser.mjs';

await withPage(async (page) => {
  await page.goto(`${process.env.SERVER_URL}?query=${encodeURIComponent(process.env.QUERY)}`, { waitUntil: 'networkidle' });
  await page.locator('.graphiql-query-editor .view-lines').waitFor();

  await page.locator('input[name=apiKey]').fill(process.env.API_KEY);
  const introspection = page.waitForResponse((response) => response.request().method() === 'POST' && response.status() === 200);
  await page.locator('input[name=apiKey]').press('Enter');
  await introspection;
  await page.locator('.graphiql-query-editor .view-lines').waitFor();

  await page.locator('.graphiql-execute-button').click();
  await page.waitForFunction(
    (expected) => document.querySelector('.graphiql-response .view-lines')?.textContent.replaceAll('\u00a0', ' ').includes(expected),
    process.env.EXPECTED,
  );
});
console.log('ok GraphiQL ran a query');
