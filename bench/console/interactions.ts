import type { Page } from 'playwright-core';
import { paths } from '../../console/paths.ts';

/** Something that people do: the doing, and what is there when it is done. */
export type Step = readonly [act: () => Promise<unknown>, there: () => Promise<unknown>];

/** A page, and what people do on it, one after the other. */
export interface Place {
  readonly path: string;
  readonly ready: (page: Page) => Promise<unknown>;
  readonly steps: (page: Page) => Readonly<Record<string, Step>>;
}

const painted = (): Promise<void> => Promise.resolve();

/** Everything that people do often; `store` is a policy store with policies. */
export const places = (store: string): Readonly<Record<string, Place>> => ({
  Findings: {
    path: paths.findings(),
    ready: (page) => page.getByRole('row').nth(1).waitFor(),
    steps: (page) => ({ ...rowsOf(page), ...listsOf(page) }),
  },
  Finding: {
    path: paths.findings({ severity: 'critical' }),
    ready: (page) => page.getByRole('row').nth(1).waitFor(),
    steps: findingOf,
  },
  Events: {
    path: paths.events({ days: 30 }),
    ready: (page) => lines(page).first().waitFor(),
    steps: eventsOf,
  },
  Rules: {
    path: paths.rules(),
    ready: (page) => page.locator('tbody tr').nth(5).waitFor(),
    steps: rulesOf,
  },
  'Policy store': {
    path: paths.policyStore(store),
    ready: (page) => page.locator('.cm-content').waitFor(),
    steps: (page) => ({
      'type into the editor': [() => page.locator('.cm-content').press('x'), painted],
      'open another policy': [
        () => page.locator('.policy-items nav li button').nth(1).click(),
        () => page.locator('.cm-content').waitFor(),
      ],
    }),
  },
  Settings: {
    path: paths.settings(),
    ready: (page) => page.getByRole('heading', { name: 'What runs' }).waitFor(),
    steps: (page) => ({
      'dark theme': [() => page.getByRole('button', { name: 'Dark', exact: true }).click(), painted],
      'light theme': [() => page.getByRole('button', { name: 'Light', exact: true }).click(), painted],
      Japanese: [
        () => page.getByRole('banner').getByRole('button', { name: '日本語' }).click(),
        () => page.getByRole('heading', { name: '設定' }).waitFor(),
      ],
      English: [
        () => page.getByRole('banner').getByRole('button', { name: 'English' }).click(),
        () => page.getByRole('heading', { name: 'Settings' }).waitFor(),
      ],
      ...pagesOf(page),
    }),
  },
});

const lines = (page: Page) => page.getByRole('button', { name: /^Show the whole event/ });
const key = (page: Page, name: string) => () => page.keyboard.press(name);

/** The rows that are seen have come. */
const rowsThere = (page: Page) => async (): Promise<void> => {
  await page.locator('.grid-row.waiting').first().waitFor({ state: 'detached' });
  await page.locator('.grid-row').nth(5).waitFor({ state: 'attached' });
};

/** The list by keys, and the finding beside it. */
function rowsOf(page: Page): Readonly<Record<string, Step>> {
  const beside = page.getByRole('complementary');
  const there = rowsThere(page);
  return {
    'nothing, which is what measuring takes': [painted, painted],
    'next row (j)': [key(page, 'j'), painted],
    'select (x)': [key(page, 'x'), painted],
    'select all': [() => page.getByRole('checkbox', { name: 'Select all that fit' }).click(), painted],
    'clear the selection (Escape)': [key(page, 'Escape'), painted],
    'last of all rows (End)': [key(page, 'End'), there],
    'first row (Home)': [key(page, 'Home'), there],
    'open beside the list (Enter)': [
      key(page, 'Enter'),
      () => beside.getByRole('heading', { name: 'What to do' }).waitFor(),
    ],
    'next finding beside it (j)': [key(page, 'j'), painted],
    'close it (Escape)': [key(page, 'Escape'), () => beside.waitFor({ state: 'detached' })],
  };
}

