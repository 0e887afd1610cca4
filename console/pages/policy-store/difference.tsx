import { useQuery } from '@tanstack/react-query';
import { useSpeech } from '../../i18n/language.tsx';
import { policyStoresWords as words } from '../../i18n/policy-stores.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { queries } from '../../queries.ts';
import { visible } from '../../visible.ts';
import { comparedLines } from './compared-lines.ts';

/** What a revision changed, line by line. */
export function Difference({ store, revision }: { store: string; revision: number }) {
  const { say } = useSpeech();
  const { data, error } = useQuery(queries.policyDifference(store, revision));
  if (error !== null) return <Refusal error={error} />;
  return (
    <section className="difference" aria-label={say(words.compareNamed, { revision })}>
      <h2>{say(words.compareNamed, { revision })}</h2>
      {data?.differences.map(({ kind, id, change, before, after }) => (
        <article key={`${kind}${id}`}>
          <h3>
            {visible(after?.name ?? before?.name ?? id)} <small>{say(words[change])}</small>
          </h3>
          <pre>
            {comparedLines(before?.text ?? '', after?.text ?? '').map(({ mark, text }, place) => (
              <span key={place} className={marks[mark]}>{`${mark} ${visible(text, 2_000)}\n`}</span>
            ))}
          </pre>
        </article>
      ))}
    </section>
  );
}

const marks = { '+': 'added', '-': 'deleted', ' ': '' } as const;
