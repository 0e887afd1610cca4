import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GuardDuty } from '@aws-sdk/client-guardduty';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { guardDutyWorld, ours, region, type GuardDutyWorld } from './guardduty-world.ts';

let world: GuardDutyWorld;
let folder: string;
let DetectorId: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-lists-'));
  await writeFile(join(folder, 'good.txt'), '198.51.100.0/24\n203.0.113.200\n');
  await writeFile(join(folder, 'empty.txt'), 'nothing to see\n');
  world = await guardDutyWorld({ intel: { folder } });
  const { DetectorIds = [] } = await world.administrator.listDetectors({});
  DetectorId = DetectorIds[0] ?? '';
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

interface Asked {
  readonly DetectorId: string;
  readonly id: string;
}
interface Wanted {
  readonly DetectorId: string;
  readonly Name: string;
  readonly Format: 'TXT';
  readonly Location: string;
  readonly Activate: boolean;
  readonly ClientToken?: string;
  readonly Tags?: Record<string, string>;
}

/** The four sorts of sets, each by its own operations. */
const sorts = [
  {
    sort: 'ipset',
    create: async (by: GuardDuty, wanted: Wanted) => (await by.createIPSet(wanted)).IpSetId ?? '',
    get: (by: GuardDuty, { id, ...of }: Asked) => by.getIPSet({ ...of, IpSetId: id }),
    update: (by: GuardDuty, { id, ...of }: Asked, change: object) => by.updateIPSet({ ...of, IpSetId: id, ...change }),
    remove: (by: GuardDuty, { id, ...of }: Asked) => by.deleteIPSet({ ...of, IpSetId: id }),
    list: async (by: GuardDuty, of: { DetectorId: string }) => (await by.listIPSets(of)).IpSetIds ?? [],
  },
  {
    sort: 'threatintelset',
    create: async (by: GuardDuty, wanted: Wanted) => (await by.createThreatIntelSet(wanted)).ThreatIntelSetId ?? '',
    get: (by: GuardDuty, { id, ...of }: Asked) => by.getThreatIntelSet({ ...of, ThreatIntelSetId: id }),
    update: (by: GuardDuty, { id, ...of }: Asked, change: object) =>
      by.updateThreatIntelSet({ ...of, ThreatIntelSetId: id, ...change }),
    remove: (by: GuardDuty, { id, ...of }: Asked) => by.deleteThreatIntelSet({ ...of, ThreatIntelSetId: id }),
    list: async (by: GuardDuty, of: { DetectorId: string }) =>
      (await by.listThreatIntelSets(of)).ThreatIntelSetIds ?? [],
  },
  {
    sort: 'trustedentityset',
    create: async (by: GuardDuty, wanted: Wanted) => (await by.createTrustedEntitySet(wanted)).TrustedEntitySetId ?? '',
    get: (by: GuardDuty, { id, ...of }: Asked) => by.getTrustedEntitySet({ ...of, TrustedEntitySetId: id }),
    update: (by: GuardDuty, { id, ...of }: Asked, change: object) =>
      by.updateTrustedEntitySet({ ...of, TrustedEntitySetId: id, ...change }),
    remove: (by: GuardDuty, { id, ...of }: Asked) => by.deleteTrustedEntitySet({ ...of, TrustedEntitySetId: id }),
    list: async (by: GuardDuty, of: { DetectorId: string }) =>
      (await by.listTrustedEntitySets(of)).TrustedEntitySetIds ?? [],
  },
  {
    sort: 'threatentityset',
    create: async (by: GuardDuty, wanted: Wanted) => (await by.createThreatEntitySet(wanted)).ThreatEntitySetId ?? '',
    get: (by: GuardDuty, { id, ...of }: Asked) => by.getThreatEntitySet({ ...of, ThreatEntitySetId: id }),
    update: (by: GuardDuty, { id, ...of }: Asked, change: object) =>
      by.updateThreatEntitySet({ ...of, ThreatEntitySetId: id, ...change }),
    remove: (by: GuardDuty, { id, ...of }: Asked) => by.deleteThreatEntitySet({ ...of, ThreatEntitySetId: id }),
    list: async (by: GuardDuty, of: { DetectorId: string }) =>
      (await by.listThreatEntitySets(of)).ThreatEntitySetIds ?? [],
  },
];

