import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openRoom, type RoomUnderTest } from './room.contract.ts';

let room: RoomUnderTest;
let DetectorId: string;
beforeAll(async () => {
  room = await openRoom();
  const { DetectorIds } = z.object({ DetectorIds: z.array(z.string()) }).parse(await room.ask('ListDetectors', {}));
  DetectorId =
    DetectorIds[0] ??
    z.object({ DetectorId: z.string() }).parse(await room.ask('CreateDetector', { Enable: true })).DetectorId;
});
afterAll(() => room[Symbol.asyncDispose]());

const wanted = { Format: 'TXT', Location: 'https://lists.example/list.txt', Activate: false };
const create = async (Name: string, other: object = {}): Promise<string> =>
  z.object({ IpSetId: z.string() }).parse(await room.ask('CreateIPSet', { DetectorId, Name, ...wanted, ...other }))
    .IpSetId;
const get = (IpSetId: string) => room.ask('GetIPSet', { DetectorId, IpSetId });
const update = (IpSetId: string, change: object) => room.ask('UpdateIPSet', { DetectorId, IpSetId, ...change });

describe('A list of addresses', () => {
  it('is made once for one idempotency token, and again without one', async () => {
    const first = await create('offices', { ClientToken: 'one' });
    expect(await create('offices', { ClientToken: 'one' })).toBe(first);
    expect(await create('other offices')).not.toBe(await create('third offices'));
    await expect(create('offices')).rejects.toThrow(/given name already exists/);
    await expect(create('offices', { ClientToken: 'two' })).rejects.toThrow(/given name already exists/);
  });

  it('may bear the name of a list of another sort, and of one that was deleted', async () => {
    const id = await create('shared');
    await room.ask('CreateThreatIntelSet', { DetectorId, Name: 'shared', ...wanted });
    await room.ask('DeleteIPSet', { DetectorId, IpSetId: id });
    await expect(update(id, { Name: 'again' })).rejects.toThrow();
    await expect(room.ask('DeleteIPSet', { DetectorId, IpSetId: id })).rejects.toThrow();
    expect(await create('shared')).not.toBe(id);
  });

  it('is of its sort alone: no other operation finds it', async () => {
    const id = await create('sorted');
    await expect(room.ask('GetThreatIntelSet', { DetectorId, ThreatIntelSetId: id })).rejects.toThrow();
    await expect(room.ask('DeleteTrustedEntitySet', { DetectorId, TrustedEntitySetId: id })).rejects.toThrow();
    expect(await get(id)).toMatchObject({ Name: 'sorted', Status: 'INACTIVE' });
  });

  it('is changed in what is named, and stays as it was in the rest', async () => {
    const id = await create('changed', { ExpectedBucketOwner: '111122223333', Tags: { team: 'blue' } });
    await update(id, { Name: 'renamed' });
    expect(await get(id)).toMatchObject({
      Name: 'renamed',
      Location: wanted.Location,
      ExpectedBucketOwner: '111122223333',
      Tags: { team: 'blue' },
    });
    await update(id, { Location: 's3://bucket/list.txt', ExpectedBucketOwner: '444455556666' });
    expect(await get(id)).toMatchObject({
      Name: 'renamed',
      Location: 's3://bucket/list.txt',
      ExpectedBucketOwner: '444455556666',
      Status: 'INACTIVE',
    });
  });

  it('that is in force is read from its new place at once, and stays in force where nothing moved', async () => {
    for (const [name, address] of [
      ['first.txt', '198.51.100.1'],
      ['second.txt', '198.51.100.2'],
    ] as const)
      await writeFile(join(room.folder, name), `${address}\n`);
    const id = await create('in force', { Location: 'first.txt', Activate: true });
    const held = (): boolean[] =>
      ['198.51.100.1', '198.51.100.2'].map((address) => room.context.lists.addressIn(address).length > 0);
    await expect.poll(held).toEqual([true, false]);
    await update(id, { Name: 'in force still' });
    expect(held()).toEqual([true, false]);
    await update(id, { Location: 'second.txt' });
    await expect.poll(held).toEqual([false, true]);
    await update(id, { Activate: false });
    await expect.poll(held).toEqual([false, false]);
  });

  it.each([
    ['x'.repeat(300), true],
    ['x'.repeat(301), false],
    ['', false],
    ['Tokyo office_2 - a', true],
    ['a/b', false],
  ])('may be called %s: %s', async (name, taken) => {
    const made = create(name).then(
      () => true,
      () => false,
    );
    expect(await made).toBe(taken);
  });

  it.each([
    ['https://lists.example/a.txt', true],
    [`https://lists.example/${'x'.repeat(1978)}`, true],
    [`https://lists.example/${'x'.repeat(1979)}`, false],
    ['lists/a.txt', true],
    ['ftp://lists.example/a.txt', false],
    ['https://lists.example/a b', false],
  ])('may lie at %s: %s', async (Location, taken) => {
    const made = create(`at ${String(Location.length)} ${Location.replaceAll(/\W/g, ' ').slice(0, 200)}`, {
      Location,
    }).then(
      () => true,
      () => false,
    );
    expect(await made).toBe(taken);
  });

  it.each(['11112222333', '1111222233334', 'somebody'])(
    'has no owner of its bucket called %s',
    async (ExpectedBucketOwner) => {
      await expect(create('owned', { ExpectedBucketOwner })).rejects.toThrow(/12 digits/);
    },
  );
});
