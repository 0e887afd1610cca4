import { expect, test } from 'vitest';
import { contentKey, differences, textOf, type Content } from './content.ts';
import type { ItemRow } from './tables.ts';

const row = (id: string, body: unknown, more: Partial<ItemRow> = {}): ItemRow => ({
  store: 's',
  kind: 'policy',
  id,
  name: '',
  body: JSON.stringify(body),
  created_revision: 1,
  from_revision: 1,
  to_revision: 0,
  created_at: 0,
  updated_at: 0,
  ...more,
});
const contentOf = (...rows: ItemRow[]): Content => new Map(rows.map((one) => [contentKey(one), one]));
const statement = 'permit(principal, action, resource);';
const policy = (id: string, more: Partial<ItemRow> = {}, text = statement) =>
  row(id, { type: 'STATIC', statement: text, head: { effect: 'Permit', actions: [] } }, more);

test('what is new, gone or otherwise is told, with what it was and is', () => {
  const before = contentOf(policy('same'), policy('gone'), policy('changed'));
  const after = contentOf(policy('same'), policy('changed', {}, 'forbid(principal, action, resource);'), policy('new'));
  expect(differences(before, after)).toEqual([
    { kind: 'policy', id: 'gone', before: policy('gone'), after: undefined },
    { kind: 'policy', id: 'changed', before: policy('changed'), after: after.get('policy changed') },
    { kind: 'policy', id: 'new', before: undefined, after: policy('new') },
  ]);
});

test('another name is a difference, another revision or time is none', () => {
  const before = contentOf(policy('a'));
  expect(differences(before, contentOf(policy('a', { name: 'name/x' })))).toHaveLength(1);
  expect(differences(before, contentOf(policy('a', { from_revision: 5, updated_at: 9 })))).toEqual([]);
});

test('things of two kinds with one id are two things', () => {
  const template = policy('a', { kind: 'template' });
  expect(
    differences(contentOf(policy('a')), contentOf(template)).map(({ kind, after }) => [kind, after !== undefined]),
  ).toEqual([
    ['policy', false],
    ['template', true],
  ]);
});

test('people compare statements as they are written, and of what fills a template what fills it', () => {
  expect(textOf(policy('a'))).toBe(statement);
  const link = row('l', {
    type: 'TEMPLATE_LINKED',
    policyTemplateId: 't',
    principal: { entityType: 'User', entityId: 'rin' },
  });
  expect(JSON.parse(textOf(link))).toEqual({
    policyTemplateId: 't',
    principal: { entityType: 'User', entityId: 'rin' },
  });
});
