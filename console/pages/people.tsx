import { useSpeech } from '../i18n/language.tsx';
import { peopleWords } from '../i18n/people.ts';
import { Sessions } from '../parts/sessions.tsx';
import { Title } from '../parts/title.tsx';
import { AccessKeys } from './people/access-keys.tsx';
import { People } from './people/people-table.tsx';

/** Who may use Yagura, and which keys programs use. */
export function PeoplePage() {
  const { say } = useSpeech();
  return (
    <>
      <Title help={say(peopleWords.help)}>{say(peopleWords.title)}</Title>
      <div className="stack">
        <People />
        <AccessKeys />
        <Sessions everybody />
      </div>
    </>
  );
}
