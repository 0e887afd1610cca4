import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useSpeech } from '../../i18n/language.tsx';
import { summaryWords } from '../../i18n/summary.ts';
import type { Finding } from '../../operations.ts';
import { Go } from '../../parts/go.tsx';
import { Row, Times } from '../../parts/row.tsx';
import { ShortName } from '../../parts/short-name.tsx';
import { Empty } from '../../parts/states.tsx';
import { paths } from '../../paths.ts';

/** The findings to read first, worst first. */
export function TopFindings({ findings }: { findings: readonly Finding[] }) {
  const { say } = useSpeech();
  return (
    <Container
      fitHeight
      header={
        <Header variant="h2" description={say(summaryWords.topHelp)}>
          {say(summaryWords.topTitle)}
        </Header>
      }
      footer={<Go to={paths.findings()}>{say(summaryWords.topAll)}</Go>}
    >
      {findings.length === 0 ? (
        <Empty title={say(summaryWords.topEmpty)} help={say(summaryWords.topEmptyHelp)} />
      ) : null}
      <ol className="rows">
        {findings.map((finding) => (
          <Row
            key={finding.id}
            severity={finding.severity}
            what={<Go to={paths.finding(finding.id)}>{say(finding.title)}</Go>}
            small={<Where finding={finding} />}
            figure={<Times count={finding.count} />}
            lastSeen={finding.lastSeen}
          />
        ))}
      </ol>
    </Container>
  );
}

function Where({ finding: { account, resource, principal } }: { finding: Finding }) {
  const name = resource || principal;
  return (
    <>
      {account}
      {name === '' ? null : ' · '}
      <ShortName of={name} />
    </>
  );
}
