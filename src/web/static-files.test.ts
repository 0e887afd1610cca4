import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Site } from './site.contract.ts';

const site = new Site();
const { ask, open } = site;

describe('The page', () => {
  it('is index.html under every address that looks like a page, and is asked for anew each time', async () => {
    for (const path of ['/', '/findings', '/findings/abc', '/sign-in?to=x']) {
      const { status, headers, text } = await ask(path);
      expect([status, text], path).toEqual([200, '<!doctype html><title>Yagura</title>']);
      expect(headers['cache-control']).toBe('no-cache');
    }
  });

  it('keeps files whose name holds their content for good, and packs them', async () => {
    const { headers, text } = await ask('/assets/app-1a2b.js');
    expect(text).toBe('console.log(1)');
    expect(headers['cache-control']).toContain('immutable');
    expect(headers['content-type']).toContain('text/javascript');
    expect(
      (await ask('/assets/app-1a2b.js', { headers: { 'Accept-Encoding': 'gzip' } })).headers['content-encoding'],
    ).toBe('gzip');
  });

  it('leads to no file outside of its folder', async () => {
    for (const path of [
      '/../secret.txt',
      '/assets/../../secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/assets/..%5c..%5csecret.txt',
      '/..\\secret.txt',
      '/%00../secret.txt',
      '//secret.txt',
      '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
      '/%ff',
    ]) {
      const { status, text } = await ask(path);
      expect(text, path).not.toContain('outside');
      expect(status, path).toBeGreaterThanOrEqual(400);
    }
  });

  it('says how to build it when it was not built', async () => {
    await using bare = await open({ consoleFolder: join(site.folder, 'nowhere') });
    expect((await ask('/', {}, bare.url)).text).toContain('npm run build');
  });

  it('is read once more after it could not be, as while it is built anew', async () => {
    const folder = join(site.folder, 'built-anew');
    const index = join(folder, 'index.html');
    await mkdir(folder);
    await writeFile(index, 'before');
    await using rebuilt = await open({ consoleFolder: folder });
    await rm(index);
    expect((await ask('/', {}, rebuilt.url)).status).toBe(500);
    await writeFile(index, 'after');
    expect((await ask('/', {}, rebuilt.url)).text).toBe('after');
  });

  it('comes with a policy that lets nothing in from elsewhere and nothing run inline', async () => {
    for (const path of ['/', '/assets/app-1a2b.js', '/assets/none.js', '/health']) {
      const { headers } = await ask(path);
      expect(headers['content-security-policy'], path).toContain(
        "default-src 'none'; script-src 'self'; style-src 'self'",
      );
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
      expect(headers['strict-transport-security']).toBeUndefined();
    }
  });
});
