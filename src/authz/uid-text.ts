import { Fault } from '#kernel';
import { isTypeName } from './engine/names.ts';
import type { Uid } from './engine/policy-set.ts';

/** The name of an entity: in two parts, or as Cedar writes it, `User::"alice"`. */
export type UidLike = Uid | string;

/** Throws `BadInput` where a text is no name of an entity. */
export function uidOf(name: UidLike): Uid {
  if (typeof name !== 'string') return name;
  const [, type = '', quoted = ''] = /^\s*([\w:]+)::("(?:[^"\\]|\\[^])*")\s*$/.exec(name) ?? [];
  const id = quoted === '' ? undefined : textOf(quoted);
  if (id !== undefined && isTypeName(type)) return { type, id };
  throw new Fault('BadInput', {
    en: `${JSON.stringify(name)} is no name of an entity. Write it as Cedar does: User::"alice".`,
    ja: `${JSON.stringify(name)} はエンティティの名前ではありません。Cedar の書き方（User::"alice"）で書いてください。`,
  });
}

function textOf(quoted: string): string | undefined {
  try {
    const text: unknown = JSON.parse(quoted);
    return typeof text === 'string' ? text : undefined;
  } catch {
    return undefined;
  }
}
