import { expect, it } from 'vitest';
import { paths } from '../../console/paths.ts';
import { describeConsole } from './room.ts';

describeConsole('A page that cannot be shown', (room) => {
  const text = (words: string | RegExp) => room.page.getByText(words).first();
  const forgive = (): void => void room.complaints.splice(0); // the browser reports the replies itself

  /** Every page with an operation that it cannot do without. */
  const pages = {
    Summary: [paths.summary(), 'GetSummary'],
    Findings: [paths.findings(), 'ListFindings'],
    Events: [paths.events(), 'SearchEvents'],
    'Log sources': [paths.sources(), 'ListSources'],
    Rules: [paths.rules(), 'ListRules'],
    'People and keys': [paths.people(), 'ListPeople'],
    'Your sign-in': [paths.account(), 'ListWaysIn'],
    Settings: [paths.settings(), 'GetSystem'],
  } as const;

  it.each(Object.entries(pages))(
    'holds its place while it is on its way, and says what failed: %s',
    async (_, [path, operation]) => {
      const failed = {
        status: 500,
        json: { code: 'Internal', message: 'Something failed inside Yagura.', ja: '失敗' },
      };
      let answer = (): void => undefined;
      const asked = new Promise<void>((resolve) => (answer = resolve));
      await room.page.route(`**/call/yagura/${operation}`, async (route) => {
        await asked;
        await route.fulfill(failed);
      });
      await room.page.goto(`${room.program.url}${path}`);
      await text('Asking the server for this page').waitFor({ state: 'attached' });
      answer();
      await text('Something failed inside Yagura.').waitFor();
      await text('If it happens again, the log of the server tells more.').waitFor();
      await room.page.unroute(`**/call/yagura/${operation}`);
      await room.page.getByRole('button', { name: 'Try again' }).first().click();
      await expect.poll(() => text('Something failed inside Yagura.').count()).toBe(0);
      await room.page.getByRole('heading', { level: 1 }).first().waitFor();
      forgive();
    },
  );

  it('stands with its defaults when what the reader keeps cannot be read, says so, and writes nothing over it', async () => {
    const notice = room.page.getByRole('status').getByText('Your views and columns cannot be read at the moment');
    const written: string[] = [];
    await room.page.route('**/call/yagura/SetPreference', (route) => {
      written.push(route.request().postData() ?? '');
      return route.fallback();
    });
    await room.page.route('**/call/yagura/GetPreferences', (route) =>
      route.fulfill({
        status: 500,
        json: { code: 'Internal', message: 'Something failed inside Yagura.', ja: '失敗' },
      }),
    );
    await room.goto(paths.findings());
    await notice.waitFor();
    await room.page.getByRole('row').nth(1).waitFor();
    expect(await room.page.getByRole('button', { name: 'Columns' }).isDisabled()).toBe(true);
    await room.goto(paths.summary());
    await notice.waitFor();
    await room.page.unroute('**/call/yagura/GetPreferences');
    expect(written).toEqual([]);
    await room.page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => notice.count()).toBe(0);
    await room.page.getByRole('navigation').getByRole('link', { name: 'Findings' }).click();
    await expect.poll(() => room.page.getByRole('button', { name: 'Columns' }).isEnabled()).toBe(true);
    forgive();
  });

  it('comes back by itself when what the server needs is there again', async () => {
    await room.page.route('**/call/yagura/ListSources', (route) =>
      route.fulfill({ status: 503, json: { code: 'Unavailable', message: 'The lake is away.', ja: '不通' } }),
    );
    await room.page.goto(`${room.program.url}${paths.sources()}`);
    await text('The lake is away.').waitFor();
    await room.page.unroute('**/call/yagura/ListSources');
    await room.page.getByRole('heading', { level: 1, name: 'Sources' }).waitFor();
    expect(await text('The lake is away.').count()).toBe(0);
    forgive();
  });

  it('says which permission is missing and whom to ask, in the language of the reader', async () => {
    const forbid = (action: string): Promise<unknown> => {
      const name = `no-${action.toLowerCase()}`;
      const text = `@id("${name}") forbid (principal in Yagura::Role::"analyst", action == Yagura::Action::"yagura:${action}", resource);`;
      return room.program.call('PutPolicy', { name, text });
    };
    await forbid('ListRules');
    const { page } = await room.tabOf('audrey', 'analyst', { locale: 'ja' });
    await page.goto(`${room.program.url}${paths.rules()}`);
    await page.getByText('yagura:ListRules の権限が必要です。').waitFor();
    await page.getByText('管理者: administrator').waitFor();
    await page.goto(`${room.program.url}${paths.findings()}`);
    await page.getByRole('row').nth(1).waitFor();
    await page.getByText('判定').first().waitFor({ state: 'attached' }); // the page knows what she may do
    await forbid('UpdateFindings');
    await page.keyboard.press('e');
    await page.getByText(/yagura:UpdateFindings の権限が必要です。/).waitFor();
    await page.context().close();
  });

  it('says that there is nothing under a wrong address or id, and leads home', async () => {
    for (const path of ['/nowhere', '/nowhere/else', paths.finding('none'), paths.rule('none')]) {
      await room.page.goto(`${room.program.url}${path}`);
      await text('There is nothing here').waitFor();
      await room.page.getByRole('link', { name: 'Go to the Summary' }).click();
      await room.page.getByRole('heading', { name: 'Summary' }).waitFor();
    }
    forgive();
  });

  it('leads from a finding or rule that is gone to the list it was in, and says why it may be gone', async () => {
    for (const [path, why, link, heading] of [
      [paths.finding('none'), /^Settings say how long findings are kept/, 'All findings', /^Findings/],
      [paths.rule('none'), /^The rule may have been deleted/, 'All rules', /^Rules/],
    ] as const) {
      await room.page.goto(`${room.program.url}${path}`);
      await room.page.getByText(why).waitFor();
      await room.page.getByRole('link', { name: link }).click();
      await room.page.getByRole('heading', { name: heading, level: 1 }).waitFor();
    }
    forgive();
  });
});
