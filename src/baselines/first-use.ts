import { apart } from '#kernel';
import { actorInWords, actorOf, dayOf, hourLength, type Behaviour } from './behaviour.ts';
import type { Material, Noticed, Study } from './question.ts';
import { regionOf, serviceOf, subjectsOf, type Dimension } from './traits.ts';

/**
 * The first change in a Region, or with a service, that the account did not use before. Only changing calls that
 * succeeded count: the console asks every Region on every page.
 */
export const firstUse: Study = (question, material) => {
  const dimension: Dimension = question.about === 'region' ? 'region' : 'service';
  const found = new Map<string, Noticed>();
  for (const behaviour of material.behaviours.filter(isChange)) {
    const value = dimension === 'region' ? regionOf(behaviour) : serviceOf(behaviour);
    const known = material.habits.of('account', behaviour.account)?.before(dayOf(behaviour.hour));
    if (value === '' || known?.learnt !== true || known.surprise(dimension, value).frequency !== 'unseen') continue;
    const key = `${behaviour.account} ${value} ${behaviour.hour}`;
    if (!found.has(key))
      found.set(key, noticedFirst(behaviour, { value, usual: known.usual(dimension, 5), dimension }));
  }
  return [...found.values()];
};

const isChange = ({ reads, data, error }: Behaviour): boolean => !reads && !data && error === '';

function noticedFirst(
  behaviour: Behaviour,
  { value, usual, dimension }: { value: string; usual: readonly string[]; dimension: Dimension },
): Noticed {
  const word = dimension === 'region' ? { en: 'Region', ja: 'リージョン' } : { en: 'service', ja: 'サービス' };
  const actor = actorInWords(behaviour);
  return {
    ...whoOf(behaviour),
    subject: value,
    resource: value,
    measured: {
      en: `${actor.en.replace(/^the /, 'The ')} is the first in 30 days to change something in the ${word.en} ${value}. This account uses ${usual.join(', ')}.`,
      ja: `${word.ja} ${value} では 30 日間で初めて、${apart(actor.ja)}が変更を行いました。このアカウントで通常使われるのは ${usual.join('、')} です。`,
    },
  };
}

/** A key, or a user or role, that was seen long ago, was silent, and works again. */
export const wakes: Study = (question, material) => {
  const silent = question.threshold('days');
  const found = new Map<string, Noticed>();
  for (const behaviour of material.behaviours) {
    if (question.about === 'key' && !behaviour.accessKey.startsWith('AKIA')) continue;
    const subject =
      question.about === 'key'
        ? `${subjectsOf(behaviour).actor} ${behaviour.accessKey}`
        : `actor ${subjectsOf(behaviour).actor}`;
    const gap = gapBefore(dayOf(behaviour.hour), subject, behaviour.account, material);
    if (gap === undefined || gap < silent || found.has(`${subject} ${behaviour.hour}`)) continue;
    found.set(`${subject} ${behaviour.hour}`, noticedWake(behaviour, gap, question.about));
  }
  return [...found.values()];
};

/** Days since a subject was last seen; nothing where it is new, or where the logs of the account have a hole there. */
function gapBefore(day: number, subject: string, account: string, { lastSeen }: Material): number | undefined {
  const last = lastSeen.of(subject).findLast((one) => one < day);
  if (last === undefined) return undefined;
  const watched = lastSeen.of(`account ${account}`).filter((one) => one > last && one < day).length;
  const gap = day - last;
  return watched >= (gap - 1) * wellWatched ? gap : undefined;
}

/** Share of the silent days on which the account itself was seen. */
const wellWatched = 0.6;

function noticedWake(behaviour: Behaviour, gap: number, about: string): Noticed {
  const named = about === 'key' ? behaviour.accessKey : actorOf(behaviour);
  return {
    ...whoOf(behaviour),
    subject: named,
    measured: {
      en: `${named} was silent for ${gap} days and now called ${behaviour.action} from ${behaviour.address}.`,
      ja: `${named} は ${gap} 日間使われていませんでしたが、${behaviour.address} から ${behaviour.action} を呼び出しました。`,
    },
  };
}

const whoOf = (behaviour: Behaviour): Omit<Noticed, 'subject' | 'measured'> => ({
  time: behaviour.hour,
  until: behaviour.hour + hourLength,
  principal: behaviour.principal,
  account: behaviour.account,
  region: '',
  resource: '',
  sure: true,
  evidence: behaviour.places,
});
