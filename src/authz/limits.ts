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
export const tooLong = `one entity, or the context, has ${limits.always.piece} letters at most; divide it`;

/** How many results a page holds. */
export function pageSize(asked: number | undefined, most: number, usual: number): number {
  if (asked === undefined) return usual;
  if (Number.isInteger(asked) && asked >= 1 && asked <= most) return asked;
  throw invalid('maxResults', `must be a whole number from 1 to ${most}`);
}

/** Descriptions; absent and empty ones are fine. */
export function checkDescription(text: string | undefined, path = 'description'): void {
  if (text !== undefined && text.length > 10_000) throw invalid(path, 'must have 10,000 letters at most');
}

/** The id or the name of something. Source: the patterns of ids in the API reference. */
export function checkReference(reference: string, path: string): void {
  if (!/^[a-zA-Z0-9-/_]{1,200}$/.test(reference))
    throw invalid(path, 'must have 1 to 200 letters, digits, hyphens, slashes and underscores');
}

/** The name of a policy or a template, or nothing. */
export function checkName(name: string | undefined): void {
  if (name === undefined || name === '') return;
  if (!/^name\/[a-zA-Z0-9-/_]{1,145}$/.test(name))
    throw invalid(
      'name',
      'must begin with name/ and have letters, digits, hyphens, slashes and underscores, 150 at most',
    );
}
