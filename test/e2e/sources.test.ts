import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { paths } from '../../console/paths.ts';
import { describeConsole } from './room.ts';

const call = (name: string, minute: number): object => ({
  eventVersion: '1.11',
  userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/brought', accountId: '111122223333' },
  eventTime: `2026-03-01T10:${String(minute).padStart(2, '0')}:00Z`,
  eventSource: 'brought.example.com',
  eventName: name,
  awsRegion: 'us-east-1',
  sourceIPAddress: '198.51.100.200',
  eventID: `brought-${name}-${minute}`,
  recipientAccountId: '111122223333',
  eventType: 'AwsApiCall',
});
const whole = gzipSync(JSON.stringify({ Records: [call('Bring', 1), call('Bring', 2)] }));
const broken = [
  JSON.stringify(call('Partly', 3)),
  '{"eventName":"NoTime","eventVersion":"1.11"}',
  JSON.stringify(call('Partly', 4)),
].join('\n');

describeConsole('Sources', (room) => {
  const file = (name: string, content: string | Buffer) => ({
    name,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(content),
  });
  const line = (name: string) =>
    room.page.getByRole('list', { name: 'Files that you brought' }).getByRole('listitem').filter({ hasText: name });

  it('take files that one brings, each with what came of it; of a broken one the good records, and the line of the bad one', async () => {
    await room.goto(paths.sources());
    await room.page
      .locator('input[type=file]')
      .setInputFiles([
        file('whole.json.gz', whole),
        file('broken.json', broken),
        file('recipe.txt', 'miso, tofu, wakame\n'.repeat(20)),
      ]);
    await line('whole.json.gz').getByText('2 events read.').waitFor();
    await line('broken.json').getByText('2 events read. One record could not be read.').waitFor();
    await line('broken.json').getByText('Line 2:').waitFor();
    await line('recipe.txt')
      .getByText(/not a log that Yagura knows/)
      .waitFor();
    await room.page.locator('input[type=file]').setInputFiles([file('again.json.gz', whole)]);
    await line('again.json.gz').getByText('It was read before').waitFor();
    expect(
      await room.program
        .call('SearchEvents', { from: '2026-03-01T00:00:00Z', to: '2026-03-02T00:00:00Z' })
        .then((page) => z.object({ events: z.array(z.unknown()) }).parse(page).events.length),
    ).toBe(4);
  });

  it('say how far a large file is, first sent and then read', async () => {
    const many = Array.from({ length: 30_000 }, (_, index) =>
      JSON.stringify({ ...call('Many', 6), eventID: `many-${index}` }),
    );
    await room.goto(paths.sources());
    await room.page
      .locator('input[type=file]')
      .setInputFiles([file('large.json', many.join('\n')), file('next.json', '{}')]);
    await line('next.json').getByText('Waits for the files before it').waitFor();
    await line('large.json')
      .getByRole('progressbar', { name: /^(?:Sending|Reading)$/ })
      .waitFor();
    await line('large.json').getByText('Reading', { exact: true }).first().waitFor();
    await line('large.json').getByText('30,000 events read.').waitFor({ timeout: 60_000 });
    await line('next.json')
      .getByText(/not a log that Yagura knows|could not be read/)
      .first()
      .waitFor();
  });

  it('keep what could not be read, of one file alone when one comes from it, and read it again', async () => {
    await room.goto(paths.sources({ refused: 'broken.json' }));
    const table = room.page.getByRole('table', { name: 'Not readable' });
    await room.page.getByText('Only what was refused of broken.json.').waitFor();
    await table.getByText('broken.json:2').waitFor();
    expect(await table.getByRole('row').count()).toBe(2);
    await table.getByText('How it begins').click();
    await table.getByText('"NoTime"').waitFor();
    await room.page.getByRole('link', { name: 'Show everything' }).click();
    await table.getByText('recipe.txt').waitFor();
    await room.page.getByRole('button', { name: 'Read again' }).click();
    await room.page.getByText(/^Read again: 0 could be read now, [3-9] still cannot\.$/).waitFor();
  });

  it('say how much came each day and which hours are missing', async () => {
    await room.goto(paths.sources());
    const logs = room.page.getByRole('table', { name: 'Logs' });
    await logs.getByRole('img', { name: 'Events a day: AWS CloudTrail' }).waitFor();
    await logs.getByText(/nothing for [\d,]+ days, 2026-03-01 11:00 to/).waitFor();
  });

  it('give push tokens, shown once, with which a program sends files until they are deleted', async () => {
    await room.goto(paths.sources());
    await room.page.getByRole('textbox', { name: 'Name of a new token' }).fill('nightly');
    await room.page.getByRole('button', { name: 'Make a token' }).click();
    const command = await room.page.locator('pre', { hasText: 'Authorization: Bearer' }).last().innerText();
    const token = /Bearer ([\w-]+)/.exec(command)?.[1] ?? '';
    const send = () =>
      fetch(`${room.program.url}/push?name=nightly.json.gz`, {
        method: 'POST',
        body: new Uint8Array(gzipSync(JSON.stringify({ Records: [call('Night', 5)] }))),
        headers: { Authorization: `Bearer ${token}` },
      });
    expect((await send()).status).toBe(200);
    await room.page.reload();
    await room.page
      .getByRole('table', { name: 'Push tokens' })
      .getByRole('row', { name: /nightly/ })
      .waitFor();
    expect(await room.page.getByText(token).count()).toBe(0);
    await room.page.getByRole('button', { name: 'Remove the token nightly' }).click();
    await room.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await room.page.getByText('No tokens yet').waitFor();
    expect((await send()).status).toBe(401);
  });

  it('guide to logs that come by themselves, with one’s own names in every command, and check whether data comes', async () => {
    await room.goto(paths.sources());
    await room.page.getByRole('textbox', { name: 'Bucket for logs' }).fill('acme-logs');
    await room.page.getByRole('textbox', { name: 'Account' }).fill('444455556666');
    await room.page.getByRole('textbox', { name: 'Region' }).fill('ap-northeast-1');
    await room.page.getByRole('textbox', { name: 'Organization' }).fill("'; rm -rf /");
    await room.page.getByText('It does not look like one').waitFor();
    const commands = (await room.page.locator('.guide .command pre').allInnerTexts()).join('\n');
    expect(commands).toContain(
      '--bucket acme-logs --region ap-northeast-1 --create-bucket-configuration LocationConstraint=ap-northeast-1',
    );
    expect(commands).toContain('arn:aws:sqs:ap-northeast-1:444455556666:yagura-logs');
    expect(commands).not.toContain('rm -rf');
    const address = room.page.getByRole('textbox', { name: 'Bucket, queue or watched folder' });
    expect(await address.inputValue()).toBe('https://sqs.ap-northeast-1.amazonaws.com/444455556666/yagura-logs');
    await address.fill('/etc');
    await room.page.getByRole('button', { name: 'Check now' }).click();
    await room.page.getByText(/^This is no place that can be tried/).waitFor();
    room.complaints.splice(0); // the browser reports the refusal itself
  });
});
