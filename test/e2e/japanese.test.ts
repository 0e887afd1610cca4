import { readdir } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Sentence } from '../../console/i18n/words.ts';
import { paths } from '../../console/paths.ts';
import { describeConsole } from './room.ts';

/** English sentences of the page that cannot be names of things: none of them may stand on a page in Japanese. */
async function englishSentences(): Promise<string[]> {
  const folder = new URL('../../console/i18n/', import.meta.url);
  const files = (await readdir(folder)).filter((name) => name.endsWith('.ts') && !name.startsWith('words.'));
  const lists = await Promise.all(
    files.map((name): Promise<Record<string, Record<string, Sentence>>> => import(new URL(name, folder).href)),
  );
  return lists
    .flatMap((list) => Object.values(list))
    .flatMap((words) => Object.values(words))
    .flatMap(({ en }) => (typeof en === 'string' ? [en] : [en.other]))
    .filter((text) => text.length > 14 && !text.includes('{') && text.includes(' '));
}

/** A log whose second record says no time. */
const broken = ['"eventTime":"2026-03-01T10:00:00Z",', '']
  .map((time) => `{${time}"eventVersion":"1.11","eventSource":"a.example.com","eventName":"Read"}`)
  .join('\n');

describeConsole('日本語で', (room) => {
  it('サインインから概要、検出結果、判定、イベント、ルール作成、ログの取り込みまで進められる', async () => {
    const english = await englishSentences();
    expect(english.length).toBeGreaterThan(200);
    const context = await room.browser.newContext({ locale: 'ja', viewport: { width: 1280, height: 900 } });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    const heading = (name: string | RegExp) => page.getByRole('heading', { name }).first();
    const go = (name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
    const isJapanese = async (): Promise<void> => expect(leftOver(await textOf(page), english)).toEqual([]);

    await page.goto(`${room.program.url}/`);
    await heading('Yagura にサインイン').waitFor();
    await isJapanese();
    await page.goto(await room.program.newSignInLink());
    await heading('概要').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('ja');
    await page.waitForLoadState('networkidle');
    await isJapanese();

    await go('検出結果');
    await page.getByRole('columnheader', { name: '重大度' }).waitFor();
    await isJapanese();
    await page.keyboard.press('o');
    await page.getByRole('heading', { name: 'なぜ問題か' }).waitFor();
    for (const answer of ['誰が', 'どうやって', '次に何が', 'どう対処するか'])
      await page.getByRole('heading', { name: answer, exact: true }).waitFor();
    await isJapanese();
    await page.keyboard.press('v');
    await page.getByRole('radio', { name: '問題なし' }).check();
    await page.getByLabel('理由').fill('計画された作業でした');
    await page.getByRole('button', { name: '判定する' }).click();
    await page.getByText('1 件を「問題なし」と判定しました。').waitFor();

    await go('イベント');
    await heading('イベント').waitFor();
    await page.goto(`${room.program.url}${paths.events({ days: 60, action: 'Stop' })}`);
    await page
      .getByRole('button', { name: /^イベント全体を表示/ })
      .first()
      .click();
    await page.getByRole('link', { name: 'このイベントからルールを作成' }).click();
    await heading('ルールの作成').waitFor();
    await page.getByRole('button', { name: /^eventName / }).click();
    await page.getByText(/までの 30\s日間の .*\s件に一致します。$/).waitFor();
    await isJapanese();
    await page.getByLabel('名前').fill('手元のルール');
    await page.getByRole('button', { name: '保存' }).click();
    await heading(/手元のルール/).waitFor();
    await isJapanese();

    await go('ログソース');
    await page.locator('input[type=file]').setInputFiles([
      {
        name: 'broken.json.gz',
        mimeType: 'application/gzip',
        buffer: gzipSync(broken),
      },
    ]);
    await page.getByText(/1\s件のデータは読み込めませんでした。/).waitFor();
    await isJapanese();
    for (const [link, title] of [
      ['ルール', 'ルール'],
      ['SQL', 'SQL'],
      ['ユーザーとキー', 'ユーザーとキー'],
      ['設定', '設定'],
    ] as const) {
      await go(link);
      await heading(title).waitFor();
      await page.waitForLoadState('networkidle');
      await isJapanese();
    }
    await page.getByRole('button', { name: 'サインアウト' }).click();
    await heading('Yagura にサインイン').waitFor();
    await context.close();
  });
});

const textOf = (page: Page): Promise<string> => page.locator('body').innerText();

const leftOver = (text: string, english: readonly string[]): string[] =>
  english.filter((sentence) => text.includes(sentence));
