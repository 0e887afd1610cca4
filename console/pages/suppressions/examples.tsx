import { useSpeech } from '../../i18n/language.tsx';
import { suppressionsWords as words } from '../../i18n/suppressions.ts';
import { verdictWords } from '../../i18n/verdict.ts';
import type { SuppressionProposal } from '../../operations.ts';
import { Moment } from '../../parts/figures.tsx';
import { Go } from '../../parts/go.tsx';
import { ShortName } from '../../parts/short-name.tsx';
import { paths } from '../../paths.ts';

/** Findings as evidence: when, whose, on what, how often, and what people judged them to be. */
export function Examples({ examples }: { examples: SuppressionProposal['examples'] }) {
  const { say } = useSpeech();
  return (
    <ol className="plain">
      {examples.map(({ id, principal, resource, lastSeen, count, verdict }) => (
        <li key={id}>
          <Go to={paths.finding(id)}>
            <Moment at={lastSeen} zoned /> <ShortName of={principal || id} />
          </Go>{' '}
          <span className="cell-small">
            <ShortName of={resource} /> {say(words.times, { count })},{' '}
            {say(verdict === undefined ? words.unjudged : verdictWords[verdict])}
          </span>
        </li>
      ))}
    </ol>
  );
}
