import {
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
} from 'kysely';
import { expect, test } from 'vitest';
import { codeOf, guarded, patient } from './guarded.ts';

const busy = (): Error => Object.assign(new Error('busy'), { code: 'BUSY' });
const guard = (patience: number) =>
  patient({ busy: 'BUSY', patience, look: 1 }, (error) => new Error('told', { cause: error }));

/** Fails so often, then answers; how often it was tried. */
function work(failures: number, error: () => Error) {
  const tried = { times: 0 };
  const run = (): Promise<string> => {
    tried.times += 1;
    return tried.times <= failures ? Promise.reject(error()) : Promise.resolve('done');
  };
  return { tried, run };
}

test('what is refused because others are at it is tried again', async () => {
  const { tried, run } = work(3, busy);
  expect(await guard(5)(run)).toBe('done');
  expect(tried.times).toBe(4);
});

test('who stays busy beyond all patience is told, with what was thrown as the cause', async () => {
  const { tried, run } = work(100, busy);
  await expect(guard(5)(run)).rejects.toMatchObject({ message: 'told', cause: { code: 'BUSY' } });
  expect(tried.times).toBe(6);
});

test('any other error is told at once', async () => {
  const { tried, run } = work(1, () => new Error('broken'));
  await expect(guard(5)(run)).rejects.toMatchObject({ message: 'told', cause: { message: 'broken' } });
  expect(tried.times).toBe(1);
});

test('the code of an error is a text, and of anything else none', () => {
  expect([
    codeOf(busy()),
    codeOf(Object.assign(new Error('n'), { code: 5 })),
    codeOf(new Error('n')),
    codeOf({ code: 'BUSY' }),
    codeOf(null),
  ]).toEqual(['BUSY', '5', '', '', '']);
});

/** A driver that hands out one connection again and again, guarded; `happened` tells what came in which order. */
function told(answer: () => Promise<unknown> = () => Promise.resolve()) {
  const happened: string[] = [];
  const connection: DatabaseConnection = {
    async executeQuery() {
      happened.push('asked');
      await answer();
      return { rows: [] };
    },
    streamQuery: () => {
      throw new Error('Nothing is streamed here.');
    },
  };
  class OneConnection extends DummyDriver {
    override acquireConnection(): Promise<DatabaseConnection> {
      happened.push('connected');
      return Promise.resolve(connection);
    }
  }
  const noticing = async <T>(run: () => Promise<T>): Promise<T> => {
    happened.push('guarded');
    return run();
  };
  const db = new Kysely<{ things: { id: string } }>({
    dialect: {
      createDriver: () => guarded(new OneConnection(), noticing, () => void happened.push('changing')),
      createAdapter: () => new SqliteAdapter(),
      createIntrospector: (of) => new SqliteIntrospector(of),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
  return { db, happened };
}

test('the wait for a connection and each statement are guarded once, however often a connection is handed out', async () => {
  const { db, happened } = told();
  for (let turn = 0; turn < 3; turn++) await db.selectFrom('things').selectAll().execute();
  const once = ['guarded', 'connected', 'guarded', 'asked'];
  expect(happened).toEqual([...once, ...once, ...once]);
});

test('what may change something is told before and after, once each, and what reads is not', async () => {
  const { db, happened } = told();
  await db.selectFrom('things').selectAll().execute();
  expect(happened).not.toContain('changing');
  happened.length = 0;
  for (let turn = 0; turn < 2; turn++) await db.deleteFrom('things').execute();
  const once = ['guarded', 'connected', 'changing', 'guarded', 'asked', 'changing'];
  expect(happened).toEqual([...once, ...once]);
});

test('what fails may have changed something too', async () => {
  const { db, happened } = told(() => Promise.reject(new Error('half written')));
  await expect(db.insertInto('things').values({ id: 'a' }).execute()).rejects.toThrow('half written');
  expect(happened.filter((one) => one === 'changing')).toHaveLength(2);
});
