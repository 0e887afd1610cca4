import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { findingWords } from '../i18n/finding.ts';
import { findingsWords } from '../i18n/findings.ts';
import { useSpeech } from '../i18n/language.tsx';
import { Crumbs } from '../parts/crumbs.tsx';
import { useDecide } from '../parts/decide.tsx';
import { SeverityBadge } from '../parts/severity.tsx';
import { Title } from '../parts/title.tsx';
import { paths } from '../paths.ts';
import { queries } from '../queries.ts';
import { FindingBody } from './finding/body.tsx';

const route = getRouteApi('/frame/findings/$id');

/** One finding as a page of its own. */
export function FindingPage() {
  const { say } = useSpeech();
  const { id } = route.useParams();
  const list = route.useSearch();
  const { data } = useSuspenseQuery(queries.finding(id));
  const { finding } = data;
  const decide = useDecide();
  const meant = { which: { ids: [id] }, count: 1 };
  return (
    <>
      <Crumbs
        items={[
          { text: say(findingsWords.title), href: paths.findings(list) },
          { text: say(finding.title), href: paths.finding(id, list) },
        ]}
      />
      <Title
        help={say(findingWords.help)}
        info={<SeverityBadge level={finding.severity} />}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={() => decide.judge(meant)}>{say(findingsWords.judge)}</Button>
            <Button loading={decide.pending} onClick={() => decide.archive(meant, !finding.archived)}>
              {say(finding.archived ? findingsWords.restore : findingsWords.archive)}
            </Button>
          </SpaceBetween>
        }
      >
        {say(finding.title)}
      </Title>
      <FindingBody detail={data} />
    </>
  );
}
