import type { TableProps } from '@cloudscape-design/components/table';
import { columnWords } from '../../i18n/column.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { rulesWords } from '../../i18n/rules.ts';
import type { RuleLine } from '../../operations.ts';
import { useFigures } from '../../parts/figures.tsx';
import { Go } from '../../parts/go.tsx';
import { Small } from '../../parts/row.tsx';
import { useScreen } from '../../parts/screen.ts';
import { severities, SeverityBadge } from '../../parts/severity.tsx';
import { paths } from '../../paths.ts';
import { originOf } from '../rules-search.ts';
import { OnOff } from './on-off.tsx';
import { Tactics } from './tactics.tsx';
import { Verdicts, rightly } from './verdicts.tsx';

/** What the list says of a rule; on a narrow screen without what its own page tells, too. */
export function useRuleColumns(): TableProps.ColumnDefinition<RuleLine>[] {
  const wide = useScreen('(min-width: 1000px)');
  const tiny = useScreen('(max-width: 560px)');
  const left = wide ? [] : tiny ? ['tactics', 'origin', 'recent', 'verdicts'] : ['tactics', 'origin'];
  return useEveryColumn({ wide, tiny }).filter(({ id = '' }) => !left.includes(id));
}

function useEveryColumn({ wide, tiny }: { wide: boolean; tiny: boolean }): TableProps.ColumnDefinition<RuleLine>[] {
  const { say, language } = useSpeech();
  return [
    { id: 'on', header: say(rulesWords.on), width: 72, cell: (rule) => <OnOff rule={rule} /> },
    {
      id: 'level',
      header: say(columnWords.severity),
      width: tiny ? 92 : 104,
      sortingComparator: (one, other) => rank(other) - rank(one),
      cell: ({ level }) => <SeverityBadge level={level} />,
    },
    {
      id: 'title',
      header: say(columnWords.rule),
      isRowHeader: true,
      minWidth: tiny ? 160 : 320,
      sortingComparator: (one, other) => one.title[language].localeCompare(other.title[language], language),
      cell: (rule) => <Name rule={rule} />,
    },
    {
      id: 'tactics',
      header: say(columnWords.tactic),
      width: 170,
      cell: ({ tactics, techniques }) => <Tactics tactics={tactics} techniques={techniques} />,
    },
    {
      id: 'recent',
      header: say(rulesWords.recent),
      width: 108,
      sortingField: 'recent',
      cell: (rule) => <Recent rule={rule} />,
    },
    {
      id: 'verdicts',
      header: say(rulesWords.verdicts),
      width: wide ? 168 : 112,
      sortingComparator: (one, other) => rightly(one.tally) - rightly(other.tally),
      cell: ({ tally }) => <Verdicts tally={tally} />,
    },
    {
      id: 'origin',
      header: say(columnWords.origin),
      width: 132,
      sortingComparator: (one, other) => originOf(one).localeCompare(originOf(other)),
      cell: (rule) => <span className={rule.own ? 'quiet' : 'tag'}>{say(rulesWords[originOf(rule)])}</span>,
    },
  ];
}

const rank = ({ level }: RuleLine): number => severities.findIndex((severity) => severity.level === level);

function Name({ rule }: { rule: RuleLine }) {
  const { say, language } = useSpeech();
  return (
    <>
      <Go to={paths.rule(rule.id)}>{say(rule.title)}</Go>
      <span className="two-lines">
        <Small>
          {[say(rule.sees), rule.why === undefined ? '' : say(rule.why)].join(language === 'ja' ? '' : ' ')}
        </Small>
      </span>
    </>
  );
}

function Recent({ rule: { id, recent } }: { rule: RuleLine }) {
  const { say } = useSpeech();
  const { count } = useFigures();
  if (recent === 0) return <div className="figure quiet">0</div>;
  return (
    <div className="figure">
      <Go to={paths.findings({ rule: id, archived: 'any' })} label={`${count(recent)}: ${say(rulesWords.recentHelp)}`}>
        {count(recent)}
      </Go>
    </div>
  );
}
