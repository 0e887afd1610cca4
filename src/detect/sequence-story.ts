import { callerName, levels } from '#attack';
import { apart, type Text } from '#kernel';
import type { Deed } from './deed.ts';
import type { Sequence } from './sequences.ts';

/** More chapters nobody reads: the mildest are left out and counted. */
const mostChapters = 12;

interface Chapter {
  readonly title: Text;
  readonly first: number;
  readonly events: number;
  /** Place in the order of severities; the gravest is the highest. */
  readonly gravity: number;
}

/** What happened in which order: a sentence, then a line for each kind of deed, at its first time. */
export function storyOf({ actor, deeds }: Sequence): Text {
  const chapters = chaptersOf(deeds);
  const callers = new Set(deeds.map(({ claim }) => claim.principal)).size;
  const name = callerName(actor);
  const more = chapters.length - mostChapters;
  const [first, last] = [deeds[0], deeds.at(-1)].map((deed) => time(deed?.claim.event.time ?? 0));
  const steps = gravest(chapters).map(said);
  const as =
    callers > 1 ? { en: ` (under ${callers} identities)`, ja: `（${callers} つのプリンシパルを使用）` } : nothing;
  const rest =
    more > 0
      ? [{ en: `and ${more} more kinds, none of them graver`, ja: `ほか ${more} 種類（より深刻なものはありません）` }]
      : [];
  const lines = (language: 'en' | 'ja'): string =>
    [...steps, ...rest].map((line) => `\n${line[language].replaceAll(/\s+/g, ' ')}`).join('');
  return {
    en: `From ${first} to ${last} UTC ${name.en}${as.en} did this, in this order:${lines('en')}`,
    ja: `${first} から ${last}（UTC）にかけて、${apart(name.ja + as.ja)}について、次の順に検出しました。${lines('ja')}`,
  };
}

const nothing: Text = { en: '', ja: '' };

function said({ title, first, events }: Chapter, place: number): Text {
  const [number, at] = [place + 1, time(first).slice(11)];
  return {
    en: `${number}. ${at} ${title.en}${events > 1 ? ` (${events} events)` : ''}`,
    ja: `${number}. ${at} ${title.ja}${events > 1 ? `（${events} 件）` : ''}`,
  };
}

const time = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ');

/** As many as are told, in the order of time; of equally grave ones the first. */
function gravest(chapters: readonly Chapter[]): readonly Chapter[] {
  const told = new Set(chapters.toSorted((one, other) => other.gravity - one.gravity).slice(0, mostChapters));
  return chapters.filter((chapter) => told.has(chapter));
}

function chaptersOf(deeds: readonly Deed[]): Chapter[] {
  const chapters = new Map<string, Chapter>();
  for (const { claim, events = 1 } of deeds) {
    const before = chapters.get(claim.rule);
    const first = before?.first ?? claim.event.time;
    const gravity = Math.max(before?.gravity ?? 0, levels.indexOf(claim.severity));
    chapters.set(claim.rule, { title: claim.title, first, events: (before?.events ?? 0) + events, gravity });
  }
  return [...chapters.values()];
}
