import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';
import { z } from 'zod';
import type { PlatformUnderTest } from '../platform.ts';
import { missing, openConsole, type Opened, type Tab } from './browser.ts';

/** What a test of the page has: a tab of somebody who is signed in, and the program behind it. */
export interface Room {
  readonly page: Page;
  readonly browser: Browser;
  readonly program: PlatformUnderTest;
  /** What the browser complained of; a test that provokes something takes its complaints out. */
  readonly complaints: string[];
  /** Opens a page by its address and waits for its heading. */
  goto(path: string): Promise<void>;
  readonly quiet: Tab['quiet'];
  tab: Opened['tab'];
  /** A tab of a new person with a role, who has just signed in. */
  tabOf(name: string, role: string, options?: Parameters<Opened['tab']>[0]): Promise<Tab>;
}

/** Tests in Chromium before the whole program on made logs. After each, the browser must have complained of nothing. */
export function describeConsole(title: string, tests: (room: Room) => void): void {
  const why = missing();
  describe.skipIf(why !== undefined)(why === undefined ? title : `${title} (not tried: ${why})`, () => {
    let opened: Opened;
    let tab: Tab;
    beforeAll(async () => {
      opened = await openConsole();
    });
    afterAll(async () => {
      await opened[Symbol.asyncDispose]();
    });
    beforeEach(async () => {
      tab = await opened.nextTab();
    });
    afterEach(async () => {
      await tab.page.close();
      expect(tab.complaints).toEqual([]);
    });
    tests({
      get page() {
        return tab.page;
      },
      get browser() {
        return opened.browser;
      },
      get program() {
        return opened.program;
      },
      get complaints() {
        return tab.complaints;
      },
      goto: async (path) => {
        await tab.page.goto(`${opened.program.url}${path}`);
        await tab.page.getByRole('heading', { level: 1 }).first().waitFor();
      },
      quiet: () => tab.quiet(),
      tab: (options) => opened.tab(options),
      tabOf: (name, role, options) => tabOf(opened, { name, role }, options),
    });
  });
}

async function tabOf(
  opened: Opened,
  person: { name: string; role: string },
  options?: Parameters<Opened['tab']>[0],
): Promise<Tab> {
  const { program } = opened;
  await program.call('CreatePerson', person);
  const made = await program.call('CreateSignInLink', { person: person.name, origin: program.url });
  const { link } = z.object({ link: z.string() }).parse(made);
  const tab = await opened.tab(options);
  await tab.page.context().clearCookies();
  await tab.page.goto(link);
  await tab.page.getByRole('heading', { level: 1, name: /^(Summary|概要)$/ }).waitFor();
  return tab;
}
