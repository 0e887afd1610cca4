import { fieldInWords } from '#attack';
import type { Text } from '#kernel';

/**
 * What a sentence of the answer adds where the event lacks values of its command: which, in words, and the AWS CLI
 * command that takes them. `names` are fields as CloudTrail writes them (`userName`, `permissionSetArn`), at least one.
 */
export function unsaid(names: readonly string[], command: string): Text {
  const [tool] = /\baws [a-z][\w-]* [a-z][\w-]*/.exec(command) ?? [];
  const words = names.map(fieldInWords);
  const en = inEnglish.format(words.map((word) => word.en));
  const ja = words.map((word) => word.ja).join('、');
  return {
    en: ` (The event does not tell the ${en}.${tool === undefined ? '' : ` Once you know, use: ${tool}`})`,
    ja: `（イベントには${spaced(ja)}が記録されていません。${tool === undefined ? '' : `確認できたら ${tool} を使います。`}）`,
  };
}

const inEnglish = new Intl.ListFormat('en', { type: 'conjunction' });

/** Latin letters stand apart from the Japanese around them. */
const spaced = (ja: string): string => `${/^[!-~]/.test(ja) ? ' ' : ''}${ja}${/[!-~]$/.test(ja) ? ' ' : ''}`;
