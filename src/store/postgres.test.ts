import { sql } from 'kysely';
import { describe, expect, it, vi } from 'vitest';
import { describeOnPostgres } from './debian-postgres.contract.ts';
import { openStore } from './open.ts';
import { openPostgres } from './postgres.ts';
import { storeContract } from './store.contract.ts';

await describeOnPostgres('PostgreSQL', (server) => {
  storeContract(
    'postgres',
    () => openStore({ url: server.url }),
    async () => {
      await using _ = await server.emptied();
    },
  );

  it('gives JSON columns back as text, as SQLite does', async () => {
    await using store = await openStore({ url: server.url });
    const { rows } = await sql`select '{"a":1}'::json as plain, '{"b": 2}'::jsonb as packed`.execute(store.db);
    expect(rows).toEqual([{ plain: '{"a":1}', packed: '{"b": 2}' }]);
  });

  it('says when the server ended a connection, and goes on with another', async () => {
    await using store = await openStore({ url: server.url });
    const ended = sql`select pg_terminate_backend(pg_backend_pid())`.execute(store.db);
    await expect(ended).rejects.toMatchObject({
      code: 'Unavailable',
      message: expect.stringMatching(/it was stopped/),
    });
    const one = async (): Promise<unknown> => (await sql`select 1 as one`.execute(store.db)).rows[0];
    expect(await one().catch(one).catch(one)).toEqual({ one: 1 });
  });

  it('says of a server that says nothing more that it does not answer in time', async () => {
    const db = await openPostgres(server.url, () => undefined, 500);
    await expect(sql`select pg_sleep(20)`.execute(db)).rejects.toMatchObject({
      code: 'Unavailable',
      text: { en: expect.stringMatching(/it did not answer in time/), ja: expect.stringMatching(/時間内に応答が/) },
    });
    await db.destroy();
  });

  it('ends a connection that says nothing more, so that the next statement has another', async () => {
    const db = await openPostgres(server.url, () => undefined, 500);
    const pid = async (): Promise<number> =>
      (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0]?.pid ?? 0;
    const frozen = await pid();
    process.kill(frozen, 'SIGSTOP');
    try {
      await expect(pid()).rejects.toMatchObject({ code: 'Unavailable' });
      expect(await pid()).not.toBe(frozen);
    } finally {
      process.kill(frozen, 'SIGCONT');
      await db.destroy();
    }
  });

  it('does with fewer connections than it would like to have: who finds none waits for one', async () => {
    await using store = await openStore({ url: server.url });
    await sql`create role few login connection limit 2`.execute(store.db);
    await using narrow = await openStore({ url: server.url.replace('yagura:', 'few:') });
    const asked = Array.from({ length: 6 }, () => sql`select pg_sleep(0.1)`.execute(narrow.db));
    expect(await Promise.all(asked)).toHaveLength(6);
  });

  it('names the role that is not there', async () => {
    await expect(openStore({ url: server.url.replace('yagura:', 'nobody:') })).rejects.toMatchObject({
      code: 'Unavailable',
      message: expect.stringMatching(/it has no role "nobody".*createuser/),
    });
  });

  it('says that a role lacks a right', async () => {
    await using store = await openStore({ url: server.url });
    await sql`create role guest login`.execute(store.db);
    await using narrow = await openStore({ url: server.url.replace('yagura:', 'guest:') });
    await expect(sql`create schema another`.execute(narrow.db)).rejects.toMatchObject({
      code: 'Unavailable',
      message: expect.stringMatching(/"guest" lacks a right.*OWNER TO "guest"/),
    });
  });

  it.each(['require', 'verify-full'])(
    'says of sslmode=%s that this server speaks no TLS, without a warning of its driver',
    async (mode) => {
      const warned = vi.spyOn(process, 'emitWarning');
      await expect(openStore({ url: `${server.url}?sslmode=${mode}` })).rejects.toMatchObject({
        code: 'Unavailable',
        message: expect.stringMatching(/it speaks no TLS/),
      });
      expect(warned).not.toHaveBeenCalled();
    },
  );

  it('says that a database is not there, without the password in the address', async () => {
    const fault = await openStore({ url: server.url.replace(/postgres$/, 'nowhere') }).catch((error: unknown) => error);
    expect(fault).toMatchObject({
      code: 'Unavailable',
      message: expect.stringMatching(/nowhere.*does not exist.*store\.url/),
    });
    expect(String(fault)).not.toContain('hidden-word');
  });
});

describe('A PostgreSQL store', () => {
  it('says that nobody answers, and what to do', async () => {
    const fault = await openStore({ url: 'postgres://u:hidden-word@127.0.0.1:9/x' }).catch((error: unknown) => error);
    expect(fault).toMatchObject({
      code: 'Unavailable',
      message: expect.stringMatching(/127\.0\.0\.1:9\/x does not answer.*Start it/),
    });
    expect(String(fault)).not.toContain('hidden-word');
  });
});
