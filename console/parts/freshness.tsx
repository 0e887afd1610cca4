import { freshnessWords } from '../i18n/states.ts';
import { useSpeech } from '../i18n/language.tsx';
import { useHearing } from '../live.ts';
import { Moment, useZone } from './figures.tsx';

/** How fresh the numbers of a page are: whether they follow by themselves, and when they were counted. */
export function Freshness({ at }: { at: number }) {
  const { say } = useSpeech();
  const hearing = useHearing();
  return (
    <p className={`freshness ${hearing === 'ended' ? 'away' : hearing}`}>
      <span className="dot" aria-hidden /> {say(freshnessWords[hearing])} · {say(freshnessWords.asOf)}{' '}
      <Moment at={new Date(at).toISOString()} />
      {useZone()}
    </p>
  );
}
