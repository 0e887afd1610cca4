import { one, type Address } from '../../address.ts';
import { eventsWords } from '../../i18n/events.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { showsOwnReads } from '../events-search.ts';

/** Says that the calls by which this very page reads are hidden, and shows them. */
export function OwnReads({ search, show }: { search: Address; show: (search: Address) => void }) {
  const { say } = useSpeech();
  const shown = showsOwnReads(search);
  const { own: _, ...others } = search;
  if (shown && one(search, 'own') === undefined) return null; // its calls were asked for by the filter
  return (
    <div className="chips">
      <button
        type="button"
        className="chip"
        aria-pressed={!shown}
        onClick={() => show(shown ? others : { ...search, own: ['shown'] })}
      >
        {say(eventsWords.ownReads)}
      </button>
    </div>
  );
}
