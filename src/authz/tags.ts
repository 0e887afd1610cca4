import { z } from 'zod';
import type { Call } from '#aws';
import type { Store } from '#store';
import { limits } from './limits.ts';
import { findStore } from './policy-stores.ts';
import type { PolicyStoreRow } from './tables.ts';
import { invalid, notFound, verifiedPermissions } from './verified-permissions.ts';

export type Tags = Readonly<Record<string, string>>;

export const tagsOf = (row: PolicyStoreRow): Tags => z.record(z.string(), z.string()).parse(JSON.parse(row.tags));

/** Refuses tags that the service does not take. Throws `ValidationException` and `TooManyTagsException`. */
export function checkTags(tags: Tags): void {
  for (const [key, value] of Object.entries(tags)) {
    if (!/^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u.test(key))
      throw invalid('tags', {
        en: `the key ${JSON.stringify(key.slice(0, 200))} must have 1 to 128 letters, digits, spaces and _.:/=+-@, and not begin with aws:`,
        ja: `キー ${JSON.stringify(key.slice(0, 200))} は aws: で始めず、1～128 文字の文字、数字、空白、_.:/=+-@ で書いてください`,
      });
    if (!/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u.test(value))
      throw invalid(`tags.${key}`, {
        en: 'must have 256 letters, digits, spaces and _.:/=+-@ at most',
        ja: '256 文字以下の文字、数字、空白、_.:/=+-@ で書いてください',
      });
  }
  if (Object.keys(tags).length > limits.always.tags)
    throw verifiedPermissions.fault('TooManyTagsException', {
      en: `A policy store has ${limits.always.tags} tags at most.`,
      ja: `ポリシーストア 1 つのタグは ${limits.always.tags} 個までです。`,
    });
}

/** The policy store of an ARN: only policy stores have tags. */
export async function taggedStore(
  arn: string,
  { caller }: Call,
  { store }: { readonly store: Store },
): Promise<PolicyStoreRow> {
  const [, account, id] =
    /^arn:aws[\w-]*:verifiedpermissions:[\w-]*:(\d{12}):policy-store\/([\w-]{1,200})$/.exec(arn) ?? [];
  if (account === undefined || id === undefined)
    throw invalid('resourceArn', {
      en: 'must be the ARN of a policy store',
      ja: 'ポリシーストアの ARN を指定してください',
    });
  if (account !== caller.account) throw notFound('POLICY_STORE', id);
  return findStore(id, account, store);
}
