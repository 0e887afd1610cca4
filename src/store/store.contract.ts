import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Migration, Store } from './store.ts';

type Tables = {
  things: { id: string; size: number; archived: number; updated_at: number; details: string };
  parts: { id: string; thing: string };
};

const things: Migration = {
  id: '100-things',
  async up(db) {
    await db.schema
      .createTable('things')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('size', 'integer', (column) => column.notNull())
      .addColumn('archived', 'integer', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .addColumn('details', 'text', (column) => column.notNull())
      .execute();
  },
};

const parts: Migration = {
  id: '200-parts',
  async up(db) {
    await db.schema
      .createTable('parts')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('thing', 'text', (column) => column.references('things.id').notNull())
      .execute();
  },
};

const thing = (id: string) => ({ id, size: 1, archived: 0, updated_at: 1_790_000_000_123, details: '{"a": "櫓"}' });

const add = (store: Store) =>
  store.db
    .withTables<Tables>()
    .updateTable('things')
    .set({ size: sql<number>`size + 1` })
    .execute();

/** What every store does, on whatever dialect. `open` opens an empty database, the same one until the next test. */
export function storeContract(dialect: Store['dialect'], open: () => Promise<Store>, empty: () => Promise<void>): void {
  describe(`A store on ${dialect}`, () => {
    let store: Store;
    const db = () => store.db.withTables<Tables>();
    beforeEach(async () => {
      await empty();
      store = await open();
    });
    afterEach(() => store[Symbol.asyncDispose]());

    it('says which dialect it speaks', () => {
      expect(store.dialect).toBe(dialect);
    });

    it('counts what may have changed, and not what was read', async () => {
      await store.migrate([things]);
      const before = store.changes;
      await db().selectFrom('things').selectAll().execute();
      expect(store.changes).toBe(before);
      await db().insertInto('things').values(thing('a')).execute();
      const added = store.changes;
      expect(added).toBeGreaterThan(before);
      await store.db
        .transaction()
        .execute((transaction) => transaction.withTables<Tables>().deleteFrom('things').execute());
      expect(store.changes).toBeGreaterThan(added);
    });

    it('runs migrations in the order of their ids, each once, also when more come later', async () => {
      await store.migrate([things]);
      await db().insertInto('things').values(thing('a')).execute();
      await store.migrate([parts, things]);
      await store.migrate([parts, things]);
      await db().insertInto('parts').values({ id: 'p', thing: 'a' }).execute();
      expect(await db().selectFrom('things').select('id').execute()).toEqual([{ id: 'a' }]);
    });

    it('undoes a migration that fails in the middle, keeps those before it, and runs it anew the next time', async () => {
      const broken: Migration = {
        id: '300-broken',
        async up(db) {
          await parts.up(db);
          throw new Error('the disk is full');
        },
      };
      await expect(store.migrate([things, broken])).rejects.toThrow('the disk is full');
      await store.migrate([things, { id: broken.id, up: (db) => parts.up(db) }]);
      await db().insertInto('things').values(thing('a')).execute();
      expect(await db().insertInto('parts').values({ id: 'p', thing: 'a' }).returning('id').execute()).toEqual([
        { id: 'p' },
      ]);
    });

    it('is migrated by several at once as if by one', async () => {
      const others = await Promise.all([open(), open(), open()]);
      await Promise.all([store, ...others].map((one) => one.migrate([things, parts])));
      await db().insertInto('things').values(thing('a')).execute();
      for (const other of others) await other[Symbol.asyncDispose]();
      expect(await db().selectFrom('things').select('id').execute()).toEqual([{ id: 'a' }]);
    });

    it('refuses a store that a newer version wrote, and changes nothing in it', async () => {
      await store.migrate([things, { id: '900-later', up: async () => undefined }]);
      const refusal = {
        code: 'Unsupported',
        message: expect.stringMatching(/newer Yagura.*900-later.*Start the newer version/),
      };
      await expect(store.migrate([things, parts])).rejects.toMatchObject(refusal);
      await expect(db().selectFrom('parts').selectAll().execute()).rejects.toThrow(/parts/);
    });

    it('has nothing to wait for when nothing is to be done, though somebody writes', async () => {
      await store.migrate([things]);
      await using other = await open();
      await db()
        .transaction()
        .execute(async (writing) => {
          await writing.insertInto('things').values(thing('a')).execute();
          await other.migrate([things]);
        });
      expect(await db().selectFrom('things').select('id').execute()).toEqual([{ id: 'a' }]);
    });

    it('refuses two migrations of one name', async () => {
      await expect(store.migrate([things, { ...parts, id: things.id }])).rejects.toMatchObject({ code: 'Internal' });
    });

    it('gives back numbers, milliseconds, counts and sums as numbers, and JSON as text', async () => {
      await store.migrate([things]);
      await db()
        .insertInto('things')
        .values([thing('a'), thing('b')])
        .execute();
      const row = await db().selectFrom('things').selectAll().orderBy('id').executeTakeFirstOrThrow();
      expect(row).toEqual(thing('a'));
      const sums = await db()
        .selectFrom('things')
        .select(({ fn }) => [
          fn.countAll().as('count'),
          fn.sum('updated_at').as('sum'),
          fn.max('updated_at').as('last'),
        ])
        .executeTakeFirstOrThrow();
      expect(sums).toEqual({ count: 2, sum: 3_580_000_000_246, last: 1_790_000_000_123 });
    });

    it('writes over the old row when the key is there already', async () => {
      await store.migrate([things]);
      const write = (size: number) =>
        db()
          .insertInto('things')
          .values({ ...thing('a'), size })
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ size }))
          .execute();
      await write(1);
      await write(2);
      expect(await db().selectFrom('things').select('size').execute()).toEqual([{ size: 2 }]);
    });

    it('says how many rows a statement changed', async () => {
      await store.migrate([things]);
      await db()
        .insertInto('things')
        .values([thing('a'), thing('b')])
        .execute();
      const updated = await db()
        .updateTable('things')
        .set({ archived: 1 })
        .where('id', '=', 'a')
        .executeTakeFirstOrThrow();
      const deleted = await db().deleteFrom('things').executeTakeFirstOrThrow();
      expect([updated.numUpdatedRows, deleted.numDeletedRows]).toEqual([1n, 2n]);
    });

    it('keeps nothing of a transaction that fails', async () => {
      await store.migrate([things]);
      const failing = db()
        .transaction()
        .execute(async (transaction) => {
          await transaction.insertInto('things').values(thing('a')).execute();
          await transaction.insertInto('things').values(thing('a')).execute();
        });
      await expect(failing).rejects.toThrow(/unique/i);
      expect(await db().selectFrom('things').selectAll().execute()).toEqual([]);
    });

    it('loses no update when two read and write the same row at once', async () => {
      await store.migrate([things]);
      await using other = await open();
      await db().insertInto('things').values(thing('a')).execute();
      await Promise.all(Array.from({ length: 20 }, (_, turn) => add(turn % 2 === 0 ? store : other)));
      expect(await db().selectFrom('things').select('size').execute()).toEqual([{ size: 21 }]);
    });

    it('holds rows to what they refer to', async () => {
      await store.migrate([things, parts]);
      await expect(db().insertInto('parts').values({ id: 'p', thing: 'nobody' }).execute()).rejects.toThrow(
        /foreign key/i,
      );
    });

    it('takes text with whatever in it', async () => {
      await store.migrate([things]);
      const id = `it's "quoted" \\ \n 櫓 🏯 ; drop table things --`;
      await db().insertInto('things').values(thing(id)).execute();
      expect(await db().selectFrom('things').select('id').where('id', '=', id).execute()).toEqual([{ id }]);
    });
  });
}
