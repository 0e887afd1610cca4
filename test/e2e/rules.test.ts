import { expect, it } from 'vitest';
import { z } from 'zod';
import { paths } from '../../console/paths.ts';
import { describeConsole } from './room.ts';

describeConsole('Rules', (room) => {
  const rows = () => room.page.locator('tbody tr');
  const toast = (text: string | RegExp) => room.page.getByRole('status').getByText(text);

  it('are found by text, severity and origin, which stand in the address', async () => {
    await room.goto(paths.rules({ origin: 'folder' }));
    expect(await rows().count()).toBe(5);
    await room.page.getByRole('button', { name: /^Critical/ }).click();
    await room.page.waitForURL(/severity=critical/);
    await expect.poll(() => rows().count()).toBe(1);
    await room.page.reload();
    await expect.poll(() => rows().count()).toBe(1);
    await room.page.getByRole('searchbox', { name: 'Search rules' }).fill('no such thing');
    await room.page.getByText('No rule fits').waitFor();
    await room.page.getByRole('button', { name: 'Show all rules' }).click();
    await room.page.getByText(/^\d{3} rules$/).waitFor();
  });

  it('are switched off and on, with a way back', async () => {
    await room.goto(paths.rules({ origin: 'folder', severity: 'critical' }));
    const toggle = room.page
      .getByRole('switch', { name: /is on$/ })
      .or(room.page.getByRole('checkbox', { name: /is on$/ }));
    await toggle.click();
    await toast(/^Switched off/).waitFor();
    await room.goto(paths.rules({ state: 'off' }));
    await expect.poll(() => rows().count()).toBe(1);
    await toggle.click();
    await toast(/^Switched on/).waitFor();
    await room.page.getByText('No rule fits').waitFor();
  });

  it('tell what they see and mean, run their tests as one looks, and lead to what they found', async () => {
    const { rules } = await room.program.call('ListRules').then((list) => Lists.parse(list));
    const own = rules.find(({ type }) => type === 'Stealth:IAMUser/CloudTrailLoggingDisabled')?.id ?? '';
    await room.goto(paths.rule(own));
    for (const heading of ['Why it matters', 'How', 'What to do', 'What it cannot see', 'The rule itself'])
      await room.page.getByRole('heading', { name: heading, exact: true }).waitFor();
    await room.page.getByText('Passed', { exact: true }).first().waitFor();
    expect(await room.page.getByText('Passed', { exact: true }).count()).toBe(4);
    expect(await room.page.getByText('Failed', { exact: true }).count()).toBe(0);
    await room.page.getByText('It has found nothing so far.').waitFor();
    const fired = rules.find(({ recent, written }) => recent > 0 && !written)?.id ?? '';
    await room.goto(paths.rule(fired));
    await room.page.getByRole('img', { name: 'How often it fired, by day' }).waitFor();
    await room.page.getByRole('link', { name: 'Show findings' }).click();
    await room.page.waitForURL(/rule=/);
    await room.page.getByRole('heading', { name: /Findings/ }).waitFor();
  });

  it('name what an event fills into their commands, in both languages', async () => {
    const { page } = room;
    await room.goto(paths.rule('e2e-stop'));
    const places = page.locator('.command .place');
    await expect.poll(() => places.allInnerTexts()).toContain('Region');
    await page.getByRole('button', { name: '日本語' }).click();
    await expect.poll(() => places.allInnerTexts()).toContain('リージョン');
    expect(await page.locator('.answer').allInnerTexts()).not.toContainEqual(expect.stringContaining('{{'));
  });

  it('over many events run their tests in a process of its own, known at once the next time, in both languages', async () => {
    const { rules } = await room.program.call('ListRules').then((list) => Lists.parse(list));
    const scan = rules.find(({ type }) => type === 'Recon:EC2/Portscan')?.id ?? '';
    await room.goto(paths.rule(scan));
    await room.page.getByText(/^Running the tests in a process of their own/).waitFor();
    await room.page.getByText('Passed', { exact: true }).first().waitFor();
    expect(await room.page.getByText('Failed', { exact: true }).count()).toBe(0);
    const { page } = await room.tab({ locale: 'ja' });
    await page.goto(`${room.program.url}${paths.rule(scan)}`);
    await page.getByText('合格', { exact: true }).first().waitFor();
    expect(await page.getByText('不合格', { exact: true }).count()).toBe(0);
    // The names of Yagura's own tests are English: what they hold is shown instead, in the words of the log.
    expect(await page.locator('.rule-tests').innerText()).not.toMatch(/[a-z]+ [a-z]+ [a-z]+/);
    expect(await page.locator('.rule-test').first().innerText()).toMatch(/^flows: /);
    await page.context().close();
  });

  it('say why the tests of one could not be run, and run them when they are opened again', async () => {
    const { rules } = await room.program.call('ListRules').then((list) => Lists.parse(list));
    const sweep = rules.find(({ type }) => type === 'Impact:EC2/PortSweep')?.id ?? '';
    await room.page.route('**/call/yagura/CheckRule', (route) =>
      route.fulfill({ status: 429, json: { code: 'TooMany', message: 'The tests of other rules wait.' } }),
    );
    await room.goto(paths.rule(sweep));
    await room.page.getByRole('alert').getByText('The tests of other rules wait.').waitFor();
    await room.page.unroute('**/call/yagura/CheckRule');
    room.complaints.length = 0;
    await room.goto(paths.rule(sweep));
    await room.page.getByText('Passed', { exact: true }).first().waitFor();
  });

  it('are made of an event: fields clicked, tried on the last 30 days, kept, applied, changed, deleted', async () => {
    const { page } = room;
    await room.goto(paths.events({ days: 60, action: 'Look' }));
    await page
      .getByRole('button', { name: /^Show the whole event/ })
      .first()
      .click();
    await page.getByRole('link', { name: 'Make a rule of it' }).click();
    await page.getByRole('heading', { name: 'New rule' }).waitFor();
    await page.getByRole('textbox', { name: 'Name' }).fill('Somebody looked');
    await page.getByRole('button', { name: /^eventName / }).click();
    await page.getByRole('button', { name: /^awsRegion / }).click();
    await page.getByRole('textbox', { name: 'Value of awsRegion' }).waitFor();
    await page.getByText(/^\d+ events of [\d,]+ in the 30 days/).waitFor();
    await page.getByRole('button', { name: 'How awsRegion is compared is' }).click();
    await page.getByRole('option', { name: 'is any of' }).click();
    await page.getByRole('textbox', { name: 'Value of awsRegion' }).fill('us-east-1\neu-west-1\nap-northeast-1');
    await page.getByRole('img', { name: 'Matches by day' }).waitFor();
    await page.getByText('Example').first().waitFor();
    const text = await page.getByRole('textbox', { name: 'The rule' }).inputValue();
    expect(text).toContain('eventName: Look');
    expect(text).toContain('- eu-west-1');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: /Somebody looked/ }).waitFor();
    await page.getByText('It has found nothing so far.').waitFor();
    await page.getByRole('button', { name: 'Run over logs already read' }).click();
    await toast(/^It matches \d+ events/).waitFor();
    await page.locator('ol.rows li').first().waitFor();

    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('heading', { name: 'Edit rule' }).waitFor();
    const editor = page.getByRole('textbox', { name: 'The rule' });
    await editor.fill((await editor.inputValue()).replace('condition: selection', 'condition: nowhere'));
    await page.getByText(/^Line \d+:/).waitFor();
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await editor.fill(
      (await editor.inputValue())
        .replace('condition: nowhere', 'condition: selection')
        .replace('Somebody looked', 'Looked twice'),
    );
    await page.getByText(/^\d+ events of/).waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: /Looked twice/ }).waitFor();

    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('heading', { name: /^Rules/ }).waitFor();
    await room.goto(paths.rules({ origin: 'written' }));
    await page.getByText('No rule fits').waitFor();
    room.complaints.splice(0); // the browser reports the refused text itself
  });
});

const Lists = z.object({
  rules: z.array(z.object({ id: z.string(), type: z.string(), recent: z.number(), written: z.boolean() })),
});
