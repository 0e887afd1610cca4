import Container from '@cloudscape-design/components/container';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import { columnWords } from '../../i18n/column.ts';
import { figuresWords } from '../../i18n/figures.ts';
import { findingWords } from '../../i18n/finding.ts';
import { useSpeech } from '../../i18n/language.tsx';
import type { Finding } from '../../operations.ts';
import { Raw } from '../../parts/raw.tsx';
import { Moment } from '../../parts/figures.tsx';
import { Go } from '../../parts/go.tsx';
import { Times } from '../../parts/row.tsx';
import { paths } from '../../paths.ts';

/** What can be looked up about the finding; each value leads to the findings that share it. */
export function Facts({ finding }: { finding: Finding }) {
  const { say } = useSpeech();
  const shared = (name: 'type' | 'account' | 'region' | 'principal' | 'resource') => ({
    label: say(columnWords[name]),
    value:
      finding[name] === '' ? (
        say(figuresWords.unknown)
      ) : (
        <Go to={paths.findings({ [name]: finding[name] })}>
          <Raw of={finding[name]} />
        </Go>
      ),
  });
  return (
    <Container>
      <KeyValuePairs
        columns={4}
        items={[
          shared('type'),
          shared('account'),
          shared('region'),
          { label: say(columnWords.rule), value: <Go to={paths.rule(finding.rule)}>{say(findingWords.rule)}</Go> },
          shared('principal'),
          shared('resource'),
          { label: say(findingWords.seen), value: <Seen finding={finding} /> },
          { label: say(columnWords.count), value: <Times count={finding.count} /> },
        ]}
      />
    </Container>
  );
}

function Seen({ finding: { firstSeen, lastSeen } }: { finding: Finding }) {
  if (firstSeen === lastSeen) return <Moment at={firstSeen} />;
  return (
    <>
      <Moment at={firstSeen} /> – <Moment at={lastSeen} />
    </>
  );
}
