import { useSpeech } from '../../i18n/language.tsx';
import { findingWords } from '../../i18n/finding.ts';
import type { Answers } from '../../operations.ts';
import { Raw } from '../../parts/raw.tsx';
import { Moment } from '../../parts/figures.tsx';

/** The chain of credentials, oldest first: who handed out the key that the next one used. */
export function Lineage({ links }: { links: Answers['who']['lineage'] }) {
  const { say } = useSpeech();
  if (links.length === 0) return null;
  return (
    <div>
      <div className="fact-label">{say(findingWords.lineageTitle)}</div>
      <ol className="chain">
        {links.map((link) => (
          <li key={`${link.eventId} ${link.accessKey}`}>
            <Moment at={link.time} zoned /> {say(findingWords.lineageLink, { said: say(link.said) })}{' '}
            <Raw mono of={link.accessKey} />
          </li>
        ))}
      </ol>
    </div>
  );
}
