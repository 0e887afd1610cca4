import { expect, it } from 'vitest';
import { z } from 'zod';
import { paths } from '../../console/paths.ts';
import { freshLog } from './made-logs.ts';
import { describeConsole } from './room.ts';

describeConsole('An open page', (room) => {
  /** A log file with so many findings that nobody has seen. */
  let arrived = 0;
  const arrive = async (findings: number): Promise<void> => {
    const { name, body } = freshLog(arrived, findings, Date.now());
    arrived += findings;
    const reply = await room.program.fetch(`/push?name=${name}`, { method: 'POST', body });
    expect(reply.status).toBe(200);
  };
  const rows = () => room.page.getByRole('row');

  it('tells of new findings while the list stays as it is, and takes them in when the reader wants', async () => {
    await room.goto(paths.findings({ 'rule:': 'e2e-' }));
    await rows().nth(1).waitFor();
    const before = await rows().nth(1).innerText();
    await arrive(3);
    await room.page.getByText('3 new findings').waitFor();
    expect(await rows().nth(1).innerText()).toBe(before);
    await room.page.getByRole('button', { name: 'Show' }).click();
    await expect.poll(() => rows().nth(1).innerText()).toContain('fresh-');
  });

  it('lets the numbers of the Summary follow by themselves, and says how fresh they are', async () => {
    await room.goto(paths.summary());
    await room.page.getByText(/Live · as of/).waitFor();
    /** The figure but for findings of what the administrator of these tests calls: they come whenever its log is read. */
    const findings = async (): Promise<number> => {
      const figure = await room.page.getByRole('link', { name: /^Findings: / }).innerText();
      const where = [{ property: 'principal', operator: ':', values: ['administrator'] }];
      const own = await room.program.call('ListFindings', { where, limit: 1 });
      return Number(figure) - z.object({ total: z.number() }).parse(own).total;
    };
    const before = await findings();
    await arrive(2);
    await expect.poll(findings, { timeout: 10_000 }).toBe(before + 2);
  });

  it('says that the server is away, keeps what it shows, and comes back by itself', async () => {
    await room.goto(paths.summary());
    await room.page.getByText(/Live · as of/).waitFor();
    await room.page.context().setOffline(true);
    await room.page.getByText('Yagura does not answer.').waitFor();
    await room.page.getByText(/Not up to date/).waitFor();
    await room.page.getByRole('heading', { name: 'Read these first' }).waitFor();
    await room.page.getByRole('link', { name: 'Rules', exact: true }).click();
    await room.page.getByText('This page comes back by itself.').waitFor();
    await room.page.context().setOffline(false);
    await room.page.getByRole('heading', { name: /^Rules/ }).waitFor();
    const dressed = `getComputedStyle(document.querySelector('.rules') ?? document.body).display`;
    await expect.poll(() => room.page.evaluate(dressed)).toBe('grid'); // with the styles that could not be had before
    await expect.poll(() => room.page.getByText('Yagura does not answer.').count(), { timeout: 10_000 }).toBe(0);
    room.complaints.splice(0); // the browser reports what it could not fetch
  });

  it('leads to the sign-in page when its session is ended elsewhere, and stays when something is being written', async () => {
    const { page } = await room.tab();
    await page.context().clearCookies();
    await page.goto(await room.program.newSignInLink());
    await page.getByText(/Live · as of/).waitFor();
    /** Ends the session as another device would. */
    const signOut = async (): Promise<void> => {
      const cookies = await page.context().cookies();
      const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
      await room.program.fetch('/sign-out', { method: 'POST', headers: { cookie } });
    };
    await signOut();
    await page.getByRole('heading', { name: 'Sign in to Yagura' }).waitFor();

    await page.goto(await room.program.newSignInLink());
    await page.getByRole('heading', { name: 'Read these first' }).waitFor();
    await page.goto(`${room.program.url}${paths.query('SELECT 1')}`);
    const sql = page.getByRole('textbox', { name: /^Query/ });
    await sql.fill('SELECT 2 -- and a thought');
    await signOut();
    await page.keyboard.press('Control+Enter');
    await page.getByText('What you have written stays here').waitFor();
    expect(await sql.inputValue()).toBe('SELECT 2 -- and a thought');
    await page.context().close();
  });
});
