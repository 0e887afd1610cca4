import Button from '@cloudscape-design/components/button';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { findingWords } from '../i18n/finding.ts';
import { findingsWords, listKeysWords } from '../i18n/findings.ts';
import { useSpeech } from '../i18n/language.tsx';
import type { Finding } from '../operations.ts';
import { Crumbs } from '../parts/crumbs.tsx';
import { useDecide } from '../parts/decide.tsx';
import { IfMay, useMay } from '../parts/may.tsx';
import { SeverityBadge } from '../parts/severity.tsx';
import { useShortcuts } from '../parts/shortcuts.tsx';
import { Title } from '../parts/title.tsx';
import { paths } from '../paths.ts';
import { queries } from '../queries.ts';
import { FindingBody } from './finding/body.tsx';
import { Copying } from './finding/copying.tsx';
import { Neighbours } from './finding/neighbours.tsx';

const route = getRouteApi('/frame/findings/$id');

/** One finding as a page of its own. */
export function FindingPage() {
  const { say, language } = useSpeech();
  const may = useMay('yagura:UpdateFindings');
  const { id } = route.useParams();
  const list = route.useSearch();
  const { data } = useSuspenseQuery(queries.finding(id));
  const { finding } = data;
  return (
    <>
      <div className="crumbs">
        <Crumbs
          items={[
            { text: say(findingsWords.title), href: paths.findings(list) },
            { text: say(finding.title), href: paths.finding(id, list) },
          ]}
        />
        <Neighbours id={id} list={list} />
      </div>
      <Title
        help={
          may
            ? `${say(findingWords.help)}${language === 'en' ? ' ' : ''}${say(findingWords.helpDecide)}`
            : say(findingWords.help)
        }
        info={<SeverityBadge level={finding.severity} />}
        actions={
          <>
            <Copying detail={data} />
            <IfMay action="yagura:UpdateFindings">
              <Deciding finding={finding} />
            </IfMay>
          </>
        }
      >
        {say(finding.title)}
      </Title>
      <FindingBody key={id} detail={data} />
    </>
  );
}

/** What can be decided about the finding, by buttons and by the keys of the list. */
function Deciding({ finding: { id, archived, verdict } }: { finding: Finding }) {
  const { say } = useSpeech();
  const decide = useDecide();
  const meant = { which: { ids: [id] }, count: 1, judged: verdict !== undefined };
  const archive = (): void => decide.archive(meant, !archived);
  const judge = (): void => decide.judge(meant);
  useShortcuts([
    { keys: ['e'], about: listKeysWords.archive, run: archive },
    { keys: ['v'], about: listKeysWords.judge, run: judge },
  ]);
  return (
    <>
      <Button variant="primary" onClick={judge}>
        {say(findingsWords.judge)}
      </Button>
      <Button loading={decide.pending} onClick={archive}>
        {say(archived ? findingsWords.restore : findingsWords.archive)}
      </Button>
    </>
  );
}
