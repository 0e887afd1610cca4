import type { ReactNode } from 'react';
import { columnWords } from '../../i18n/column.ts';
import { figuresWords } from '../../i18n/figures.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { verdictWords } from '../../i18n/verdict.ts';
import type { Sentence } from '../../i18n/words.ts';
import type { Finding } from '../../operations.ts';
import { Moment, useFigures } from '../../parts/figures.tsx';
import { SeverityBadge } from '../../parts/severity.tsx';
import { ShortName } from '../../parts/short-name.tsx';
import { listOf as listIn, usePreference } from '../../preferences.ts';
import type { Sort } from '../findings-search.ts';

/** A column of the list: how wide it may be (a track of a CSS grid), and what it shows. */
export interface Column {
  readonly id: string;
  readonly header: Sentence;
  readonly track: string;
  readonly sort?: Sort;
  /** Figures stand at the end of their column. */
  readonly figure?: true;
  /** Times, whose zone stands in the heading. */
  readonly time?: true;
  readonly Cell: (props: { finding: Finding }) => ReactNode;
}

/** Every column that there is, in its order. `finding` is always shown. */
export const columns: readonly Column[] = [
  { id: 'severity', header: columnWords.severity, track: '86px', sort: 'severity', Cell: Severity },
  { id: 'finding', header: columnWords.finding, track: 'minmax(180px, 4fr)', Cell: Title },
  { id: 'verdict', header: columnWords.verdict, track: '110px', Cell: VerdictOf },
  { id: 'principal', header: columnWords.principal, track: 'minmax(110px, 1.4fr)', Cell: name('principal') },
  { id: 'resource', header: columnWords.resource, track: 'minmax(110px, 1.4fr)', Cell: name('resource') },
  { id: 'account', header: columnWords.account, track: '108px', Cell: ({ finding }) => finding.account },
  { id: 'region', header: columnWords.region, track: '120px', Cell: ({ finding }) => finding.region },
  { id: 'source', header: columnWords.source, track: '110px', Cell: ({ finding }) => finding.source },
  { id: 'tactics', header: columnWords.tactics, track: 'minmax(120px, 1fr)', Cell: Tactics },
  { id: 'count', header: columnWords.count, track: '72px', sort: 'count', figure: true, Cell: Count },
  {
    id: 'firstSeen',
    header: columnWords.firstSeen,
    track: '156px',
    sort: 'firstSeen',
    time: true,
    Cell: time('firstSeen'),
  },
  {
    id: 'lastSeen',
    header: columnWords.lastSeen,
    track: '156px',
    sort: 'lastSeen',
    time: true,
    Cell: time('lastSeen'),
  },
  {
    id: 'createdAt',
    header: columnWords.createdAt,
    track: '156px',
    sort: 'createdAt',
    time: true,
    Cell: time('createdAt'),
  },
];

const usual = ['severity', 'finding', 'principal', 'resource', 'account', 'count', 'lastSeen'];
/** How much room the list has: the whole of a wide screen, of a narrow one, or of a telephone's. */
export type Room = 'wide' | 'narrow' | 'small';

const fitting: Readonly<Record<Room, (id: string) => boolean>> = {
  wide: () => true,
  narrow: (id) => ['severity', 'principal', 'lastSeen'].includes(id),
  small: (id) => id === 'severity',
};

/** What stays when a finding is opened beside the list, and on a telephone; the others are there, unseen, so that no row is drawn anew. */
const staysBeside = (id: string): boolean => id === 'severity' || id === 'finding';

/** The ids of the columns that the reader chose, and how to choose others. */
export function useChosenColumns(): [readonly string[], ((ids: readonly string[]) => void) | undefined] {
  const [kept, set] = usePreference('findings.columns');
  const chosen = kept === undefined ? usual : listIn(kept, isColumn);
  return [chosen, set && ((ids) => set(JSON.stringify(ids)))];
}

const isColumn = (id: unknown): id is string => columns.some((column) => column.id === id);

/** How wide the columns are: the tracks of a grid. */
export const tracksOf = (shown: readonly Column[], beside: boolean): string =>
  ['36px', ...shown.filter(({ id }) => !beside || staysBeside(id)).map(({ track }) => track)].join(' ');

/** The columns for which there is room. */
export function shownColumns(chosen: readonly string[], room: Room): Column[] {
  return columns.filter(({ id }) => id === 'finding' || (chosen.includes(id) && fitting[room](id)));
}

/** How the cells of a column look. */
export const lookOf = ({ id, figure }: Pick<Column, 'id'> & { figure?: true | undefined }): string =>
  ['grid-cell', ...(figure === true ? ['figure'] : []), ...(staysBeside(id) ? [] : ['spare'])].join(' ');

/** Where there is no other column, the time stands below. */
function Severity({ finding: { severity, lastSeen } }: { finding: Finding }) {
  return (
    <>
      <SeverityBadge level={severity} />
      <span className="cell-small beside-only">
        <Moment at={lastSeen} short />
      </span>
    </>
  );
}

/** Where there is no other column, the line below says who instead of the type. */
function Title({ finding: { title, type, principal } }: { finding: Finding }) {
  const { say } = useSpeech();
  return (
    <>
      <span className="cell-main" title={say(title)}>
        {say(title)}
      </span>
      <span className="cell-small spare" title={type}>
        {type}
      </span>
      <span className="cell-small beside-only">
        <ShortName of={principal} />
      </span>
    </>
  );
}

function VerdictOf({ finding: { verdict } }: { finding: Finding }) {
  const { say } = useSpeech();
  return verdict === undefined ? say(figuresWords.none) : say(verdictWords[verdict.is]);
}

function Tactics({ finding: { tactics, techniques } }: { finding: Finding }) {
  return [...tactics, ...techniques].join(', ');
}

function Count({ finding }: { finding: Finding }) {
  const { count } = useFigures();
  return count(finding.count);
}

function name(property: 'principal' | 'resource') {
  return function Name({ finding }: { finding: Finding }) {
    const { say } = useSpeech();
    return <ShortName of={finding[property] || say(figuresWords.none)} />;
  };
}

function time(property: 'firstSeen' | 'lastSeen' | 'createdAt') {
  return function Time({ finding }: { finding: Finding }) {
    return <Moment at={finding[property]} />;
  };
}
