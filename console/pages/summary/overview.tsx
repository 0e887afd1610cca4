import type { Address } from '../../address.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { summaryWords } from '../../i18n/summary.ts';
import type { Summary } from '../../operations.ts';
import { ChangeOf, useFigures } from '../../parts/figures.tsx';
import { Go } from '../../parts/go.tsx';
import { Widget } from '../../parts/widget.tsx';
import { paths } from '../../paths.ts';
import type { Span } from '../../span.ts';
import type { Within } from './within.ts';

const figures = [
  { name: 'findings', word: summaryWords.overviewFindings, to: (span: Address) => paths.findings(span) },
  {
    name: 'sequences',
    word: summaryWords.overviewSequences,
    to: (span: Address) => paths.findings({ ...span, 'type:': ['AttackSequence:'] }),
  },
  { name: 'resources', word: summaryWords.overviewResources, to: (span: Address) => paths.findings(span) },
  { name: 'accounts', word: summaryWords.overviewAccounts, to: (span: Address) => paths.findings(span) },
  { name: 'events', word: summaryWords.overviewEvents, to: (_: Address, span: Span) => paths.events({ ...span }) },
] as const;

/** Where fewer than one event in so many lies in the span before, its logs were not read: there is nothing to compare with. */
const hardly = 20;

/** The five numbers of the span, each with how it moved and a way to what it counts. */
export function Overview({ overview, within }: { overview: Summary['overview']; within: Within }) {
  const { say } = useSpeech();
  const { short } = useFigures();
  const { now, before = 0 } = overview.events;
  const compares = before * hardly > now;
  return (
    <Widget title={say(summaryWords.overviewTitle)} help={say(summaryWords.overviewHelp)}>
      <div className="overview">
        {figures.map(({ name, word, to }) => (
          <div key={name}>
            <div className="fact-label">{say(word)}</div>
            <div className="overview-figure">
              <Go to={to(within.search, within.span)} label={`${say(word)}: ${short(overview[name].now)}`}>
                {short(overview[name].now)}
              </Go>
            </div>
            <ChangeOf now={overview[name].now} before={compares ? overview[name].before : undefined} />
          </div>
        ))}
      </div>
    </Widget>
  );
}
