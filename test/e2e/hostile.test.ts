import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { paths } from '../../console/paths.ts';
import { endless, freshRecord, hostile, twisted } from './made-logs.ts';
import { describeConsole } from './room.ts';

const List = z.object({ findings: z.array(z.object({ id: z.string(), rule: z.string() })) });

/** What an attacker can choose the text of: the agent, names of principals and resources, what is called, why it failed. */
const poisons = {
  markup: hostile,
  twisted: `שלום ${twisted}`,
  endless,
  template: '{{7*7}}${7*7}{count}',
  nothing: '\u0000',
};

const rule = `title: '${hostile.replaceAll("'", "''")} \u202Etitle'
id: e2e-hostile
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { eventSource: hostile.example.com }
  condition: selection
level: critical
`;

describeConsole('Text that an attacker wrote', (room) => {
  const records = Object.values(poisons).map((poison, index) => ({
    ...freshRecord(5000 + index, Date.now() - index * 1000),
    eventSource: 'hostile.example.com',
    eventName: poison,
    userAgent: poison,
    errorCode: poison,
    userIdentity: {
      type: 'IAMUser',
      arn: `arn:aws:iam::111122223333:user/${poison}`,
      userName: poison,
      accountId: '111122223333',
    },
    requestParameters: { bucketName: poison, [poison.slice(0, 200)]: [poison] },
  }));

  it('is shown as text on every page that shows it, and breaks none of them', async () => {
    await room.program.call('WriteRule', { text: rule });
    const body = JSON.stringify({ Records: records });
    const reply = await room.program.fetch('/push?name=hostile.json', { method: 'POST', body });
    expect(await reply.json()).toMatchObject({ refused: 0 });
    const where = [{ property: 'rule', operator: ':', values: ['e2e-hostile'] }];
    const { findings } = List.parse(await room.program.call('ListFindings', { where }));
    expect(findings).toHaveLength(records.length);
    const shown = [
      paths.summary(),
      paths.findings({ 'rule:': 'e2e-hostile' }),
      ...findings.map(({ id }) => paths.finding(id)),
      paths.events({ days: 7, 'service:': 'hostile' }),
      paths.rules(),
      paths.rule(findings[0]?.rule ?? ''),
    ];
    const faults: Record<string, string[]> = {};
    for (const path of shown) {
      await room.goto(path);
      await room.quiet();
      for (const line of await room.page.getByRole('button', { name: /^Show the whole event/ }).all())
        await line.click();
      const found = await faultsOf(room.page);
      if (found.length > 0) faults[path.slice(0, 60)] = found;
    }
    expect(faults).toEqual({});
  }, 120_000);
});

/** What hostile text has done to a page. */
async function faultsOf(page: Page): Promise<string[]> {
  const found: string[] = [];
  const say = (fault: string, holds: boolean): void => void (holds ? undefined : found.push(fault));
  const text = await page.getByRole('main').innerText();
  say('not the page at all', (await page.getByRole('heading', { level: 1 }).count()) === 1);
  say('the title was changed', /(^| · )Yagura$/.test(await page.title()));
  say('an element of the attacker', (await page.locator('main script, img[src="x"]').count()) === 0);
  say('a part broke', !text.includes('could not be drawn') && !text.includes('could not be done'));
  // oxlint-disable-next-line no-control-regex -- these are the ones that must not come through
  say('unseen or turning signs', !/[\u0000-\u0008\u000B-\u001F\u007F\u200B\u202A-\u202E\u2066-\u2069]/.test(text));
  say('a template was filled', !text.includes('49'.repeat(2)) && !/\b4949\b/.test(text));
  say(`${text.length} letters`, text.length < 120_000);
  for (const width of [800, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    const over = z.number().parse(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
    say(`scrolls sideways at ${width}`, over <= 0);
  }
  return found;
}
