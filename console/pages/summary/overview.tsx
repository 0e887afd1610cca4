import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
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

/** The five numbers of the span, each with how it moved and a way to what it counts. */
export function Overview({ overview, within }: { overview: Summary['overview']; within: Within }) {
  const { say } = useSpeech();
  const { short } = useFigures();
  return (
    <Widget title={say(summaryWords.overviewTitle)}>
      <ColumnLayout columns={5} variant="text-grid" minColumnWidth={150}>
        {figures.map(({ name, word, to }) => (
          <div key={name}>
            <Box variant="awsui-key-label">{say(word)}</Box>
            <Box variant="awsui-value-large">
              <Go
                to={to(within.search, within.span)}
                fontSize="inherit"
                label={`${say(word)}: ${short(overview[name].now)}`}
              >
                {short(overview[name].now)}
              </Go>
            </Box>
            <ChangeOf now={overview[name].now} before={overview[name].before} />
          </div>
        ))}
      </ColumnLayout>
    </Widget>
  );
}