/** Which findings the list shows, and in which order. */
function listsOf(page: Page): Readonly<Record<string, Step>> {
  const there = rowsThere(page);
  const high = () => page.getByRole('button', { name: /^High / }).click();
  return {
    'only one severity': [high, () => page.waitForURL(/severity/)],
    'all severities': [high, there],
    'sort by another column': [() => page.getByRole('button', { name: 'Last seen' }).click(), there],
    'sort back': [() => page.getByRole('button', { name: 'Severity', exact: true }).click(), there],
    'into the filter (/)': [key(page, '/'), painted],
    'type into the filter': [key(page, 'f'), painted],
    'empty the filter': [key(page, 'Backspace'), painted],
    'leave the filter (Escape)': [key(page, 'Escape'), painted],
  };
}

function findingOf(page: Page): Readonly<Record<string, Step>> {
  return {
    'open as a page': [
      async () => {
        await page.keyboard.press('Enter');
        await page.getByRole('link', { name: 'Open as a page' }).click();
      },
      () => page.getByRole('heading', { name: 'What to do' }).waitFor(),
    ],
    'next finding (j)': [key(page, 'j'), () => page.getByText('2 of').waitFor()],
    'judge (v)': [key(page, 'v'), () => page.getByRole('dialog').waitFor()],
    'leave the dialog': [key(page, 'Escape'), () => page.getByRole('dialog').waitFor({ state: 'detached' })],
    'write a note': [() => page.getByRole('textbox', { name: 'Add a note' }).press('n'), painted],
  };
}

function eventsOf(page: Page): Readonly<Record<string, Step>> {
  const there = () => page.locator('.event-list:not(.waiting)').waitFor();
  return {
    'open a row': [() => lines(page).first().click(), () => page.locator('pre.event').first().waitFor()],
    'close the row': [() => page.locator('.event-list td > button').first().click(), painted],
    'drag over the bars': [() => drag(page), () => page.waitForURL(/from=.*to=/).then(there)],
    'one span of another length': [() => page.getByRole('button', { name: '30 days' }).click(), there],
    'older events': [
      () => page.getByRole('button', { name: 'Older events' }).click(),
      () => lines(page).nth(100).waitFor({ state: 'attached' }),
    ],
  };
}

async function drag(page: Page): Promise<void> {
  const box = await page.getByRole('img', { name: 'Events by time' }).boundingBox();
  if (box === null) throw new Error('The bars are not drawn.');
  await page.mouse.move(box.x + box.width * 0.5, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.99, box.y + 40, { steps: 4 });
  await page.mouse.up();
}

function rulesOf(page: Page): Readonly<Record<string, Step>> {
  const search = page.getByRole('searchbox', { name: 'Search rules' });
  return {
    'type into the search': [() => search.press('s'), painted],
    'empty the search': [() => search.press('Backspace'), painted],
    'only one severity of rules': [
      () => page.getByRole('button', { name: /^Critical/ }).click(),
      () => page.waitForURL(/severity/),
    ],
    'all rules': [
      () => page.getByRole('button', { name: /^Critical/ }).click(),
      () => page.locator('tbody tr').nth(20).waitFor(),
    ],
  };
}

/** From page to page by the list at the side. */
function pagesOf(page: Page): Readonly<Record<string, Step>> {
  const go = (name: string): Step => [
    () => page.getByRole('navigation').getByRole('link', { name, exact: true }).click(),
    () => page.getByRole('heading', { level: 1, name: new RegExp(`^${name}`) }).waitFor(),
  ];
  const names = ['Summary', 'Findings', 'Events', 'SQL', 'Sources', 'Rules', 'Settings'];
  return Object.fromEntries(names.map((name) => [`go to ${name}`, go(name)]));
}
