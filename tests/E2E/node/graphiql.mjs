// GraphiQL loads, knows the schema once API_KEY or EMAIL says who is calling, runs QUERY and shows EXPECTED.
import { withPage } from './browser.mjs';

await withPage(async (page) => {
  await page.goto(`${process.env.SERVER_URL}?query=${encodeURIComponent(process.env.QUERY)}`, { waitUntil: 'networkidle' });
  await page.locator('.graphiql-query-editor .view-lines').waitFor();

  const field = page.locator(process.env.EMAIL ? 'input[name=email]' : 'input[name=apiKey]');
  await field.fill(process.env.EMAIL ?? process.env.API_KEY);
  const introspection = page.waitForResponse(
    (response) => response.url().endsWith('/graphql') && response.request().method() === 'POST' && response.status() === 200,
  );
  await field.press('Enter');
  await introspection;
  await page.locator('.graphiql-query-editor .view-lines').waitFor();

  await page.locator('.graphiql-execute-button').click();
  await page.waitForFunction(
    (expected) => document.querySelector('.graphiql-response .view-lines')?.textContent.replaceAll('\u00a0', ' ').includes(expected),
    process.env.EXPECTED,
  );
});
console.log('ok GraphiQL ran a query');
