import type { Finding, Occurrence } from '#findings';
import type { Text } from '#kernel';
import { mainResource } from '#sources';
import { callOf } from './call-of.ts';

const nothing: Text = { en: '', ja: '' };

/** The newest call of a finding as a sentence, with what it was about; nothing for other logs, and for many together. */
export function newestCall({ resource, count }: Finding, newest: Occurrence | undefined): Text {
  if (newest === undefined) return nothing;
  const [call] = callOf(newest.event);
  if (call === undefined) return nothing;
  const target = mainResource(newest.event) || resource; // of many together, the finding names none
  const about = target === '' ? nothing : { en: ` on ${target}`, ja: `（対象: ${target}）` };
  return count === 1
    ? { en: `The call was ${call}${about.en}.`, ja: `呼び出しは ${call}${about.ja || ' '}です。` }
    : { en: `The newest call was ${call}${about.en}.`, ja: `最新の呼び出しは ${call}${about.ja || ' '}です。` };
}
