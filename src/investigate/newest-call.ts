import type { Finding, Occurrence } from '#findings';
import type { Text } from '#kernel';
import { callOf } from './call-of.ts';

const nothing: Text = { en: '', ja: '' };

/** The newest call of a finding as a sentence, with what it was about; nothing for other logs, and for many together. */
export function newestCall({ resource, count }: Finding, newest: Occurrence | undefined): Text {
  const [call] = newest === undefined ? [] : callOf(newest.event);
  if (call === undefined) return nothing;
  const about = resource === '' ? nothing : { en: ` on ${resource}`, ja: `（対象: ${resource}）` };
  return count === 1
    ? { en: `The call was ${call}${about.en}.`, ja: `呼び出しは ${call}${about.ja || ' '}です。` }
    : { en: `The newest call was ${call}${about.en}.`, ja: `最新の呼び出しは ${call}${about.ja || ' '}です。` };
}
