import { expect, it } from 'vitest';
import { z } from 'zod';
import { paths } from '../../console/paths.ts';
import { describeConsole } from './room.ts';

describeConsole('The page of a finding', (room) => {
  const List = z.object({ findings: z.array(z.object({ id: z.string() })) });
  /** The finding whose principal is called so. */
  const idOf = async (principal: string): Promise<string> => {
    const where = [{ property: 'principal', operator: ':', values: [principal] }];
    const { findings } = List.parse(await room.program.call('ListFindings', { where, archived: 'any' }));
    return findings[0]?.id ?? '';
  };
  const heading = (name: string) => room.page.getByRole('heading', { name, exact: true });

  it('gives the five answers on one card, the commands ready to run, and the events with what matched', async () => {
    await room.goto(paths.finding(await idOf('user/deploy-11')));
    for (const name of ['Who', 'Why it matters', 'How', 'What next', 'What to do']) await heading(name).waitFor();
    await room.page.getByText('aws cloudtrail start-logging --region').first().waitFor();
    await room.page.getByText('eventName = Stop').first().waitFor();
    expect(await room.page.locator('mark').first().innerText()).toContain('console.example.com');
  });

  it('leads to the finding before and after it in the list that one came from, by buttons and keys', async () => {
    const list = { 'rule:': 'e2e-', severity: ['critical'] };
    await room.goto(paths.findings(list));
    await room.page.getByRole('link', { name: 'A leaked key' }).nth(1).click();
    await room.page.getByRole('link', { name: 'Open as a page' }).click();
    await room.page.getByText('2 of 7').waitFor();
    await room.page.keyboard.press('j');
    await room.page.getByText('3 of 7').waitFor();
    await room.page.getByRole('button', { name: 'Previous finding' }).click();
    await room.page.getByText('2 of 7').waitFor();
    await room.page.getByRole('link', { name: 'Findings', exact: true }).last().click();
    await room.page.getByRole('heading', { name: 'Findings (7)' }).waitFor();
  });

  it('shows what the actor did around it, repeats drawn together', async () => {
    await room.goto(paths.finding(await idOf('user/deploy-10')));
    const timeline = room.page.getByRole('list').filter({ hasText: 'console.example.com:Stop' });
    await timeline.getByText('8 times').waitFor();
  });

  it('keeps notes, a verdict with its reason, and their history', async () => {
    await room.goto(paths.finding(await idOf('user/deploy-12')));
    await room.page.getByRole('textbox', { name: 'Add a note' }).fill('Asked the team on call.');
    await room.page.getByRole('button', { name: 'Add', exact: true }).click();
    await room.page.getByText('Asked the team on call.').waitFor();
    await room.page.keyboard.press('Escape');
    await room.page.getByRole('button', { name: 'Judge' }).click();
    await room.page.getByRole('radio', { name: 'Harmless' }).check();
    const takeBack = room.page.getByRole('button', { name: 'Take the verdict back' });
    expect(await takeBack.count()).toBe(0); // there is none yet
    await room.page.getByRole('textbox', { name: 'Why' }).fill('A planned change.');
    await room.page.getByRole('dialog').getByRole('button', { name: 'Judge' }).click();
    await room.page.getByText('administrator judged it: Harmless: A planned change.').waitFor();
    await room.page.getByText('Judged: Harmless', { exact: true }).waitFor();
    await room.page.getByText('Archived', { exact: true }).waitFor();
    await room.page.reload();
    await room.page.getByText('Asked the team on call.').waitFor();
    await room.page.getByRole('button', { name: 'Delete the note' }).click();
    await expect.poll(() => room.page.getByText('Asked the team on call.').count()).toBe(0);
    await room.page.getByRole('button', { name: 'Judge' }).click();
    await takeBack.waitFor();
  });

  it('goes elsewhere as Markdown in which nothing of a log is markup, and as a link', async () => {
    await room.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await room.goto(paths.finding(await idOf('<img')));
    await room.page.getByRole('button', { name: 'Copy as Markdown' }).click();
    await room.page.getByText('Copied').first().waitFor();
    const copied = z.string().parse(await room.page.evaluate('navigator.clipboard.readText()'));
    expect(copied).toMatch(/^# The record was switched off\n/);
    expect(copied).toContain('## What to do');
    // Outside of code every bracket of a log is escaped.
    expect(copied.replaceAll(/`+ .*? `+/g, '')).not.toMatch(/(?<!\\)<(img|script)/);
    expect(copied).toContain(`${room.program.url}/findings/`);
  });
});
