import { isSequence, type Finding, type Occurrence } from '#findings';
import { apart, type Text } from '#kernel';
import { at } from './actor.ts';
import type { Activity } from './surroundings.ts';

/** What a finding means in this account: how often, how long, whether it succeeded, what else the actor did around it. */
export function here(finding: Finding, events: readonly Occurrence[], around: Activity): Text {
  const parts = [often(finding), outcome(events), company(around)];
  return {
    en: parts
      .map(({ en }) => en)
      .filter(Boolean)
      .join(' '),
    ja: parts.map(({ ja }) => ja).join(''),
  };
}

function often({ type, count, firstSeen, lastSeen, account, region }: Finding): Text {
  const place = [account && `account ${account}`, region].filter(Boolean).join(', ') || 'these logs';
  const jaPlace = [account && `アカウント ${account}`, region].filter(Boolean).join('、') || 'このログ';
  const spaced = apart(jaPlace);
  const [first, last] = [minute(firstSeen), minute(lastSeen)];
  if (isSequence(type)) return together(count, { place, jaPlace: spaced, first, last });
  // Many events may be one deed, as the ten reads of a bulk retrieval are: they are counted, not called times.
  const seen = count === 1 ? 'Seen once' : `${count.toLocaleString('en')} events show it`;
  const jaSeen = count === 1 ? '1 回検知しました。' : `${count.toLocaleString('ja')} 件のイベントを検知しました。`;
  if (first === last) return { en: `${seen} in ${place}, at ${last}.`, ja: `${spaced}で ${last} に ${jaSeen}` };
  return {
    en: `${seen} in ${place}, from ${first} to ${last}.`,
    ja: `${spaced}で ${first} から ${last} までに ${jaSeen}`,
  };
}

interface Stay {
  readonly place: string;
  readonly jaPlace: string;
  readonly first: string;
  readonly last: string;
}

/** A sequence is one attack. Its count is that of the events it shows, at most ten of a kind of step. */
const together = (count: number, { place, jaPlace, first, last }: Stay): Text => ({
  en: `It shows ${count === 1 ? 'one event' : `${count.toLocaleString('en')} events`} in ${place}, from ${first} to ${last}, at most ten of each kind of step; HOW says how many there were.`,
  ja: `${jaPlace}で ${first} から ${last} までの ${count.toLocaleString('ja')} 件のイベントを示しています（1 種類の手順につき最大 10 件。実際の件数は手順の一覧にあります）。`,
});

const minute = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`;

function outcome(events: readonly Occurrence[]): Text {
  const calls = events.filter(({ table }) => table === 'api_activity');
  if (calls.length === 0) return { en: '', ja: '' };
  if (calls.every(({ event }) => isDryRun(event)))
    return {
      en: 'It was a dry run: AWS said that the call would be permitted, and nothing was changed. Whoever asks wants to know what a key may do.',
      ja: 'ドライランです。AWS は「実行すれば許可される」と答えただけで、変更は起きていません。キーで何ができるかを確かめる行為です。',
    };
  const refused = calls.filter(({ event }) => isRefused(event)).length;
  if (refused === 0 && calls.every(({ event }) => event['readOnly'] === true))
    return {
      en: `${calls.length === 1 ? 'The call succeeded; it' : 'The calls succeeded; they'} read, and changed nothing.`,
      ja: '呼び出しは成功しています。読み取りのみで、変更は行われていません。',
    };
  if (refused === 0)
    return {
      en: `${calls.length === 1 ? 'The call' : 'The calls'} succeeded, so treat the effect as real.`,
      ja: '呼び出しは成功しているため、実際に影響が出ていると考えてください。',
    };
  if (refused === calls.length)
    return {
      en: 'AWS refused every call shown, so nothing was changed by them; the attempt still matters.',
      ja: '表示している呼び出しはすべて拒否されており、変更は起きていません。ただし試みがあったこと自体は重要です。',
    };
  return {
    en: `AWS refused ${refused} of the ${calls.length} calls shown; the others succeeded.`,
    ja: `表示している ${calls.length} 回のうち ${refused} 回は拒否され、残りは成功しました。`,
  };
}

/** True when there are calls and AWS refused every one: what was tried was not done. */
export function allRefused(events: readonly Occurrence[]): boolean {
  const calls = events.filter(({ table }) => table === 'api_activity');
  return calls.length > 0 && calls.every(({ event }) => isRefused(event));
}

/** EC2 writes as an error that a call which was only tried would have been permitted: `Client.DryRunOperation`. */
const isDryRun = ({ errorCode }: Occurrence['event']): boolean =>
  typeof errorCode === 'string' && errorCode.endsWith('DryRunOperation');

/** A sign-in that failed has no error code: it answers `{"ConsoleLogin": "Failure"}`. */
function isRefused(event: Occurrence['event']): boolean {
  if (isDryRun(event)) return false;
  const { errorCode, errorMessage, eventName, responseElements } = event;
  const said = [errorCode, errorMessage].some((text) => typeof text === 'string' && text !== '');
  return said || at({ responseElements }, `responseElements.${String(eventName)}`) === 'Failure';
}

function company({ calls, denied, services, addresses }: Activity): Text {
  if (calls <= 1) return { en: '', ja: '' };
  const [called, refused] = [calls.toLocaleString('en'), denied.toLocaleString('en')];
  const en = `Within an hour of it the same principal made ${called} calls to ${services} ${services === 1 ? 'service' : 'services'} from ${addresses} ${addresses === 1 ? 'address' : 'addresses'}`;
  const ja = `前後 1 時間に同じプリンシパルが ${addresses} 個のアドレスから ${services} 種類のサービスを ${called} 回呼び出しています。`;
  if (denied === 0) return { en: `${en}; none was refused.`, ja: `${ja}拒否された呼び出しはありません。` };
  return {
    en: `${en}; ${refused} ${denied === 1 ? 'was' : 'were'} refused.`,
    ja: `${ja}うち ${refused} 回は拒否されました。`,
  };
}
