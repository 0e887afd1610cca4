import { afterAll, beforeAll, describe } from 'vitest';
import { sql } from 'kysely';
import { openStore } from '#store';
import { postgresFolder, startPostgres, type Postgres } from '../store/debian-postgres.contract.ts';
import { orgContract } from './org.contract.ts';

orgContract('SQLite');

const folder = await postgresFolder();
const title =
  folder === undefined
    ? 'PostgreSQL (skipped: it is not installed; `apt-get install postgresql` brings it)'
    : 'PostgreSQL';

describe.skipIf(folder === undefined)(title, () => {
  let server: Postgres;
  beforeAll(async () => {
    server = await startPostgres(folder ?? '');
  });
  afterAll(() => server[Symbol.asyncDispose]());

  orgContract('PostgreSQL', async () => {
    const store = await openStore({ url: server.url });
    await sql`drop schema public cascade`.execute(store.db);
    await sql`create schema public`.execute(store.db);
    return store;
  });
});
