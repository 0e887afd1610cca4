import { expect, it } from 'vitest';
import { z } from 'zod';
import { paths } from '../../console/paths.ts';
import { findingsMade } from './made-logs.ts';
import { describeConsole } from './room.ts';

const triaged = 12;
const Total = z.object({ total: z.number() });
const Found = z.object({ findings: z.array(z.object({ id: z.string(), rule: z.string() })) });

describeConsole('A dozen findings', (room) => {
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await room.page.keyboard.press(key);
  };
  const total = async (condition: object): Promise<number> => {
    const own = { property: 'rule', operator: ':', values: ['e2e-'] };
    return Total.parse(await room.program.call('ListFindings', { where: [own, condition], archived: 'any' })).total;
  };

  it('are read, judged with a reason, archived and one of them taken back, by the keyboard alone', async () => {
    await room.goto(paths.findings({ 'rule:': 'e2e-' }));
    const heading = (left: number) => room.page.getByRole('heading', { name: `Findings (${left})` });
    const dialog = room.page.getByRole('dialog');
    const beside = room.page.getByRole('complementary', { name: 'The chosen finding' });
    await heading(findingsMade).waitFor();
    await press('j', 'k', 'Enter');
    for (let done = 0; done < triaged; done++) {
      await beside.getByRole('heading', { name: 'What to do' }).waitFor();
      await press('v');
      await dialog.getByRole('radio').first().waitFor();
      // From the question to the second answer, on to the reason.
      await press('Tab', 'Space', 'ArrowDown', 'Tab');
      await room.page.keyboard.type(`Seen and known, number ${done}.`);
      await press('Control+Enter');
      await dialog.waitFor({ state: 'detached' });
      await heading(findingsMade - done - 1).waitFor();
      await press('k', 'j');
    }
    await press('z');
    await heading(findingsMade - triaged + 1).waitFor();
    expect(await total({ property: 'verdict', operator: '=', values: ['benign'] })).toBe(triaged - 1);
  }, 180_000);
});

describeConsole('Who may only look', (room) => {
  it('reads findings and rules, and is offered nothing that would be refused', async () => {
    const { page, complaints } = await room.tabOf('olga', 'auditor');
    const offered = async (path: string, ready: string | RegExp): Promise<string[]> => {
      await page.goto(`${room.program.url}${path}`);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await page.getByText(ready).first().waitFor();
      return page.locator('main').getByRole('button').allInnerTexts();
    };
    const refused =
      /^(Judge|Archive|Restore|New rule|Save|Edit|Delete|Add|Copy as a rule of your own|Run over logs already read|Choose files)$/;
    await page.goto(`${room.program.url}${paths.findings({ 'rule:': 'e2e-' })}`);
    await page.getByRole('checkbox').nth(1).check();
    await page.getByText('1 selected').first().waitFor();
    expect(
      (await page.locator('main').getByRole('button').allInnerTexts()).filter((text) => refused.test(text)),
    ).toEqual([]);
    const { findings } = Found.parse(await room.program.call('ListFindings', {}));
    const [{ id, rule } = { id: '', rule: '' }] = findings;
    for (const [path, ready] of [
      [paths.finding(id), 'What to do'],
      [paths.rule(rule), 'The rule itself'],
      [paths.rules(), /^\d+ rules$/],
      [paths.newRule(), 'What it would have found'],
      [paths.sources(), 'From S3'],
      [paths.suppressions(), 'Suppressions'],
    ] as const)
      expect(
        (await offered(path, ready)).filter((text) => refused.test(text)),
        path,
      ).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('shows a member the findings of its account, and no page that would be refused', async () => {
    const { program } = room;
    await program.call('CreatePerson', { name: 'mio', role: 'member', account: '111122223333' });
    const made = await program.call('CreateSignInLink', { person: 'mio', origin: program.url });
    const { page } = await room.tab();
    await page.context().clearCookies();
    await page.goto(z.object({ link: z.string() }).parse(made).link);
    await page.getByRole('heading', { name: /^Findings \(\d+\)$/ }).waitFor();
    expect(await page.getByRole('navigation').getByRole('link').allInnerTexts()).toEqual(['Findings', 'Policy stores']);
    await page
      .getByRole('link', { name: /A leaked key was used/ })
      .first()
      .click();
    await page.getByRole('heading', { name: 'What to do' }).waitFor();
    const refused: string[] = [];
    page.on('response', (reply) => void (reply.status() === 403 && refused.push(new URL(reply.url()).pathname)));
    await page.getByRole('link', { name: 'Open as a page' }).click();
    await page.getByRole('heading', { name: 'Notes and history' }).waitFor();
    expect(await page.getByRole('heading', { name: /How it was detected|What the actor did/ }).count()).toBe(0);
    expect(refused).toEqual([]);
    await page.context().close();
  });

  it('never sees a button come and go, however late it is told what one may do', async () => {
    const { page } = await room.tabOf('otto', 'auditor');
    const { findings } = Found.parse(await room.program.call('ListFindings', { limit: 1 }));
    await page.route('**/call/yagura/ListOwnPermissions', async (route) => {
      await new Promise((resolve) => void setTimeout(resolve, 1500));
      await route.continue();
    });
    const judge = page.getByRole('button', { name: 'Judge' });
    const came = judge.waitFor({ timeout: 4000 }).then(
      () => 'came',
      () => 'never came',
    );
    await page.goto(`${room.program.url}${paths.finding(findings[0]?.id ?? '')}`);
    await page.getByRole('heading', { name: 'What to do' }).waitFor();
    expect(await came).toBe('never came');
    await page.context().close();
  });
});
