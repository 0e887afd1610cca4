import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { paths } from '../../console/paths.ts';
import { describeConsole } from './room.ts';

describeConsole('The search of events', (room) => {
  const lines = () => room.page.getByRole('button', { name: /^Show the whole event/ });
  const month = { days: 60, 'service:': 'console.example.com' };

  it('finds events of every log, and shows one whole', async () => {
    await room.goto(paths.events({ days: 60 }));
    await room.page.getByText('ACCEPT').first().waitFor();
    await room.goto(paths.events({ ...month, action: 'Leak' }));
    await room.page.getByRole('cell').filter({ hasText: 'console.example.com:Leak' }).first().waitFor();
    expect(await lines().count()).toBe(7);
    await lines().first().click();
    await room.page.getByText('"eventName": "Leak",').waitFor();
  });

  it('is restricted by what stands in an event, and keeps that in its address', async () => {
    await room.goto(paths.events(month));
    await lines().first().click();
    await room.page.getByRole('button', { name: 'Only Leak' }).click();
    await room.page.waitForURL(/action=Leak/);
    await expect.poll(() => lines().count()).toBe(7);
    await room.page.reload();
    await room.page.getByRole('heading', { name: 'Events (7)' }).waitFor();
    await expect.poll(() => lines().count()).toBe(7);
  });

  it('looks closer where one drags over the bars', async () => {
    await room.goto(paths.events(month));
    await lines().first().waitFor();
    const box = await room.page.getByRole('img', { name: 'Events by time' }).boundingBox();
    if (box === null) throw new Error('The histogram is not drawn.');
    await room.page.mouse.move(box.x + box.width * 0.9, box.y + 40);
    await room.page.mouse.down();
    await room.page.mouse.move(box.x + box.width * 0.99, box.y + 40, { steps: 4 });
    await room.page.mouse.up();
    await room.page.waitForURL(/from=.*to=/);
    await lines().first().waitFor();
  });

  it('says that more lies before the newest day, and one click shows it', async () => {
    await room.goto(paths.events({ action: 'Leak' }));
    await room.page.getByRole('link', { name: /^Show the \d+ older events too/ }).click();
    await room.page.waitForURL(/from=.*to=/);
    await expect.poll(() => lines().count()).toBe(7);
    const { searchParams } = new URL(room.page.url());
    const from = Date.parse(searchParams.get('from') ?? '');
    // It begins some hours before the oldest event at most, not weeks.
    const later = { from: new Date(from + 43_200_000).toISOString(), to: searchParams.get('to') ?? '' };
    await room.goto(paths.events({ action: 'Leak', ...later }));
    await expect.poll(() => lines().count()).toBeLessThan(7);
    await expect.poll(() => lines().count()).toBeGreaterThan(0);
  });

  it('fetches older events when one wants them', async () => {
    await room.goto(paths.events(month));
    await expect.poll(() => lines().count()).toBe(60);
    await room.page.getByRole('button', { name: 'Older events' }).click();
    await expect.poll(() => lines().count()).toBe(120);
  });

  it('goes into a file in which no cell is a formula', async () => {
    await room.goto(paths.events({ ...month, action: 'Leak' }));
    await lines().first().waitFor();
    const [file] = await Promise.all([
      room.page.waitForEvent('download'),
      room.page
        .getByRole('button', { name: 'Export' })
        .click()
        .then(() => room.page.getByRole('menuitem', { name: 'CSV' }).click()),
    ]);
    const text = await readFile(await file.path(), 'utf8');
    expect(text.split('\r\n')).toHaveLength(9);
    expect(text).toMatch(/^time,source,account/);
    await room.page.getByText('7 events exported.').waitFor();
  });

  it('goes into a file as the logs wrote it', async () => {
    await room.goto(paths.events({ ...month, action: 'Leak' }));
    await lines().first().waitFor();
    const [file] = await Promise.all([
      room.page.waitForEvent('download'),
      room.page
        .getByRole('button', { name: 'Export' })
        .click()
        .then(() => room.page.getByRole('menuitem', { name: 'Original events (JSON lines)' }).click()),
    ]);
    const [first = '', ...others] = (await readFile(await file.path(), 'utf8')).trim().split('\n');
    expect(others).toHaveLength(6);
    expect(JSON.parse(first)).toMatchObject({
      eventName: 'Leak',
      userIdentity: { type: 'IAMUser' },
      managementEvent: true,
    });
  });

  it('can be asked in SQL, which only reads, keeps the question in the address and says what is wrong with it', async () => {
    const { page } = room;
    await room.goto(paths.events());
    await page.getByRole('link', { name: 'Ask in SQL' }).click();
    await page.getByRole('heading', { name: 'SQL' }).waitFor();
    const editor = page.getByRole('textbox', { name: /^Query/ });
    const ask = async (sql: string): Promise<void> => {
      await editor.fill(sql);
      await page.keyboard.press('Control+Enter');
    };
    await ask(
      "SELECT action, count() AS calls FROM api_activity WHERE action IN ('Leak', 'Root') GROUP BY action ORDER BY action",
    );
    await page
      .getByText(/^2 rows, in/)
      .first()
      .waitFor();
    await page.getByRole('cell', { name: 'Leak' }).waitFor();
    expect(await page.evaluate(`getComputedStyle(document.querySelector('td .figure')).textAlign`)).toBe('end');
    await page.waitForURL(/sql=SELECT/);
    await page.reload();
    expect(await editor.inputValue()).toContain("IN ('Leak', 'Root')");
    await ask('DROP TABLE api_activity');
    await page.getByText('The query was not answered').waitFor();
    await ask('SELECT nothing FROM api_activity');
    await page
      .getByText(/nothing/)
      .last()
      .waitFor();
    await page.getByRole('button', { name: 'newest calls' }).click();
    await page
      .getByText(/^100 rows, in/)
      .first()
      .waitFor();
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    room.complaints.splice(0); // the browser reports the refusals itself
  });

  it('keeps a question in SQL under a name, and its answer as a file', async () => {
    const { page } = room;
    const sql = "SELECT action, count() AS calls FROM api_activity WHERE action = 'Leak' GROUP BY action";
    await room.goto(paths.query(sql));
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('cell', { name: 'Leak' }).waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as CSV' }).click(),
    ]);
    expect(await readFile(await file.path(), 'utf8')).toBe('action,calls\r\nLeak,7\r\n');

    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('menuitem', { name: 'Save this view' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Leaks');
    await page.getByRole('dialog').getByRole('button', { name: 'Save this view' }).click();
    await page.getByText('The view Leaks was saved.').waitFor();
    await room.goto(paths.query());
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('menuitem', { name: 'Your views' }).click();
    await page.getByRole('menuitem', { name: 'Leaks' }).first().click();
    await page.getByRole('cell', { name: 'Leak' }).waitFor();
    expect(await page.getByRole('textbox', { name: /^Query/ }).inputValue()).toBe(sql);
  });

  it('says that nothing fits, and what to do', async () => {
    await room.goto(paths.events({ principal: 'nobody' }));
    await room.page.getByText('No event fits').waitFor();
  });

  it('hides what Yagura itself reads until one wants it', async () => {
    const reads = room.page.getByRole('cell', { name: /^yagura[.:].*SearchEvents/ });
    await room.goto(paths.events({ days: 1, 'service:': 'yagura' }));
    await room.page.getByText('No event fits').or(lines().first()).waitFor();
    expect(await reads.count()).toBe(0);
    // Own calls are read from their file now and then: until they are there, the page is opened anew.
    await expect
      .poll(
        async () => {
          await room.goto(paths.events({ days: 1, 'service:': 'yagura', own: 'shown' }));
          await room.page.getByText('No event fits').or(lines().first()).waitFor();
          return reads.count();
        },
        { timeout: 40_000 },
      )
      .toBeGreaterThan(0);
    await room.page.getByRole('button', { name: 'Hide what Yagura itself reads' }).click();
    await expect.poll(() => reads.count()).toBe(0);
  });
});
