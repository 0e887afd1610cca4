import './suppressions/suppressions.css';
import { useSuspenseQuery } from '@tanstack/react-query';
import { findingsWords } from '../i18n/findings.ts';
import { useSpeech } from '../i18n/language.tsx';
import { suppressionsWords as words } from '../i18n/suppressions.ts';
import { Crumbs } from '../parts/crumbs.tsx';
import { useFigures } from '../parts/figures.tsx';
import { Empty } from '../parts/states.tsx';
import { Title } from '../parts/title.tsx';
import { Widget } from '../parts/widget.tsx';
import { paths } from '../paths.ts';
import { queries } from '../queries.ts';
import { DismissedProposals } from './suppressions/dismissed.tsx';
import { Filters } from './suppressions/filters.tsx';
import { Proposed } from './suppressions/proposed.tsx';

/** What is proposed to be hidden, what is hidden, and what somebody did not want hidden. */
export function SuppressionsPage() {
  const { say } = useSpeech();
  const { count } = useFigures();
  const { proposals, dismissed } = useSuspenseQuery(queries.suppressionProposals).data;
  const { suppressions } = useSuspenseQuery(queries.suppressions).data;
  const inForce = suppressions.filter(({ archives }) => archives);
  const views = suppressions.filter(({ archives }) => !archives);
  return (
    <>
      <Crumbs
        items={[
          { text: say(findingsWords.title), href: paths.findings() },
          { text: say(words.title), href: paths.suppressions() },
        ]}
      />
      <Title help={say(words.help)}>{say(words.title)}</Title>
      <div className="suppressions">
        <Widget title={say(words.proposed)} help={say(words.proposedHelp)} counter={`(${count(proposals.length)})`}>
          {proposals.length === 0 ? (
            <Empty title={say(words.noneProposed)} help={say(words.noneProposedHelp)} />
          ) : (
            proposals.map((proposal) => <Proposed key={proposal.id} proposal={proposal} />)
          )}
        </Widget>
        <Widget title={say(words.inForce)} help={say(words.inForceHelp)} counter={`(${count(inForce.length)})`}>
          {inForce.length === 0 ? <Empty title={say(words.noneInForce)} /> : <Filters filters={inForce} />}
        </Widget>
        {dismissed.length === 0 ? null : <DismissedProposals dismissed={dismissed} />}
        {views.length === 0 ? null : (
          <Widget title={say(words.views)} help={say(words.viewsHelp)}>
            <Filters filters={views} />
          </Widget>
        )}
      </div>
    </>
  );
}
