// Opens no lake.
import { expect, test } from 'vitest';
import { policiesOf, type PolicyFolder } from '#authz';
import { changesTo, keyOf } from './policy-changes.ts';
import type { StoreContent, StoredStatement } from './policy-store.ts';

const permit = 'permit(principal, action, resource);';
const template = 'permit(principal == ?principal, action, resource);';
const nothing: StoreContent = { schema: undefined, templates: [], policies: [], links: [] };

function folderOf(files: Readonly<Record<string, string>>, links: PolicyFolder['links'] = []): PolicyFolder {
  const policies = Object.entries(files).flatMap(([file, text]) =>
    policiesOf({ kind: 'policies', file, text }).flatMap((one) => ('id' in one ? [one] : [])),
  );
  return { root: '.', files: [], policies, links, schema: undefined, entities: [], tests: [], problems: [] };
}
const link: PolicyFolder['links'][number] = {
  id: 'rins',
  template: 'view',
  values: { '?principal': { type: 'User', id: 'rin' } },
  file: 'links.json',
  line: 1,
  column: 1,
};
const changes = (folder: PolicyFolder, content: Partial<StoreContent> = {}, keep = false) =>
  changesTo({ folder, content: { ...nothing, ...content }, keep });

test('an empty store gets all that a folder has, templates first', () => {
  expect(changes(folderOf({ 'share.cedar': permit, 'view.cedar': template }, [link]))).toEqual([
    { change: 'put-template', policyTemplateId: 'view', statement: template },
    { change: 'put-policy', policyId: 'share', statement: permit },
    {
      change: 'link-policy',
      policyId: 'rins',
      policyTemplateId: 'view',
      principal: { entityType: 'User', entityId: 'rin' },
    },
  ]);
});

test('what is there already is left, whatever id the store gave it', () => {
  const content = {
    policies: [{ id: 'x1', name: 'name/share', statement: permit }],
    templates: [{ id: 'view', statement: template }],
    links: [{ id: 'rins', policyTemplateId: 'view', principal: { entityType: 'User', entityId: 'rin' } }],
  };
  expect(changes(folderOf({ 'share.cedar': permit, 'view.cedar': template }, [link]), content)).toEqual([]);
  const other = permit.replace('permit', 'forbid');
  expect(changes(folderOf({ 'share.cedar': other, 'view.cedar': template }, [link]), content)).toEqual([
    { change: 'put-policy', policyId: 'x1', statement: other },
  ]);
});

test('a link to somebody else is made anew', () => {
  const content = {
    templates: [{ id: 'view', statement: template }],
    links: [{ id: 'rins', policyTemplateId: 'view', principal: { entityType: 'User', entityId: 'aiko' } }],
  };
  expect(changes(folderOf({ 'view.cedar': template }, [link]), content)).toMatchObject([
    { change: 'link-policy', policyId: 'rins' },
  ]);
});

test('what the folder does not have goes, what fills a template before it; or it is kept', () => {
  const content = {
    policies: [{ id: 'old', statement: permit }],
    templates: [{ id: 'view', statement: template }],
    links: [{ id: 'rins', policyTemplateId: 'view', principal: undefined }],
  };
  expect(changes(folderOf({}), content)).toEqual([
    { change: 'delete-policy', policyId: 'rins' },
    { change: 'delete-policy', policyId: 'old' },
    { change: 'delete-template', policyTemplateId: 'view' },
  ]);
  expect(changes(folderOf({}), content, true)).toEqual([]);
});

test('a name that a store does not take is written otherwise, and two of them stay two', () => {
  const ids = changes(folderOf({ 'a/b.cedar': permit, 'a-b.cedar': permit, 'a b.cedar': permit })).map((change) =>
    'policyId' in change ? change.policyId : '',
  );
  expect(ids[1]).toBe('a-b');
  expect(ids[0]).toMatch(/^a-b-[0-9a-f]{8}$/);
  expect(new Set(ids).size).toBe(3);
});

test('a stored statement is known by its @id, its name, or the id that the store gave', () => {
  const stored = (more: Partial<StoredStatement>): string => keyOf({ id: 'x1', statement: permit, ...more });
  expect([
    stored({}),
    stored({ name: 'name/share' }),
    stored({ statement: `@id("mine") ${permit}` }),
    stored({ statement: 'broken' }),
  ]).toEqual(['x1', 'share', 'mine', 'x1']);
  expect(keyOf({ id: 'x2', name: '', policyTemplateId: 't' })).toBe('x2');
});
