import { useSpeech } from '../../i18n/language.tsx';
import { copyWords } from '../../i18n/copy.ts';
import type { Answers } from '../../operations.ts';

/** The techniques as ATT&CK names them, each with what it is. */
export function Techniques({ techniques }: { techniques: Answers['how']['techniques'] }) {
  const { say } = useSpeech();
  if (techniques.length === 0) return null;
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
