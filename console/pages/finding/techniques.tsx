import { useSpeech } from '../../i18n/language.tsx';
import { copyWords } from '../../i18n/copy.ts';
import { findingWords } from '../../i18n/finding.ts';
import type { Answers } from '../../operations.ts';

type Listed = Answers['how']['techniques'];

/** An attack in many steps has twice as many techniques, and what comes next and what to do stand below them. */
const most = 6;

/** The techniques as ATT&CK names them, each with what it is. */
export function Techniques({ techniques }: { techniques: Listed }) {
  const { say } = useSpeech();
  if (techniques.length === 0) return null;
  const rest = techniques.slice(most);
  return (
    <>
      <div className="cell-small">{say(findingWords.techniquesAbout)}</div>
      <Some techniques={techniques.slice(0, most)} />
      {rest.length === 0 ? null : (
        <details>
          <summary>{say(findingWords.techniquesMore, { count: rest.length })}</summary>
          <Some techniques={rest} />
        </details>
      )}
    </>
  );
}

function Some({ techniques }: { techniques: Listed }) {
  const { say } = useSpeech();
  return (
    <div className="techniques">
      {techniques.map(({ id, name, tactic, about }) => (
        <div key={id}>
          <a
            className="go"
            href={attackPage(id)}
            target="_blank"
            rel="noopener noreferrer"
            title={say(copyWords.opensElsewhere)}
          >
            {id} <span aria-hidden>↗</span>
          </a>{' '}
          <strong>{say(name)}</strong> <span className="quiet">({say(tactic)})</span>
          <div>{say(about)}</div>
        </div>
      ))}
    </div>
  );
}

/** T1562.008 has its page at /techniques/T1562/008/. */
const attackPage = (id: string): string => `https://attack.mitre.org/techniques/${encodeURI(id.replace('.', '/'))}/`;
