import type { Language } from '#kernel';
import { useSetting } from '../device.ts';
import { figuresWords } from '../i18n/figures.ts';
import { formatsOf } from '../i18n/formats.ts';
import { useSpeech } from '../i18n/language.tsx';

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Writes numbers the way the reader's language does. */
export function useFigures() {
  const { language } = useSpeech();
  const { whole, short, part } = formatsOf(language);
  return {
    count: (value: number) => whole.format(value),
    short: (value: number) => (Math.abs(value) < 10_000 ? whole.format(value) : short.format(value)),
    bytes: (value: number) => {
      const power = Math.min(units.length - 1, Math.floor(Math.log(Math.max(1, value)) / Math.log(1000)));
      return `${short.format(value / 1000 ** power)} ${units[power] ?? ''}`;
    },
    percent: (value: number) => part.format(value),
  };
}

/** Says how often: "once", "38 times". */
export function useTimes(): (count: number) => string {
  const { say } = useSpeech();
  return (count) => say(figuresWords.times, { count });
}

/** Writes a time as `Moment` does, for the middle of a sentence. */
export function useMoment(): (at: string) => string {
  const clock = useSetting('clock');
  const zone = useZoneName();
  return (at) => `${(clock === 'utc' ? inUtc : inLocalTime)(new Date(at))} ${zone}`;
}

/** What stands behind the name of times, so that nobody takes UTC for their own time, nor the other way round. */
export const useZone = (): string => ` (${useZoneName()})`;

function useZoneName(): string {
  const { language } = useSpeech();
  return useSetting('clock') === 'utc' ? 'UTC' : ownZone(language);
}

/** The zone of this browser as the reader's language calls it: `JST`, `GMT+9`. */
const ownZone = (language: Language): string =>
  formatsOf(language)
    .zone.formatToParts(new Date())
    .find(({ type }) => type === 'timeZoneName')?.value ?? '';

/** Writes a time as `Moment` does, to the minute. */
export function useMinute(): (at: string) => string {
  const clock = useSetting('clock');
  return (at) => (clock === 'utc' ? inUtc : inLocalTime)(new Date(at)).slice(0, '2026-11-26 23:35'.length);
}

interface MomentProps {
  readonly at: string | undefined;
  /** Without year and seconds, which stand in its title; of another year than this one the day alone. */
  readonly short?: boolean;
  /** With the zone, where no heading above says it. */
  readonly zoned?: true;
}

/** A time as logs write it, in UTC, or in the reader's own time when that was chosen; the other stands in its title. */
export function Moment({ at, short = false, zoned }: MomentProps) {
  const { language, say } = useSpeech();
  const clock = useSetting('clock');
  const zone = useZoneName();
  if (at === undefined || at === '' || Number.isNaN(Date.parse(at))) return <>{say(figuresWords.none)}</>;
  const time = new Date(at);
  const [utc, local] = [inUtc(time), inLocalTime(time)];
  const shown = clock === 'utc' ? utc : local;
  const title = clock === 'utc' && !short ? formatsOf(language).time.format(time) : `${utc} UTC`;
  return (
    <time dateTime={time.toISOString()} title={title} className="moment">
      {short ? shortOf(shown, time) : shown}
      {zoned === true ? ` ${zone}` : ''}
    </time>
  );
}

const shortOf = (shown: string, time: Date): string =>
  time.getUTCFullYear() === new Date().getUTCFullYear()
    ? shown.slice('2026-'.length, '2026-11-26 23:35'.length)
    : shown.slice(0, '2026-11-26'.length);

const inUtc = (time: Date): string => time.toISOString().slice(0, 19).replace('T', ' ');

/** The same form in the time of this browser. */
const inLocalTime = (time: Date): string => inUtc(new Date(time.getTime() - time.getTimezoneOffset() * 60_000));

/** Says how a number moved against the span before, or nothing when there is nothing to compare with. */
export function ChangeOf({ now, before }: { now: number; before?: number | undefined }) {
  const { say } = useSpeech();
  const { short } = useFigures();
  if (before === undefined) return null;
  const sentence =
    now === before
      ? say(figuresWords.changeSame)
      : say(now > before ? figuresWords.changeMore : figuresWords.changeFewer, {
          difference: short(Math.abs(now - before)),
        });
  return <div className="cell-small">{sentence}</div>;
}
