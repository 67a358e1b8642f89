// Opens pages of SERVER_URL in the Chromium at CHROMIUM and watches what they complain about.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Runs with a page; fails if the page wrote errors to its console, threw, or asked another host for anything. */
export async function withPage(run) {
  const profile = mkdtempSync(join(tmpdir(), 'crmgraph-e2e-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM,
    headless: true,
    args: flags,
    locale: process.env.LOCALE ?? 'en-US',
  });
  const complaints = [];
  const origin = new URL(process.env.SERVER_URL).origin;
  try {
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      if (/^https?:/.test(request.url()) && !request.url().startsWith(origin)) complaints.push(`asked for ${request.url()}`);
    });
    try {
      await run(page);
    } catch (error) {
      if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT });
      throw new Error(`${error.message}\nThe page said: ${complaints.join('\n') || 'nothing'}`);
    }
    if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT });
    if (complaints.length > 0) throw new Error(`The page complained:\n${complaints.join('\n')}`);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}
