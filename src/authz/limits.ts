import type { Text } from '#kernel';
import { invalid } from './verified-permissions.ts';

/**
 * What the service takes at most. Source: "Quotas for Amazon Verified Permissions" and the API reference. Those of
 * `always` hold here too; the others hold in the strict mode alone.
 */
export const limits = {
  always: {
    batch: 30,
    batchGet: 100,
    page: 50,
    usualPage: 10,
    aliasPage: 50,
    usualAliasPage: 5,
    token: 131_072,
    tags: 50,
    /** Letters of one entity, or of the context: what is read at one go while others wait. The service's whole request has no more. */
    piece: 1_000_000,
  },
  strict: {
    requestBytes: 1_000_000,
    statementLetters: 10_000,
    schemaLetters: 200_000,
    bytesOfResource: 200_000,
    templates: 40,
    identitySources: 1,
    parents: 99,
  },
} as const;

/** What is said of an entity or a context that has more letters than `piece`. */
export const tooLong: Text = {
  en: `one entity, or the context, has ${limits.always.piece} letters at most; divide it`,
  ja: `1 つのエンティティやコンテキストは ${limits.always.piece} 文字までです。分けてください`,
};

/** How many results a page holds. */
export function pageSize(asked: number | undefined, most: number, usual: number): number {
  if (asked === undefined) return usual;
  if (Number.isInteger(asked) && asked >= 1 && asked <= most) return asked;
  throw invalid('maxResults', {
    en: `must be a whole number from 1 to ${most}`,
    ja: `1 から ${most} までの整数を指定してください`,
  });
}

/** Descriptions; absent and empty ones are fine. */
export function checkDescription(text: string | undefined, path = 'description'): void {
  if (text !== undefined && text.length > 10_000)
    throw invalid(path, { en: 'must have 10,000 letters at most', ja: '10,000 文字以下にしてください' });
}

/** The id or the name of something. Source: the patterns of ids in the API reference. */
export function checkReference(reference: string, path: string): void {
  if (!/^[a-zA-Z0-9-/_]{1,200}$/.test(reference))
    throw invalid(path, {
      en: 'must have 1 to 200 letters, digits, hyphens, slashes and underscores',
      ja: '1～200 文字の英数字、ハイフン、スラッシュ、アンダースコアで書いてください',
    });
}

/** The name of a policy or a template, or nothing. */
export function checkName(name: string | undefined): void {
  if (name === undefined || name === '') return;
  if (!/^name\/[a-zA-Z0-9-/_]{1,145}$/.test(name))
    throw invalid('name', {
      en: 'must begin with name/ and have letters, digits, hyphens, slashes and underscores, 150 at most',
      ja: 'name/ で始め、英数字、ハイフン、スラッシュ、アンダースコアで 150 文字以下にしてください',
    });
}