describe.each(sorts)('$sort', ({ sort, create, get, update, remove, list }) => {
  const wanted = (part: object = {}): Wanted => ({
    DetectorId,
    Name: `list of ${sort}`,
    Format: 'TXT',
    Location: 'good.txt',
    Activate: true,
    ...part,
  });
  const status = (id: string, is: string) =>
    vi.waitFor(
      async () => expect(await get(world.administrator, { DetectorId, id })).toMatchObject({ Status: is }),
      10_000,
    );

  test('a set becomes active, is told, changed, switched off and taken away', async () => {
    const by = world.administrator;
    const id = await create(by, wanted({ ClientToken: `token-${sort}`, Tags: { team: 'red' } }));
    expect(await create(by, wanted({ ClientToken: `token-${sort}`, Tags: { team: 'red' } }))).toBe(id);
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    await status(id, 'ACTIVE');
    expect(await get(by, { DetectorId, id })).toMatchObject({
      Name: `list of ${sort}`,
      Format: 'TXT',
      Location: 'good.txt',
      Tags: { team: 'red' },
    });
    const ResourceArn = `arn:aws:guardduty:${region}:000000000000:detector/${DetectorId}/${sort}/${id}`;
    await by.tagResource({ ResourceArn, Tags: { stage: 'test' } });
    await by.untagResource({ ResourceArn, TagKeys: ['team'] });
    expect((await by.listTagsForResource({ ResourceArn })).Tags).toEqual({ stage: 'test' });
    expect(await list(by, { DetectorId })).toEqual([id]);
    await update(by, { DetectorId, id }, { Name: 'renamed', Activate: false });
    expect(await get(by, { DetectorId, id })).toMatchObject({ Name: 'renamed', Status: 'INACTIVE' });
    await remove(by, { DetectorId, id });
    expect(await list(by, { DetectorId })).toEqual([]);
    expect(await get(by, { DetectorId, id })).toMatchObject({ Status: 'DELETED' });
  });

  test('a set that cannot be read says so in its status', async () => {
    const id = await create(world.administrator, wanted({ Name: 'broken', Location: 'empty.txt' }));
    await status(id, 'ERROR');
    await update(world.administrator, { DetectorId, id }, { Location: 'good.txt', Activate: true });
    await status(id, 'ACTIVE');
    await remove(world.administrator, { DetectorId, id });
  });

  test.each([
    [{ Format: 'PDF' }, /format is "PDF"/],
    [{ Name: 'a/b' }, /parameter name/],
    [{ Location: 'ftp://example.com/x' }, /parameter location/],
    [{ Location: undefined }, /Location is required/],
    [{ Tags: { 'aws:x': 'y' } }, /reserved/],
  ])('a set with %j is refused', async (part, message) => {
    await expect(create(world.administrator, wanted(part))).rejects.toMatchObject({
      name: 'BadRequestException',
      message: expect.stringMatching(message),
    });
  });

  test('a stranger has no set of another account, and there is none of another id', async () => {
    const id = await create(world.administrator, wanted({ Name: 'ours', Activate: false }));
    await expect(get(world.stranger, { DetectorId, id })).rejects.toThrow('not owned by the current account');
    const own = world.client(await world.keys({ role: 'administrator', account: ours }));
    const [theirDetector = ''] = (await own.listDetectors({})).DetectorIds ?? [];
    await expect(get(own, { DetectorId: theirDetector, id })).rejects.toThrow('no such resource found');
    await expect(remove(world.administrator, { DetectorId, id: 'nowhere' })).rejects.toThrow('no such resource found');
    await remove(world.administrator, { DetectorId, id });
  });
});
