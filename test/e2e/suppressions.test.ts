import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { paths } from '../../console/paths.ts';
import { everyFault } from './judged-page.ts';
import { freshRecord, hostile } from './made-logs.ts';
import { describeConsole, type Room } from './room.ts';

const day = 86_400_000;

/** What these callers do each day at the same hour: nobody else does anything on five days. */
async function everyDay(room: Room, callers: readonly string[], first: number): Promise<void> {
  const records = callers.flatMap((userName, caller) =>
    Array.from({ length: 6 }, (_, days) => {
      const record = freshRecord(first + caller * 10 + days, Date.now() - days * day - 60_000);
      const arn = `arn:aws:iam::111122223333:user/${userName}`;
      return {
        ...record,
        eventName: 'Stop',
        awsRegion: 'us-east-1',
        recipientAccountId: '111122223333',
        userIdentity: { type: 'IAMUser', userName, arn, accountId: '111122223333' },
      };
    }),
  );
  const body = JSON.stringify({ Records: records });
  expect((await room.program.fetch('/push?name=daily.json', { method: 'POST', body })).ok).toBe(true);
}

describeConsole('Suppressions', (room) => {
  const { toast, proposal } = {
    toast: (text: string | RegExp) => room.page.getByRole('status').getByText(text),
    proposal: (who: string) => room.page.getByRole('article', { name: new RegExp(`${who}$`) }),
  };

  it('are proposed with evidence and cost, hidden and dismissed only when one says so, and taken back', async () => {
    const { page } = room;
    await everyDay(room, ['nightly-job', 'scanner'], 9000);
    await room.goto(paths.findings());
    await page.getByRole('button', { name: 'Suppressions' }).click();
    await page.getByRole('heading', { name: 'Suppressions', level: 1 }).waitFor();
    await proposal('scanner').waitFor();
    const nightly = proposal('nightly-job');
    await nightly.getByText('nightly-job does this on 6 of the last 30 days').waitFor();
    await nightly.getByText('Hides 1 finding (6 events) of the last 30 days, 0 of them confirmed.').waitFor();
    await page.getByText('Nothing is hidden', { exact: true }).waitFor();
    await nightly.getByText('The finding').click();
    await nightly.getByRole('link', { name: /nightly-job/ }).click();
    await page.getByRole('heading', { name: 'Why it matters' }).waitFor();
    await page.goBack();

    await nightly.getByRole('button', { name: /^Hide these: / }).click();
    await toast('1 finding was archived; what comes is archived too.').waitFor();
    await page.getByText('Fits 1 finding of the last 30 days, 0 of them confirmed.').waitFor();
    await expect.poll(() => nightly.count()).toBe(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await toast('Taken back.').waitFor();
    await nightly.waitFor();
    await page.getByText('Nothing is hidden', { exact: true }).waitFor();

    await proposal('scanner')
      .getByRole('button', { name: /^Dismiss / })
      .click();
    await page.getByRole('heading', { name: 'Dismissed' }).waitFor();
    await page.getByText(/^by admin/).waitFor();
    await page.getByRole('button', { name: /^Propose again: .* scanner$/ }).click();
    await proposal('scanner').waitFor();
  });

  it('stand beside filters of GuardDuty, with a warning where they hide an attack, and end when one says so', async () => {
    const { page, program } = room;
    await everyDay(room, [hostile], 9100);
    const criteria = {
      Criterion: { type: { Equals: ['Stealth:IAMUser/CloudTrailLoggingDisabled'] }, severity: { Gte: 4 } },
    };
    await room.goto(paths.suppressions());
    const [DetectorId] = Detectors.parse(await guardduty(page, 'ListDetectors', {})).DetectorIds;
    await guardduty(page, 'CreateFilter', {
      DetectorId,
      Name: 'by-hand',
      Action: 'ARCHIVE',
      FindingCriteria: criteria,
    });
    await guardduty(page, 'CreateFilter', {
      DetectorId,
      Name: 'only-a-view',
      Action: 'NOOP',
      FindingCriteria: criteria,
    });
    const { findings } = Found.parse(await program.call('ListFindings', { text: 'nightly-job', archived: 'any' }));
    await program.call('UpdateFindings', { ids: findings.map(({ id }) => id), verdict: 'true', reason: 'it was' });
    await page.reload();
    const byHand = page.getByRole('article', { name: 'by-hand' });
    await byHand.getByText('severity is at least 4').waitFor();
    await byHand.getByText(/^It hides something that was judged an attack/).waitFor();
    await page.getByRole('heading', { name: 'Filters that hide nothing' }).waitFor();
    expect(await everyFault(page)).toEqual([]);

    await byHand.getByRole('button', { name: 'End by-hand' }).click();
    await page.getByRole('dialog').getByRole('checkbox', { name: 'Bring back what it archived, too' }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click();
    await page.getByText('Nothing is hidden', { exact: true }).waitFor();
  });

  it('offer nothing to people who may only look', async () => {
    const { page } = await room.tabOf('olga', 'auditor');
    await page.goto(`${room.program.url}${paths.suppressions()}`);
    await page.getByText('Hides 1 finding').first().waitFor();
    const offered = (): Promise<number> =>
      page.getByRole('button', { name: /^(Hide these|Dismiss|End|Propose)/ }).count();
    await expect.poll(offered).toBe(0);
    await page.context().close();
  });

  it('speak Japanese', async () => {
    const { page } = room;
    await room.goto(paths.suppressions());
    await page.getByRole('button', { name: '日本語' }).click();
    await page.getByRole('heading', { name: '抑制', level: 1 }).waitFor();
    await page
      .getByText(/^直近 30\s日の検出結果 1\s件（イベント \d+\s件）が非表示になります。/)
      .first()
      .waitFor();
    expect(await everyFault(page)).toEqual([]);
  });
});

const Found = z.object({ findings: z.array(z.object({ id: z.string() })) });
const Detectors = z.object({ DetectorIds: z.array(z.string()) });

/** Calls GuardDuty as whoever is signed in on the page. */
const guardduty = (page: Page, operation: string, input: object): Promise<unknown> =>
  page.evaluate(
    async ({ path, body }) => {
      const headers = { 'Content-Type': 'application/json' };
      const answer: unknown = await (await fetch(path, { method: 'POST', headers, body })).json();
      return answer;
    },
    { path: `/call/guardduty/${operation}`, body: JSON.stringify(input) },
  );
