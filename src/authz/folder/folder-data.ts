import { z } from 'zod';
import { issuesText, type Text } from '#kernel';
import { lineAndColumn, readJson } from '../engine/json-text.ts';
import { Misread } from '../engine/misread.ts';
import type { TemplateLink } from '../engine/open-policies.ts';
import type { EntityJson } from '../engine/read-entities.ts';
import type { FolderFile } from './folder-files.ts';
import { problemAt, type Place } from './folder-policies.ts';
import type { PolicyFileProblem } from './policy-problem.ts';

/** What fills a template, and where it stands. */
export type FolderLink = TemplateLink & Place;

const Uid = z.object({ type: z.string(), id: z.string() });
const Link = z.strictObject({
  id: z.string(),
  template: z.string(),
  principal: Uid.optional(),
  resource: Uid.optional(),
});
const linkForm = '{"id", "template", "principal": {"type", "id"}, "resource": {"type", "id"}}';
const listOf: Text = { en: `Write a list of ${linkForm}.`, ja: `${linkForm} のリストを書いてください。` };

/** The links of a `links.json`. */
export const linksOfFile = (file: FolderFile): (FolderLink | PolicyFileProblem)[] =>
  itemsOf(file).map((item) => {
    if ('remedy' in item) return item;
    const read = Link.safeParse(item.value);
    if (!read.success) return problemAt(item.place, saidBy(read.error), 'error', listOf);
    const { id, template, principal, resource } = read.data;
    const values = {
      ...(principal === undefined ? {} : { '?principal': principal }),
      ...(resource === undefined ? {} : { '?resource': resource }),
    };
    return { id, template, values, ...item.place };
  });

const saidBy = (error: z.ZodError): Text => {
  const { en, ja } = issuesText(error, { whole: { en: 'the link', ja: 'リンク' } });
  return { en, ja: `リンクの形ではありません（${ja}）。` };
};

const Entity = z.custom<EntityJson>((json) => typeof json === 'object' && json !== null && 'uid' in json);

/** An entity of a folder and where it begins: what is wrong within it is told by the engine. */
export interface FolderEntity {
  readonly entity: EntityJson;
  readonly place: Place;
}

/** The entities of an `entities.json`. */
export const entitiesOfFile = (file: FolderFile): (FolderEntity | PolicyFileProblem)[] =>
  itemsOf(file).map((item) => {
    if ('remedy' in item) return item;
    const read = Entity.safeParse(item.value);
    return read.success
      ? { entity: read.data, place: item.place }
      : problemAt(item.place, { en: 'This is no entity', ja: 'エンティティではありません。' }, 'error', {
          en: 'Write {"uid": {"type", "id"}, "attrs": {}, "parents": []}.',
          ja: '{"uid": {"type", "id"}, "attrs": {}, "parents": []} の形で書いてください。',
        });
  });

const jsonForm: Text = {
  en: 'Write a list, [ … ], of JSON; whole numbers and texts are what Cedar knows.',
  ja: 'JSON のリスト [ … ] を書いてください。数値は整数だけです。',
};

/** What a list of JSON holds, each with the place where it begins. */
function itemsOf({ file, text }: FolderFile): ({ value: unknown; place: Place } | PolicyFileProblem)[] {
  try {
    return readJson(text, (cursor) => {
      const items = [];
      for (let more = cursor.enterList(); more; more = cursor.nextItem())
        items.push({ place: { file, ...lineAndColumn(text, cursor.beforeValue()) }, value: cursor.value() });
      return items;
    });
  } catch (error) {
    if (!(error instanceof Misread)) throw error;
    return [problemAt({ file, line: 1, column: 1 }, error.text, 'error', jsonForm)];
  }
}
