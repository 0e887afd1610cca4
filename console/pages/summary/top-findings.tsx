import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Box from '@cloudscape-design/components/box';
import { useSpeech } from '../../i18n/language.tsx';
import type { Finding } from '../../operations.ts';
import { Moment, useFigures } from '../../parts/figures.tsx';
import { Go } from '../../parts/go.tsx';
import { SeverityBadge } from '../../parts/severity.tsx';
import { Empty } from '../../parts/states.tsx';
import { paths } from '../../paths.ts';

/** The findings to read first, worst first. */
export function TopFindings({ findings }: { findings: readonly Finding[] }) {
  const { say } = useSpeech();
  return (
    <Container
      fitHeight
      header={
        <Header variant="h2" description={say('top.help')}>
          {say('top.title')}
        </Header>
      }
      footer={<Go to={paths.findings()}>{say('top.all')}</Go>}
    >
      {findings.length === 0 ? (
        <Empty title={say('top.empty')} help={say('top.empty.help')} />
      ) : (
        <ol className="rows">
          {findings.map((finding) => (
            <Row key={finding.id} finding={finding} />
          ))}
        </ol>
      )}
    </Container>
  );
}

function Row({ finding }: { finding: Finding }) {
  const { say, pick } = useSpeech();
  const { count } = useFigures();
  return (
    <li className="row">
      <span className="row-badge">
        <SeverityBadge level={finding.severity} />
      </span>
      <span className="row-main">
        <Go to={paths.finding(finding.id)}>{pick(finding.title)}</Go>
        <Box variant="small" color="text-body-secondary" display="block">
          <span className="name">{[finding.account, finding.resource].filter((part) => part !== '').join(' · ')}</span>
        </Box>
      </span>
      <span className="row-end">
        <Box variant="small" color="text-body-secondary" display="block" textAlign="right">
          <Moment at={finding.lastSeen} />
          <br />
          {say('times', { count: count(finding.count) })}
        </Box>
      </span>
    </li>
  );
}
