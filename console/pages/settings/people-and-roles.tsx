import { useQuery } from '@tanstack/react-query';
import { columnWords } from '../../i18n/column.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { peopleWords } from '../../i18n/people.ts';
import { settingsWords } from '../../i18n/settings.ts';
import { Go } from '../../parts/go.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
import { Raw } from '../../parts/raw.tsx';
import { Lines } from '../../parts/skeleton.tsx';
import { Fault } from '../../parts/states.tsx';
import { Widget } from '../../parts/widget.tsx';
import { paths } from '../../paths.ts';
import { queries } from '../../queries.ts';

/** Who may use Yagura, and as what. */
export function PeopleAndRoles() {
  const { say } = useSpeech();
  const { data, error, refetch } = useQuery(queries.people);
  return (
    <Widget
      title={say(settingsWords.peopleTitle)}
      help={say(settingsWords.peopleHelp)}
      footer={<Go to={paths.people()}>{say(settingsWords.peopleAll)}</Go>}
    >
      {error === null ? null : <Fault error={error} again={() => void refetch()} />}
      {data === undefined && error === null ? <Lines count={3} /> : null}
      {data === undefined ? null : (
        <PlainTable
          name={say(settingsWords.peopleTitle)}
          rows={data.people}
          keyOf={({ name }) => name}
          columns={[
            { head: columnWords.name, cell: ({ name }) => <Raw of={name} /> },
            { head: peopleWords.role, cell: ({ role }) => say(peopleWords[role]) },
            {
              head: columnWords.state,
              cell: ({ disabled }) => say(disabled ? peopleWords.disabled : peopleWords.active),
            },
          ]}
        />
      )}
    </Widget>
  );
}
