import type { Text } from '#kernel';
import { callOf, dayLength, hourLength, type Behaviour } from './behaviour.ts';
import type { HourCount, Material, Noticed, Question, Study } from './question.ts';

/** What is counted together: one call in one Region of one account. */
export const rateKey = (behaviour: Pick<Behaviour, 'account' | 'region' | 'service' | 'action'>): string =>
  `${behaviour.account}\0${behaviour.region}\0${callOf(behaviour)}`;

/** How many days back rates are compared with. */
export const rateDays = 14;

/** Calls of one kind in one hour, and what they are told apart by. */
interface Counted extends HourCount {
  readonly key: string;
  readonly behaviours: readonly Behaviour[];
}

/** Counts calls of management by key and hour; data events are as many as there is work. */
export function countedIn(behaviours: readonly Behaviour[]): Counted[] {
  const known = remembered.get(behaviours) ?? count(behaviours);
  remembered.set(behaviours, known);
  return known;
}

/** Several questions ask for the counts of the same behaviours. */
const remembered = new WeakMap<readonly Behaviour[], Counted[]>();

function count(behaviours: readonly Behaviour[]): Counted[] {
  const counted = new Map<
    string,
    { key: string; hour: number; calls: number; errors: number; behaviours: Behaviour[] }
  >();
  for (const behaviour of behaviours.filter(({ data }) => !data)) {
    const key = rateKey(behaviour);
    const name = `${key}\0${behaviour.hour}`;
    const own = counted.get(name) ?? { key, hour: behaviour.hour, calls: 0, errors: 0, behaviours: [] };
    counted.set(name, own);
    own.calls += behaviour.calls;
    if (behaviour.error !== '') own.errors += behaviour.calls;
    own.behaviours.push(behaviour);
  }
  return [...counted.values()];
}

/**
 * Calls, or refused calls, of one kind that are many times more than in any hour of the last fortnight. Only changing
 * calls are counted as calls: reading comes and goes with every deployment.
 */
export const unusualRates: Study = (question, material) => {
  const [least, times] = [question.threshold('calls'), question.threshold('times')];
  return countedIn(material.behaviours).flatMap((counted) => {
    const now = amountOf(counted, question.about);
    if (now < least) return [];
    const before = material.rates.of(counted.key).filter(({ hour }) => isBefore(hour, counted.hour));
    const most = Math.max(0, ...before.map((one) => (question.about === 'errors' ? one.errors : one.calls)));
    if (now < times * most || !isKnown(counted, material, question)) return [];
    return noticed(counted, { now, most, about: question.about });
  });
};

function amountOf({ calls, errors, behaviours }: Counted, about: string): number {
  if (about === 'errors') return errors;
  return behaviours.some(({ reads }) => reads) ? 0 : calls;
}

const isBefore = (hour: number, than: number): boolean => hour < than && hour >= than - rateDays * dayLength;

/** An account must have been watched for so many days; before that everything is new. */
function isKnown({ behaviours: [first], hour }: Counted, { lastSeen }: Material, question: Question): boolean {
  const days = lastSeen
    .of(`account ${first?.account ?? ''}`)
    .filter((day) => day * dayLength < hour - (hour % dayLength));
  return days.length > 0 && hour / dayLength - Math.min(...days) >= question.threshold('days');
}

function noticed(
  { hour, behaviours, key }: Counted,
  { now, most, about }: Counts & { readonly about: string },
): Noticed[] {
  const worst = behaviours.toSorted((a, b) => b.calls - a.calls || (a.principal < b.principal ? -1 : 1))[0];
  if (worst === undefined) return [];
  const [, region = '', call = ''] = key.split('\0');
  const wrong = about === 'errors' ? behaviours.filter(({ error }) => error !== '') : behaviours;
  const codes = [...new Set(wrong.map(({ error }) => error).filter(Boolean))].toSorted().slice(0, 3);
  return [
    {
      time: hour,
      until: hour + hourLength,
      subject: `${region} ${call}`,
      principal: worst.principal,
      account: worst.account,
      region,
      resource: call,
      sure: true,
      evidence: wrong.flatMap(({ places }) => places).slice(0, 25),
      measured: about === 'errors' ? failed(call, codes, { now, most }) : called(call, worst.principal, { now, most }),
    },
  ];
}

interface Counts {
  readonly now: number;
  readonly most: number;
}

const failed = (call: string, codes: readonly string[], { now, most }: Counts): Text => ({
  en: `${call} failed ${now} times in this hour (${codes.join(', ')}); in any hour of the ${rateDays} days before at most ${most} times.`,
  ja: `${call} がこの 1 時間に ${now} 回失敗しました（${codes.join('、')}）。直前 ${rateDays} 日間は 1 時間に最大 ${most} 回でした。`,
});

const called = (call: string, principal: string, { now, most }: Counts): Text => ({
  en: `${call} was made ${now} times in this hour; in any hour of the ${rateDays} days before at most ${most} times. Most came from ${principal}.`,
  ja: `${call} がこの 1 時間に ${now} 回呼び出されました。直前 ${rateDays} 日間は 1 時間に最大 ${most} 回でした。最も多いのは ${principal} です。`,
});
