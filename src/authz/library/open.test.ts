import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Fault } from '#kernel';
import type { EntityJson } from '../engine/read-entities.ts';
import { open } from './open.ts';
import { photos, TemporaryFolder } from './photos.contract.ts';

const ask = (principal: string, action: string, resource: string) => ({
  principal: `User::"${principal}"`,
  action: `Action::"${action}"`,
  resource: `Photo::"${resource}"`,
});

describe('A folder of policies', () => {
  it('decides by its policies, templates, schema and entities', async () => {
    await using folder = await TemporaryFolder.with(photos);
    const authorizer = await open(folder.path);
    expect(authorizer.decide(ask('alice', 'share', 'diary'))).toMatchObject({
      decision: 'allow',
      determining: ['owner'],
    });
    expect(authorizer.decide(ask('bob', 'view', 'beach')).determining).toEqual(['bob-sees-beach']);
    expect(authorizer.decide(ask('carol', 'view', 'beach')).determining).toEqual(['family-views']);
    expect(authorizer.isAllowed(ask('carol', 'view', 'diary'))).toBe(false);
    expect(
      authorizer.isAllowed({
        principal: { type: 'User', id: 'bob' },
        action: { type: 'Action', id: 'share' },
        resource: { type: 'Photo', id: 'beach' },
      }),
    ).toBe(false);
  });

  it('refuses a question without principal, and one that is no name, with a sentence', async () => {
    await using folder = await TemporaryFolder.with(photos);
    const authorizer = await open(folder.path);
    const { principal: _, ...nobody } = ask('alice', 'view', 'beach');
    for (const request of [nobody, { ...nobody, principal: { type: 'User' } }, { ...nobody, principal: null }])
      expect(() => authorizer.isAllowed(z.custom<never>().parse(request))).toThrow(
        /is no name of an entity\. Write it as Cedar does/,
      );
  });

  it('refuses what is no list, no plain record, or goes in a circle, as a question that cannot be read', async () => {
    await using folder = await TemporaryFolder.with({ 'all.cedar': 'permit (principal, action, resource);' });
    const authorizer = await open(folder.path);
    const asked = ask('alice', 'view', 'beach');
    const circle: Record<string, unknown> = {};
    circle['self'] = { inside: circle };
    const attrs = { born: new Date() };
    for (const [more, said] of [
      [{ entities: {} }, /entities of the request are no list/],
      [{ entities: null }, /entities of the request are no list/],
      [{ context: { now: new Date() } }, /at now: an object of the class Date is no value in Cedar/],
      [{ context: new Map([['a', 1]]) }, /: an object of the class Map/],
      [{ context: { known: new Map([['a', 1]]) } }, /at known: an object of the class Map/],
      [{ entities: [{ uid: { type: 'User', id: 'x' }, attrs, parents: [] }] }, /an object of the class Date/],
      [{ context: circle }, /holds itself/],
    ] as const)
      expect(() => authorizer.decide(z.custom<never>().parse({ ...asked, ...more }))).toThrow(
        expect.objectContaining({ code: 'BadInput', message: expect.stringMatching(said) }),
      );
  });

  it('refuses a link that fills what its template has no slot for', async () => {
    const entity = { type: 'User', id: 'bob' };
    await using folder = await TemporaryFolder.with({
      'all.cedar': '@id("all") permit (principal == ?principal, action, resource);',
      'links.json': JSON.stringify([{ id: 'wide', template: 'all', principal: entity, resource: entity }]),
    });
    await expect(open(folder.path)).rejects.toThrow(
      /links\.json:1:2: error: The policy wide gives an entity for \?resource, .* no slot/,
    );
  });

  it('says in Japanese too what is no JSON', async () => {
    const told = async (text: string): Promise<string> => {
      await using folder = await TemporaryFolder.with({ 'entities.json': text });
      return await open(folder.path).then(String, (fault: Fault) => fault.text.ja);
    };
    expect(await told('[{"uid":')).toContain('entities.json:1:9: error: JSON として読めません。値が必要です。');
    expect(await told('{}')).toContain('entities.json:1:1: error: リスト [ … ] が必要です。');
    expect(await told('[1.5]')).toContain('数値 1.5 は整数ではありません');
  });

  it('takes what a request brings above what the folder knows', async () => {
    await using folder = await TemporaryFolder.with(photos);
    const authorizer = await open(folder.path);
    const photo = (id: string, owner: string) => ({
      uid: { type: 'Photo', id },
      attrs: { owner: { type: 'User', id: owner }, private: false, labels: [] },
      parents: [{ type: 'Album', id: 'summer' }],
    });
    const summer = { uid: { type: 'Album', id: 'summer' }, attrs: {}, parents: [{ type: 'Album', id: 'holidays' }] };
    const of = (principal: string, id: string, entities: readonly EntityJson[]) =>
      authorizer.decide({ ...ask(principal, 'view', id), entities }).determining;
    expect(of('bob', 'new', [photo('new', 'bob')])).toEqual(['owner']);
    expect(of('carol', 'new', [photo('new', 'bob')])).toEqual([]);
    expect(of('carol', 'new', [photo('new', 'bob'), summer])).toEqual(['family-views']);
    expect(of('bob', 'diary', [photo('diary', 'bob')])).toEqual(['owner']);
    expect(of('bob', 'diary', [])).toEqual([]);
    // a group that the folder only names becomes part of another
    const family = { uid: { type: 'Group', id: 'family' }, attrs: {}, parents: [] };
    expect(of('carol', 'beach', [family])).toEqual(['family-views']);
  });

  it('is read anew at once, or stays as it was when something in it is wrong', async () => {
    await using folder = await TemporaryFolder.with(photos);
    const authorizer = await open(folder.path);
    await folder.write('blocked.cedar', 'forbid (principal, action, resource);');
    await authorizer.reload();
    expect(authorizer.decide(ask('alice', 'view', 'beach'))).toMatchObject({
      decision: 'deny',
      determining: ['blocked'],
    });
    await folder.write('blocked.cedar', 'permit (principal, action, resource)\n  when { principal.nam == "x" };');
    const refused = await authorizer.reload().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Fault);
    expect(String(refused)).toMatch(/blocked\.cedar:2:10: error: .*nam/);
    expect(authorizer.isAllowed(ask('alice', 'view', 'beach'))).toBe(false);
  });

  it('is watched, and what was wrong is told', async () => {
    await using folder = await TemporaryFolder.with(photos);
    const authorizer = await open(folder.path);
    const told: unknown[] = [];
    const heard = async (count: number): Promise<void> => {
      while (told.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    await using _ = authorizer.watch((problem) => told.push(problem));
    await folder.write('blocked.cedar', 'forbid (principal, action, resource);');
    await heard(1);
    expect(told).toEqual([undefined]);
    expect(authorizer.isAllowed(ask('alice', 'view', 'beach'))).toBe(false);
    await folder.write('owner.cedar', 'permit');
    await heard(2);
    expect(told[1]).toMatchObject({ code: 'BadInput', message: expect.stringContaining('owner.cedar:1:') });
  });

  it('tells every mistake with its file, line and column, and what to do', async () => {
    await using folder = await TemporaryFolder.with({
      ...photos,
      'a.cedar': '// a comment\npermit (principal, action, resource);\n\npermit (principal,\n  acton, resource);',
      'b.cedar': '@id("blocked") permit (principal, action == Action::"vew", resource);',
      'c.cedarschema': 'entity A;',
      'links.json': '[{"id": "x", "template": "gone"}, {"id": "y", "tmplate": "owner"}]',
      'bad.entities.json': '[1.5]',
    });
    const refused = await open(folder.path).catch(String);
    expect(refused).toContain('a.cedar:5:3: error:');
    expect(refused).toMatch(/blocked\.cedar:1:1: error: The id blocked is taken by b\.cedar:1\./);
    expect(refused).toMatch(/photos\.cedarschema:1:1: error: There is a schema in c\.cedarschema already/);
    expect(refused).toMatch(/links\.json:1:2: error: .*gone/);
    expect(refused).toMatch(/links\.json:1:35: error: .*tmplate/);
    expect(refused).toMatch(/bad\.entities\.json:1:\d: error: .*1\.5/);
    await using other = await TemporaryFolder.with({
      ...photos,
      'more.entities.json': '[{"uid": {"type": "Robot", "id": "r"}, "attrs": {}, "parents": []}]',
    });
    expect(await open(other.path).catch(String)).toMatch(/more\.entities\.json:1:2: error: .*Robot/);
    await expect(open(`${folder.path}/nothing`)).rejects.toMatchObject({ code: 'BadInput' });
  });
});
