import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Decision, Request } from '#aws';
import { openDoor } from './open-door.contract.ts';
import { codeOf, settings, Site, start } from './site.contract.ts';

const site = new Site();
const { ask, open, post, signedIn } = site;

const bearer = async (name = 'collector'): Promise<{ Authorization: string }> => {
  const { text } = await post('/call/yagura/CreatePushToken', { name }, await signedIn());
  return { Authorization: `Bearer ${z.object({ token: z.string() }).parse(JSON.parse(text)).token}` };
};

describe('Pushing logs', () => {
  it('streams the body of a program that has a token', async () => {
    const headers = await bearer();
    const reply = await ask('/push?name=a/b.json.gz', { method: 'POST', headers, body: Buffer.alloc(3_000_000) });
    expect(JSON.parse(reply.text)).toEqual({ name: 'a/b.json.gz', events: 1 });
    expect(site.pushed).toEqual([{ name: 'a/b.json.gz', bytes: 3_000_000, by: 'push token collector' }]);
  });

  it('tells line by line how far a file has been read, and at last what became of it', async () => {
    const headers = { ...(await bearer()), Accept: 'application/x-ndjson' };
    const lines = async (name: string): Promise<unknown[]> => {
      const { text } = await ask(`/push?name=${name}`, { method: 'POST', headers, body: Buffer.alloc(1000) });
      return text
        .trim()
        .split('\n')
        .map((line): unknown => JSON.parse(line));
    };
    expect(await lines('a')).toEqual([{ done: 500 }, { done: 1000 }, { report: { name: 'a', events: 1 } }]);
    expect((await lines('broken')).at(-1)).toEqual({
      fault: { code: 'Unavailable', message: 'The disk is full. Make room.' },
    });
    await using small = await open({ config: settings({ pushLimitMegabytes: 1 }) });
    const large = { method: 'POST', headers, body: Buffer.alloc(2_000_000) };
    expect(codeOf(await ask('/push', large, small.url))).toBe('TooLarge');
  });

  it('is answered however long the file takes to read once it is there, also where silence is cut off', async () => {
    await using hasty = await open({
      patience: { headers: 10, request: 10, silence: 0.5 },
      push: async ({ stream }) => {
        for await (const _ of stream);
        await pause(1000);
        return { events: 1 };
      },
    });
    const reply = await ask('/push', { method: 'POST', headers: await bearer(), body: 'x' }, hasty.url);
    expect(JSON.parse(reply.text)).toEqual({ name: 'pushed', events: 1 });
  });

  it('takes what the page of somebody who is signed in sends', async () => {
    await ask('/push', { method: 'POST', headers: await signedIn(), body: 'x' });
    expect(site.pushed).toEqual([{ name: 'pushed', bytes: 1, by: 'administrator' }]);
  });

  it('is refused to whom no policy permits it, before anything of the file is read', async () => {
    const asked: string[] = [];
    const door = {
      ...openDoor,
      authorise: async ({ action, caller }: Request): Promise<Decision> => {
        asked.push(`${caller.name} ${action}`);
        return action === 'yagura:PushLogs' ? { allowed: false, reason: 'no policy permits it' } : { allowed: true };
      },
    };
    await using strict = await open({ door });
    const reply = await ask('/push', { method: 'POST', headers: await signedIn(strict), body: 'x' }, strict.url);
    expect(codeOf(reply)).toBe('Denied');
    const { text } = await ask('/push', { method: 'POST', headers: await bearer(), body: 'x' }, strict.url);
    expect(text).toContain('no policy permits it');
    expect(asked).toEqual(['administrator yagura:PushLogs', 'push token collector yagura:PushLogs']);
    expect(site.pushed).toEqual([]);
  });

  it('is refused without a token, with a wrong one, and with one that was deleted', async () => {
    const headers = await bearer();
    expect((await ask('/push', { method: 'POST', body: 'x' })).status).toBe(401);
    expect((await ask('/push', { method: 'POST', headers: { Authorization: 'Bearer wrong' }, body: 'x' })).status).toBe(
      401,
    );
    await post('/call/yagura/DeletePushToken', { name: 'collector' }, await signedIn());
    expect((await ask('/push', { method: 'POST', headers, body: 'x' })).status).toBe(401);
    expect(site.pushed).toEqual([]);
  });

  it('is the only thing that a token can do', async () => {
    expect((await post('/call/yagura/Echo', {}, await bearer())).status).toBe(401);
  });

  it('is refused above its limit, and refuses a second token of the same name', async () => {
    await using small = await open({ config: settings({ pushLimitMegabytes: 1 }) });
    const headers = await bearer();
    const chunked = { ...headers, 'Transfer-Encoding': 'chunked' };
    for (const sent of [headers, chunked]) {
      const reply = await ask('/push', { method: 'POST', headers: sent, body: Buffer.alloc(2_000_000) }, small.url);
      expect(codeOf(reply)).toBe('TooLarge');
    }
    expect(codeOf(await post('/call/yagura/CreatePushToken', { name: 'collector' }, await signedIn()))).toBe(
      'Conflict',
    );
  });

  it('lists tokens by name and last use, never the tokens', async () => {
    const headers = await bearer();
    await ask('/push', { method: 'POST', headers, body: 'x' });
    const { text } = await post('/call/yagura/ListPushTokens', {}, await signedIn());
    const createdAt = new Date(start).toISOString();
    expect(JSON.parse(text)).toEqual({
      tokens: [{ name: 'collector', createdBy: 'administrator', createdAt, usedAt: createdAt }],
    });
  });
});
